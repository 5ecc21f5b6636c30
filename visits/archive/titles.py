"""The title line, and the working groups it names before the colon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from visits.archive.facts import Fact, Problem, Reason
from visits.archive.lines import Passage

_GROUP = r"(?:working\sgroups?|WGs?)\b"
NEXT_GROUP: Final = re.compile(
    rf"\s?(?:,|&|/|\band\b)\s?(?:the\s)?{_GROUP}\s(?:on\s)?", re.IGNORECASE
)
PLURAL: Final = re.compile(r"(?:groups|WGs)$", re.IGNORECASE)
ONE_OF_SEVERAL: Final = re.compile(r"\s?(?:,|&|/|\band\b)\s?")
# In running text a name has no end of its own; it ends before one of these.
IN_TEXT: Final = re.compile(
    rf"\b{_GROUP}\s(?:on\s)?(?P<names>(?:[\w&’'/-]+\s){{1,8}}?)"
    r"(?:will|met|meets|gathered|took|takes|held|convened|discussed|is|was|has|came)\b"
)
LONGEST_TITLE: Final = 250
# The title stands at the top, perhaps below what the site prints above every page.
TOP: Final = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """The title line taken apart, and which passage it was."""

    groups: tuple[Fact[str], ...] = ()
    title: Fact[str] | None = None
    passage: Passage | None = None
    problems: tuple[Problem, ...] = ()


def title_of(network: str) -> re.Pattern[str]:
    """Return what reads "Working group smart social inclusion: title", "Joint meeting of WG a and WG b – title"."""
    before = rf"(?:(?:{re.escape(network)}|joint|meeting|study\svisit|of|the)\s){{0,6}}"
    names = rf"(?P<word>{_GROUP})\s(?:on\s)?(?P<names>[^:]{{1,200}}?)"
    return re.compile(rf"{before}{names}(?::\s?|\s[–—-]\s)(?P<title>\S.*)", re.IGNORECASE)


def read_heading(passages: Sequence[Passage], network: str) -> Heading:
    """Read group and title; without a group before a colon, the first line is the title."""
    title = title_of(network)
    for passage in passages[:TOP]:
        if _could_be_title(passage) and (match := title.fullmatch(passage.text)):
            groups, problems = _groups(passage, match)
            words = passage.cut(*match.span("title"))
            return Heading(groups, Fact.of(words.text, words), passage, problems)
    first = passages[0] if passages and _could_be_title(passages[0]) else None
    groups, problems = _groups_in_text(passages)
    if first is None:
        problems += (Problem("title", Reason.MISSING, "No line at the top is a title."),)
    return Heading(groups, Fact.of(first.text, first) if first else None, first, problems)


def _could_be_title(passage: Passage) -> bool:
    return len(passage.text) <= LONGEST_TITLE and not passage.text.endswith((".", ";", ","))


def _groups(
    passage: Passage, match: re.Match[str]
) -> tuple[tuple[Fact[str], ...], tuple[Problem, ...]]:
    """Return the groups of a title; "groups a and b" are two, but "groups a, b and c" may be anything."""
    names = passage.cut(*match.span("names"))
    parts = list(_parts(names, NEXT_GROUP))
    if len(parts) == 1 and PLURAL.search(match["word"]):
        parts = list(_parts(names, ONE_OF_SEVERAL))
        if len(parts) != 2:
            sentence = f'Where one group ends and the next begins is not clear in "{names.text}".'
            return (), (Problem("group", Reason.AMBIGUOUS, sentence, names.lines),)
    return tuple(Fact.of(part.text, part) for part in parts), ()


def _parts(names: Passage, separator: re.Pattern[str]) -> Iterator[Passage]:
    start = 0
    for match in separator.finditer(names.text):
        yield names.cut(start, match.start())
        start = match.end()
    yield names.cut(start, len(names.text))


def _groups_in_text(
    passages: Sequence[Passage],
) -> tuple[tuple[Fact[str], ...], tuple[Problem, ...]]:
    found = {
        words.text.casefold(): Fact.of(words.text, words)
        for passage in passages
        for match in IN_TEXT.finditer(passage.text)
        if (words := passage.cut(*match.span("names"))).text
    }
    if len(found) == 1:
        return tuple(found.values()), ()
    if not found:
        sentence = 'No title names the group, as in "Working group smart social inclusion: ...".'
        return (), (Problem("group", Reason.MISSING, sentence),)
    named = ", ".join(f'"{fact.words}"' for fact in found.values())
    lines = tuple(line for fact in found.values() for line in fact.lines)
    return (), (Problem("group", Reason.AMBIGUOUS, f"Several groups are named: {named}.", lines),)
