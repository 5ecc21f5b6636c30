"""Where somebody is named: by name however it is accented, or by e-mail address, in texts, HTML and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from html import unescape
from operator import or_
from typing import Any, Final

from django.db.models import F, Func, Model, Q, TextField, Value
from django.db.models.functions import Cast, Lower
from django.utils.html import strip_tags

from portal.lib.names import fold

# What folding does, as far as the database can: enough to leave out most rows, and none that folding would find.
MARKS: Final = "[\u0300-\u036f]"
SINGLE: Final = ("łøđðħŧŋıſς'’‘‛ʼʹʻʽ`´′＇ˈ", "lodohtnisσ")
SPELT_OUT: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}


@dataclass(frozen=True)
class Sought:
    """Whom to look for: the names and addresses by which a person is known here."""

    names: frozenset[str]
    addresses: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], addresses: Iterable[str | None]) -> Sought:
        return cls(
            frozenset(phrase for name in names for phrase in _phrases(name)),
            frozenset(address.lower() for address in addresses if address),
        )

    def is_named_in(self, value: Any) -> bool:
        is_json = isinstance(value, dict | list)
        text = json.dumps(value, ensure_ascii=False) if is_json else str(value)
        folded = f" {fold(_plain(text))} "
        lowered = text.lower()
        return any(f" {name} " in folded for name in self.names) or any(
            re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w-])", lowered)
            for address in self.addresses
        )

    def rows_naming(self, model: Any, field: str) -> Iterator[Model]:
        """The rows of ``model`` whose ``field`` names the person."""
        for row in self._possible(model, field).iterator():
            if self.is_named_in(getattr(row, field) or ""):
                yield row

    def _possible(self, model: Any, field: str) -> Any:
        words = {max(name.split(), key=len) for name in self.names}
        tests = [Q(folded_text__contains=word) for word in sorted(words)]
        tests += [Q(lowered_text__contains=address) for address in sorted(self.addresses)]
        rows = model.objects.order_by("pk").annotate(
            folded_text=_folded(field), lowered_text=Lower(_as_text(field))
        )
        return rows.filter(reduce(or_, tests, Q(pk__in=())))


def _phrases(name: str) -> Iterator[str]:
    """A name as it is said, and as lists write it, the last word first."""
    words = fold(name).split()
    if words:
        yield " ".join(words)
        yield " ".join([*words[-1:], *words[:-1]])


def _plain(text: str) -> str:
    return unescape(strip_tags(text.replace("<", " <")))


def _as_text(field: str) -> Cast:
    return Cast(F(field), TextField())


def _folded(field: str) -> Func:
    """The column as ``fold`` would have it, but for its signs."""
    taken_apart = _call(
        "lower", Lower(_as_text(field)), template="lower(normalize(%(expressions)s, NFKD))"
    )
    bare = _call("regexp_replace", taken_apart, MARKS, "", "g")
    single = _call("translate", bare, *SINGLE)
    return reduce(lambda text, pair: _call("replace", text, *pair), SPELT_OUT.items(), single)


def _call(function: str, text: Any, *words: str, **extra: str) -> Func:
    values = (Value(word, output_field=TextField()) for word in words)
    return Func(text, *values, function=function, output_field=TextField(), **extra)
