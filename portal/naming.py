"""Where somebody is named: by name however it is accented, or by e-mail address, in texts, HTML and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from html import unescape
from operator import or_
from typing import Any, Final

from django.db.models import F, Model, Q, TextField
from django.db.models.functions import Cast
from django.utils.html import strip_tags

from portal.lib.names import fold

# Where the letters of Europe's names are, with those that are written in several ways: Latin, Greek, Cyrillic.
LETTERS: Final = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
# Between two letters of a word: accents that stand alone, and apostrophes, which folding takes away.
BETWEEN: Final = "[\u0300-\u036f'’‘‛ʼʹʻʽ`´′＇ˈ]*"


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
        """Those that the database cannot rule out, by the longest word of each name and by the addresses."""
        words = {max(name.split(), key=len) for name in self.names}
        tests = [Q(as_text__regex=_pattern(word)) for word in sorted(words)]
        tests += [Q(as_text__icontains=address) for address in sorted(self.addresses)]
        rows = model.objects.order_by("pk").annotate(as_text=Cast(F(field), TextField()))
        return rows.filter(reduce(or_, tests, Q(pk__in=())))


def _phrases(name: str) -> Iterator[str]:
    """A name as it is said, and as lists write it, the last word first."""
    words = fold(name).split()
    if words:
        yield " ".join(words)
        yield " ".join([*words[-1:], *words[:-1]])


def _plain(text: str) -> str:
    return unescape(strip_tags(text.replace("<", " <")))


def _pattern(word: str) -> str:
    """What matches whatever folds to ``word``: each letter in all its forms, and ß where it says ss."""
    found, pieces, rest = spellings(), [], word
    while rest:
        first, pair = rest[0], rest[:2]
        letter = f"[{found.get(first, first)}]"
        if pair in found and len(pair) > 1:
            second = found.get(pair[1], pair[1])
            letter, rest = f"(?:{letter}{BETWEEN}[{second}]|[{found[pair]}])", rest[1:]
        pieces.append(letter)
        rest = rest[1:]
    return BETWEEN.join(pieces)


@cache
def spellings() -> dict[str, str]:
    """For each letter, and each pair of letters, the signs that fold to it."""
    found: dict[str, str] = {}
    for sign in (chr(number) for letters in LETTERS for number in letters):
        folded = fold(sign)
        if sign.isalpha() and 1 <= len(folded) <= 2:
            found[folded] = found.get(folded, "") + sign
    return found
