"""Known cities found in running text and in lists, under any of their spellings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from portal.lib.names import fold
from visits.archive.countries import COUNTRIES
from visits.archive.facts import Fact, KnownCity
from visits.archive.lines import Passage

WORD: Final = re.compile(r"\w+(?:['’´`]\w+)*")
POSSESSIVE: Final = re.compile(r"['’´`]s?$")
SEPARATOR: Final = re.compile(r"[,;&]|\band\b|\bas well as\b|\bplus\b|\s[-–/]\s", re.IGNORECASE)
# What may stand beside a city's name without making it another name.
BESIDE: Final = re.compile(
    r"\b(?:the|city|cities|municipality|of|both|host)\b|[^\w]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A known city at a place in a text."""

    city: KnownCity
    start: int
    end: int


class Gazetteer:
    """The known cities by every folded spelling; a spelling that two cities share finds neither."""

    def __init__(self, cities: Sequence[KnownCity]) -> None:
        """Learn every spelling, also each of a double name such as "Donostia / San Sebastián"."""
        owners: defaultdict[str, dict[int, KnownCity]] = defaultdict(dict)
        for city in cities:
            for name in (city.name, *city.name.split(" / "), *city.names):
                owners[fold(name)][city.id] = city
        owners.pop("", None)
        self._cities = {
            name: next(iter(same.values())) for name, same in owners.items() if len(same) == 1
        }
        self._shared = {name for name, same in owners.items() if len(same) > 1}
        self._beginnings = {name.split()[0] for name in owners}
        self._longest = max((len(name.split()) for name in owners), default=0)

    def named(self, name: str) -> KnownCity | None:
        """Return the city of exactly this name."""
        return self._cities.get(fold(name))

    def is_shared(self, name: str) -> bool:
        """Whether several cities go by this name."""
        return fold(name) in self._shared

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield the cities of a text in order, the longest name first: never "Halle" in "Halle (Saale)"."""
        words = list(WORD.finditer(text))
        index = 0
        while index < len(words):
            mention, taken = self._at(text, words[index : index + self._longest])
            if mention:
                yield mention
            index += taken

    def _at(self, text: str, words: list[re.Match[str]]) -> tuple[Mention | None, int]:
        if not self._begins_a_name(words[0].group()):
            return None, 1
        for count in range(len(words), 0, -1):
            start, end = words[0].start(), words[count - 1].end()
            written = text[start:end]
            for name in (written, POSSESSIVE.sub("", written)):
                city = self._cities.get(fold(name))
                if city and _is_a_name(name) and not _goes_on(text, start, end):
                    return Mention(city, start, start + len(name)), count
        return None, 1

    def _begins_a_name(self, word: str) -> bool:
        return not self._beginnings.isdisjoint((fold(word), fold(POSSESSIVE.sub("", word))))


def _is_a_name(written: str) -> bool:
    """Names have a capital, in scripts that know capitals: "nice" and "split" are no cities."""
    return any(sign.isupper() for sign in written) or not any(sign.islower() for sign in written)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins more to the name, as in "Louvain-la-Neuve"."""
    return bool(
        re.match(r"[-‐‑]\w", text[end : end + 2])
        or re.search(r"\w[-‐‑]$", text[max(0, start - 2) : start])
    )


def listed(passage: Passage, gazetteer: Gazetteer) -> tuple[list[Fact[KnownCity]], list[Passage]]:
    """Return the known cities of a list such as "Brno, the city of Nantes and Lyon (France)".

    An item with words that belong to no known name is returned among the others, even when a known
    city stands in it: "Frankfurt (Oder)" is not Frankfurt am Main.
    """
    mentions = list(gazetteer.mentions(passage.text))
    cities: list[Fact[KnownCity]] = []
    others: list[Passage] = []
    follows_a_city = False
    for start, end in _items(passage.text, mentions):
        within = [mention for mention in mentions if start <= mention.start < end]
        left = _left(passage.text, start, end, within)
        is_understood = not left or (left in COUNTRIES and (bool(within) or follows_a_city))
        if len(within) > 1 or not is_understood:
            others.append(passage.cut(start, end))
        else:
            cities += [Fact.of(m.city, passage.cut(m.start, m.end)) for m in within]
        follows_a_city = bool(within)
    return cities, others


def _items(text: str, mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """Cut at separators, but not inside a name ("Brighton & Hove")."""
    inside = {position for m in mentions for position in range(m.start, m.end)}
    start = 0
    for separator in SEPARATOR.finditer(text):
        if separator.start() not in inside:
            yield start, separator.start()
            start = separator.end()
    yield start, len(text)


def _left(text: str, start: int, end: int, mentions: list[Mention]) -> str:
    """Return, folded, what an item says beside the cities in it."""
    rest, position = [], start
    for mention in mentions:
        rest.append(text[position : mention.start])
        position = mention.end
    rest.append(text[position:end])
    return fold(BESIDE.sub(" ", " ".join(rest)))


def distinct(cities: Sequence[Fact[KnownCity]]) -> tuple[Fact[KnownCity], ...]:
    """Return each city once, as first named."""
    return tuple({fact.value.id: fact for fact in reversed(cities)}.values())[::-1]
