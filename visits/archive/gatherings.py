"""Sentences that speak of the meeting itself, what kind they say it was, and whether it was several in one."""

import re
from collections.abc import Sequence
from typing import Final

from visits.archive.facts import Fact, Kind, Mode, Problem, Reason
from visits.archive.lines import Passage

NOUN: Final = (
    r"(?:study[ -]?visits?|visits?|meetings?|webinars?|workshops?|seminars?|conferences?|gatherings?"
    r"|events?|sessions?|peer reviews?|forums?)"
)
VERB: Final = (
    r"(?:hosted|hosts|host|welcomed|held|took place|takes place|take place|met|gathered|convened|assembled"
    r"|came together|come together|got together)"
)
SPEAKS_OF_A_MEETING: Final = re.compile(rf"\b(?:{NOUN}|{VERB})\b", re.IGNORECASE)
SAYS_IT_HAPPENED: Final = re.compile(rf"\b{VERB}\b", re.IGNORECASE)
# "decided to meet on 1 October in Leeds"
PLANS_ANOTHER: Final = (
    r"\b(?:decided|agreed|plans?|planned|intends?|hopes?|wants?)\sto\s(?:meet|gather|convene|come together)\b"
    r"|\bnext\sone\b"
)
# "the next meeting", "our last two study visits", "will meet again"
SPEAKS_OF_ANOTHER: Final = re.compile(
    r"\b(?:next|previous|upcoming|forthcoming|future|coming|last|past|former|earlier|following)"
    rf"\s(?:[\w-]+\s){{0,4}}?{NOUN}\b|\b(?:meet|gather)\s(?:again|next)\b|{PLANS_ANOTHER}",
    re.IGNORECASE,
)
# "was cancelled", but not "had been postponed from spring"
CALLED_OFF: Final = re.compile(
    r"\b(?:was|were|is|are|been|be|got)\s(?:[\w-]+\s){0,2}?(?:cancelled|canceled|postponed|called off)\b(?!\sfrom\b)",
    re.IGNORECASE,
)

KINDS: Final = (
    (Kind.STUDY_VISIT, re.compile(r"\bstudy[ -]?visit\b", re.IGNORECASE)),
    (Kind.WEBINAR, re.compile(r"\bwebinar\b", re.IGNORECASE)),
    (Kind.FORUM, re.compile(r"\bforum(?: meeting)?\b", re.IGNORECASE)),
    (Kind.WORKING_GROUP, re.compile(r"\b(?:working group |wg )?meeting\b", re.IGNORECASE)),
)
A_GROUP_MET: Final = re.compile(
    r"\b(?:working groups?|WGs?|the groups?)\b.*\b(?:met|gathered|convened)\b", re.IGNORECASE
)
# "Each of the three groups met separately", "each group followed its own programme"
APART: Final = re.compile(
    r"\beach\s(?:of\s)?(?:the\s)?(?:[\w-]+\s){0,2}?(?:groups?|WGs?)\b"
    r"[^.;:]{0,60}?\b(?:separately|on its own|(?:its|an?) (?:own|separate) (?:meeting|programme|agenda))\b"
    r"|\b(?:groups|WGs)\s(?:then\s|all\s)?met\s(?:separately|in separate (?:meetings|rooms)|each on its own)\b",
    re.IGNORECASE,
)
_MEETING = r"(?:[\w-]+\s){0,2}?(?:study[ -]?visit|meeting|workshop|session|event|seminar|conference|gathering)"
HYBRID: Final = re.compile(rf"\bhybrid\s{_MEETING}\b|\bboth online and in person\b", re.IGNORECASE)
ONLINE: Final = re.compile(
    rf"\b(?:online|virtual)\s{_MEETING}\b|\bwebinar\b"
    r"|\b(?:met|meet|held|(?:took|takes|take) place|gathered|hosted|convened|came together)\s"
    r"(?:online|virtually|remotely|(?:by|via|over|on) (?:video ?conference|zoom|teams|ms teams|microsoft teams))\b",
    re.IGNORECASE,
)


def about_this_meeting(sentences: Sequence[Passage]) -> list[Passage]:
    """Keep the sentences that speak of a meeting and not of the next or an earlier one."""
    return [
        sentence
        for sentence in sentences
        if SPEAKS_OF_A_MEETING.search(sentence.text) and not SPEAKS_OF_ANOTHER.search(sentence.text)
    ]


def read_kind(sentences: Sequence[Passage]) -> tuple[Fact[Kind] | None, list[Problem]]:
    """Read the kind in the first sentence that names one; two kinds in it are none.

    *sentences* come in the order of their weight: the one with the meeting's dates first.
    """
    for sentence in sentences:
        found = _kinds(sentence)
        if len(found) > 1:
            named = " and ".join(f'"{fact.words}"' for fact in found)
            sentence_ = f"{named} stand together; which of them it was is not clear."
            return None, [Problem("kind", Reason.AMBIGUOUS, sentence_, sentence.lines)]
        if found:
            return found[0], []
    return None, [Problem("kind", Reason.MISSING, "No sentence says what kind of meeting it was.")]


def read_apart(sentences: Sequence[Passage], groups: Sequence[Fact[str]]) -> Fact[str] | None:
    """Return the words that say that several groups met each on its own, in one place and time."""
    found = (
        sentence.cut(*match.span())
        for sentence in sentences
        if len(groups) > 1
        and not SPEAKS_OF_ANOTHER.search(sentence.text)
        and (match := APART.search(sentence.text))
    )
    return next((Fact.of(words.text, words) for words in found), None)


def _kinds(sentence: Passage) -> list[Fact[Kind]]:
    found = [
        Fact.of(kind, sentence.cut(*match.span()))
        for kind, pattern in KINDS
        if (match := pattern.search(sentence.text))
    ]
    if len(found) > 1 and found[-1].words.lower() == "meeting":
        # The plain word says less than the other: "the meeting", "a forum meeting".
        found.pop()
    if not found and (match := A_GROUP_MET.search(sentence.text)):
        found.append(Fact.of(Kind.WORKING_GROUP, sentence.cut(*match.span())))
    return found


def read_mode(
    sentences: Sequence[Passage], host_words: Passage | None
) -> tuple[Fact[Mode] | None, list[Problem]]:
    """Read how people met; a meeting with a host city and no word of a screen was in that city."""
    for mode, pattern in ((Mode.HYBRID, HYBRID), (Mode.ONLINE, ONLINE)):
        for sentence in sentences:
            if match := pattern.search(sentence.text):
                return Fact.of(mode, sentence.cut(*match.span())), []
    if host_words:
        return Fact.of(Mode.IN_PERSON, host_words), []
    sentence_ = "Nothing says whether people met in a city or online."
    return None, [Problem("mode", Reason.MISSING, sentence_)]
