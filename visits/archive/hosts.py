"""Which city hosted: "Milan hosted", "hosted by Milan", "met in Lisbon", "study visit to Ghent"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from visits.archive.cities import Gazetteer, Mention, distinct
from visits.archive.facts import Fact, KnownCity, Problem, Reason
from visits.archive.gatherings import NOUN, SAYS_IT_HAPPENED
from visits.archive.lines import Passage

_THE_CITY = r"(?:the\s)?(?:(?:beautiful\s)?(?:city|cities|municipality)\sof\s)?(?:both\s)?"
HOSTS: Final = re.compile(
    r",?\s(?:(?:will|has|have|had|kindly|proudly|jointly|both)\s){0,2}"
    r"(?:hosted|hosts|hosting|host|welcomed|welcomes|welcome|organised|organises)\b(?!\sby\b)"
)
IS_THE_HOST: Final = re.compile(r",?\s(?:was|were|is|are|acted as)\s(?:the\s|our\s)?hosts?\b")
HOSTED_BY: Final = re.compile(rf"\b(?:hosted|welcomed|organised)\sby\s{_THE_CITY}$", re.IGNORECASE)
IN_THE_CITY: Final = re.compile(rf"\b(?:in|to|at)\s{_THE_CITY}$", re.IGNORECASE)
TOGETHER: Final = re.compile(r"\s?(?:,|&|and|,\sand)\s?(?:the\s)?(?:city\sof\s)?")
MEETING: Final = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)
# A name where a host would stand, to be reported when no known city stands there.
_NAME = r"(?P<name>[^\W\d_][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,3})"
UNKNOWN_HOST: Final = (
    re.compile(rf"(?<![\w-]){_NAME}{HOSTS.pattern}"),
    re.compile(rf"\b(?:[Hh]osted|[Ww]elcomed|[Oo]rganised)\sby\s{_THE_CITY}{_NAME}"),
    re.compile(
        rf"\b(?:met|held|place|gathered|convened|visit|meeting)\s(?:in|to|at)\s{_THE_CITY}{_NAME}"
    ),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Cities named together where hosts are named; the lower the rank, the surer."""

    rank: int
    cities: tuple[Fact[KnownCity], ...]
    words: Passage
    sentence: Passage

    @property
    def ids(self) -> frozenset[int]:
        """The cities, to compare candidates by."""
        return frozenset(fact.value.id for fact in self.cities)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host cities with the words that say so, or what stood in the way."""

    cities: tuple[Fact[KnownCity], ...] = ()
    words: Passage | None = None
    problems: tuple[Problem, ...] = ()


def read_hosts(sentences: Sequence[Passage], gazetteer: Gazetteer) -> Hosts:
    """Read the hosts where they are said most plainly; different ones said equally plainly are none.

    *sentences* come in the order of their weight: the one with the meeting's dates first, and of
    different hosts said equally plainly those in it are taken.
    """
    candidates = [c for sentence in sentences for c in candidates_in(sentence, gazetteer)]
    if not candidates:
        return Hosts(problems=tuple(_unknown(sentences)))
    rank = min(candidate.rank for candidate in candidates)
    best = [candidate for candidate in candidates if candidate.rank == rank]
    if len({candidate.ids for candidate in best}) > 1:
        best = [candidate for candidate in best if candidate.sentence == sentences[0]]
    if len({candidate.ids for candidate in best}) == 1:
        return Hosts(best[0].cities, best[0].words)
    return Hosts(problems=(_several([c for c in candidates if c.rank == rank]),))


def candidates_in(sentence: Passage, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the cities of one sentence that stand where a host stands."""
    text = sentence.text
    seen_in_city = False
    for run in _runs(text, list(gazetteer.mentions(text))):
        start, end = run[0].start, run[-1].end
        cities = distinct([Fact.of(m.city, sentence.cut(m.start, m.end)) for m in run])
        if hosts := HOSTS.match(text, end):
            if MEETING.search(text):
                yield Candidate(1, cities, sentence.cut(start, hosts.end()), sentence)
        elif is_host := IS_THE_HOST.match(text, end):
            yield Candidate(1, cities, sentence.cut(start, is_host.end()), sentence)
        elif by := HOSTED_BY.search(text, max(0, start - 80), start):
            yield Candidate(1, cities, sentence.cut(by.start(), end), sentence)
        elif not seen_in_city and (in_ := IN_THE_CITY.search(text, max(0, start - 80), start)):
            # Only the first: later ones say where else something is.
            seen_in_city = True
            rank = 2 if SAYS_IT_HAPPENED.search(text) else 3
            yield Candidate(rank, cities, sentence.cut(in_.start(), end), sentence)


def _runs(text: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Join what is named together: "Milan and Turin hosted"."""
    run: list[Mention] = []
    for mention in mentions:
        if run and not TOGETHER.fullmatch(text, run[-1].end, mention.start):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def names_of_hosts(sentence: Passage) -> list[Passage]:
    """Return what stands where a host would, for sentences in which no known city does."""
    return [
        sentence.cut(*match.span("name"))
        for pattern in UNKNOWN_HOST
        if (match := pattern.search(sentence.text)) and match["name"][0].isupper()
    ]


def _unknown(sentences: Sequence[Passage]) -> Iterator[Problem]:
    names = [name for sentence in sentences for name in names_of_hosts(sentence)]
    yield Problem("host", Reason.MISSING, "No sentence says which known city hosted the meeting.")
    for name in names:
        sentence_ = f'"{name.text}" stands where a host would, but is not a known city or one of its spellings.'
        yield Problem("host", Reason.UNKNOWN, sentence_, name.lines)


def _several(candidates: Sequence[Candidate]) -> Problem:
    named = ", ".join(f'"{candidate.words.text}"' for candidate in candidates)
    lines = tuple(sorted({line for candidate in candidates for line in candidate.words.lines}))
    sentence = f"Different cities stand where the host is named: {named}."
    return Problem("host", Reason.AMBIGUOUS, sentence, lines)
