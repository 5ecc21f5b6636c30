"""The title line, and the working groups or the forum it names before the colon."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from portal.lib.names import fold
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
# Of a line that names its group before a colon. The portal takes fewer signs, and says so itself.
LONGEST_LINE: Final = 1000
# More groups than these are no list of groups, and need not be told apart.
MOST_PARTS: Final = 12
# The title stands at the top, perhaps below what the site prints above every page.
TOP: Final = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """The title line taken apart, and which passage it was."""

    groups: tuple[Fact[str], ...] = ()
    title: Fact[str] | None = None
    passage: Passage | None = None
    problems: tuple[Problem, ...] = ()
    forum: Fact[str] | None = None


def title_of(network: str) -> re.Pattern[str]:
    """Return what reads "Working group smart social inclusion: title", "Joint meeting of WG a and WG b – title"."""
    before = rf"(?:(?:{re.escape(network)}|joint|meeting|study\svisit|of|the)\s){{0,6}}"
    names = rf"(?P<word>{_GROUP})\s(?:on\s)?(?P<names>[^:]{{1,200}}?)"
    return re.compile(rf"{before}{names}(?::\s?|\s[–—-]\s)(?P<title>\S.*)", re.IGNORECASE)


def forum_of(network: str) -> re.Pattern[str]:
    """Return what reads "Culture forum: title", "EUROCITIES economic development forum meeting in Ghent – title"."""
    name = r"(?P<forum>(?!the\b|this\b|our\b|next\b)\w[\w&’'-]*(?:\s[\w&’'-]+){0,3}?)"
    return re.compile(
        rf"(?:{re.escape(network)}\s)?{name}\sforum(?:\smeeting)?(?:\s(?:in|at)\s[^:.]{{1,60}}?)?"
        r"(?::\s?|\s[–—-]\s)(?P<title>\S.*)",
        re.IGNORECASE,
    )


def read_heading(
    passages: Sequence[Passage], network: str, known_groups: Collection[str] = ()
) -> Heading:
    """Read group or forum and title; with neither before a colon, the first line is the title."""
    title, forum = title_of(network), forum_of(network)
    for passage in passages[:TOP]:
        if _could_be_title(passage, LONGEST_LINE) and (match := title.fullmatch(passage.text)):
            groups, problems = _groups(passage, match, known_groups)
            words = passage.cut(*match.span("title"))
            return Heading(groups, Fact.of(words.text, words), passage, problems)
    for passage in passages[:TOP]:
        if _could_be_title(passage) and (match := forum.fullmatch(passage.text)):
            words = passage.cut(*match.span("title"))
            name = passage.cut(*match.span("forum"))
            title_ = Fact.of(words.text, words)
            return Heading((), title_, passage, forum=Fact.of(name.text, name))
    first = passages[0] if passages and _could_be_title(passages[0]) else None
    groups, problems = _groups_in_text(passages)
    if first is None:
        problems += (Problem("title", Reason.MISSING, "No line at the top is a title."),)
    return Heading(groups, Fact.of(first.text, first) if first else None, first, problems)


def _could_be_title(passage: Passage, longest: int = LONGEST_TITLE) -> bool:
    return len(passage.text) <= longest and not passage.text.endswith((".", ";", ","))


def _groups(
    passage: Passage, match: re.Match[str], known: Collection[str]
) -> tuple[tuple[Fact[str], ...], tuple[Problem, ...]]:
    """Return the groups of a title. "Groups a and b" are two, unless a known group is called "a and b".

    "Groups a, b and c" may be anything, unless it is made of known names in one way only.
    """
    names = passage.cut(*match.span("names"))
    parts = list(_parts(names, NEXT_GROUP))
    if len(parts) == 1 and PLURAL.search(match["word"]):
        parts = list(_parts(names, ONE_OF_SEVERAL))
        ways = list(_ways(names, {fold(name) for name in known}))
        if len(ways) == 1:
            parts = ways[0]
        elif len(parts) != 2 or ways:
            sentence = (
                f'Where one group ends and the next begins is not clear in "{names.text}": '
                "groups known by these names would tell."
            )
            return (), (Problem("group", Reason.AMBIGUOUS, sentence, names.lines),)
    return tuple(Fact.of(part.text, part) for part in parts), ()


def _ways(names: Passage, known: Collection[str]) -> Iterator[list[Passage]]:
    """Yield every way to cut *names* at its separators into at least two known names."""
    gaps = [match.span() for match in ONE_OF_SEVERAL.finditer(names.text)]
    if not known or len(gaps) >= MOST_PARTS:
        return
    for chosen in range(1, 2 ** len(gaps)):
        cuts = [gap for number, gap in enumerate(gaps) if chosen >> number & 1]
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), None]
        parts = [
            names.cut(start, len(names.text) if end is None else end)
            for start, end in zip(starts, ends, strict=True)
        ]
        if all(fold(part.text) in known for part in parts):
            yield parts


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
