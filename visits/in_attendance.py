"""The sentence in which a report says which cities came, and where it stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.lib.richtext import CleanHTML, clean, from_paragraphs
from visits.listing import visiting_cities

if TYPE_CHECKING:
    from visits.models import Meeting


def sentence(names: Sequence[str]) -> str:
    """“Representatives from Katowice, Nantes and Utrecht were in attendance.” Nothing when nobody came."""
    return _template() % {"cities": _joined(names)} if names else ""


def sentence_of(meeting: Meeting) -> str:
    """By the network's spelling and in its order of names; hosts were at home, and are not said to have come."""
    return sentence([city.name for city in visiting_cities(meeting)])


@dataclass(frozen=True)
class Said:
    """What a report says of who came (``said``, empty when it says nothing), and what is so (``now``)."""

    said: str
    now: str

    @property
    def is_missing(self) -> bool:
        return bool(self.now) and not self.said

    @property
    def is_outdated(self) -> bool:
        return bool(self.said) and self.said != self.now


def compare(report: str, now: str) -> Said:
    found = _pattern().search(report)
    return Said(said=found.group() if found else "", now=_written(now))


def put(report: str, now: str) -> CleanHTML:
    """The report with this sentence: in the place of an earlier one, else at its top. Nobody came: without any."""
    written = _written(now)
    if found := _pattern().search(report):
        return clean(report[: found.start()] + written + report[found.end() :])
    return clean(from_paragraphs([now]) + report)


def _template() -> str:
    return _("Representatives from %(cities)s were in attendance.")


def _pattern() -> re.Pattern[str]:
    """Any sentence of this kind, within one paragraph of a cleaned text."""
    before, after = (re.escape(part) for part in _template().split("%(cities)s"))
    return re.compile(f"{before}[^<]*?{after}")


def _written(text: str) -> str:
    """As it stands in a cleaned text, which spells some signs in its own way."""
    return clean(from_paragraphs([text])).removeprefix("<p>").removesuffix("</p>")


def _joined(names: Sequence[str]) -> str:
    *others, last = names
    if not others:
        return last
    comma = pgettext("between the names of a list", ", ")
    both = pgettext("the last two of a list", "%(others)s and %(last)s")
    return both % {"others": comma.join(others), "last": last}
