"""Documents: the names glued to "download/preview this file", with a title and kind to propose."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from visits.archive.facts import Document, DocumentKind, Fact, Problem, Reason
from visits.archive.lines import Passage

MARKER: Final = re.compile(r"\s?download\s?/\s?preview this file", re.IGNORECASE)

EXTENSION: Final = re.compile(r"\.(?:pdf|pptx?|docx?|xlsx?|od[tps]|zip|jpe?g|png)$", re.IGNORECASE)
# "StudyVisit2017" is three words, "WGMeeting" two.
INNER_WORD: Final = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][^\W\d_])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
ORDINAL: Final = re.compile(r"(\d) (st|nd|rd|th)\b")
# Words that old names glue together without capitals ("Studyvisitin"); nothing else is cut apart.
GLUED: Final = frozenset(
    [
        "agenda",
        "and",
        "at",
        "by",
        "draft",
        "final",
        "for",
        "from",
        "group",
        "in",
        "list",
        "meeting",
        "minutes",
        "notes",
        "of",
        "on",
        "participants",
        "practical",
        "presentation",
        "programme",
        "report",
        "study",
        "summary",
        "the",
        "to",
        "visit",
        "with",
        "working",
        "workshop",
    ]
)
KINDS: Final = (
    (DocumentKind.AGENDA, frozenset({"agenda", "program", "programme"})),
    (DocumentKind.MINUTES, frozenset({"minutes"})),
    (
        DocumentKind.PRESENTATION,
        frozenset({"presentation", "presentations", "slides", "ppt", "pptx"}),
    ),
    (DocumentKind.REPORT, frozenset({"report"})),
)


def is_document_line(passage: Passage) -> bool:
    """Whether a line lists documents."""
    return MARKER.search(passage.text) is not None


def read_documents(passages: Sequence[Passage]) -> tuple[tuple[Fact[Document], ...], list[Problem]]:
    """Read every document of the lines given, also several glued together on one."""
    documents: list[Fact[Document]] = []
    problems: list[Problem] = []
    for passage in passages:
        for name, words in _named(passage):
            if name:
                documents.append(
                    Fact.of(Document(name, proposed_title(name), proposed_kind(name)), words)
                )
            else:
                problems.append(_nameless(words))
        problems += _left_over(passage)
    if not documents:
        problems.append(Problem("documents", Reason.MISSING, "No document is named."))
    return tuple(documents), problems


def proposed_title(name: str) -> str:
    """Return the name in words: "AgendaStudyvisitinMilan" is "Agenda study visit in Milan".

    A name that has spaces is in words already.
    """
    title = EXTENSION.sub("", name).replace("_", " ").strip()
    if " " not in title:
        words = _words(title)
        title = " ".join(word.lower() if word.lower() in GLUED else word for word in words)
        title = ORDINAL.sub(r"\1\2", title)
    return title[:1].upper() + title[1:] or name


def proposed_kind(name: str) -> DocumentKind:
    """Return the kind that the first telling word of the name says."""
    for word in _words(re.sub(r"[-–]", " ", name)):
        for kind, telling in KINDS:
            if word.strip("()[],:").lower() in telling:
                return kind
    return DocumentKind.OTHER


def _words(name: str) -> list[str]:
    spaced = re.sub(r"_+|(?<=\w)\.(?=\w)", " ", name)
    return [part for chunk in INNER_WORD.sub(" ", spaced).split() for part in _cut(chunk)]


def _cut(chunk: str) -> list[str]:
    """Cut a chunk into words of GLUED, if it is made of nothing else."""

    @cache
    def rest(start: int) -> tuple[str, ...] | None:
        if start == len(chunk):
            return ()
        for end in range(len(chunk), start, -1):
            if chunk[start:end].lower() in GLUED and (tail := rest(end)) is not None:
                return (chunk[start:end], *tail)
        return None

    # Longer than any name made of these words, and a bound for the search.
    return list(rest(0) or [chunk]) if len(chunk) < 60 else [chunk]


def _named(passage: Passage) -> Iterator[tuple[str, Passage]]:
    """Yield each name, which ends where its marker begins, with name and marker as its words."""
    start = 0
    for marker in MARKER.finditer(passage.text):
        yield passage.cut(start, marker.start()).text, passage.cut(start, marker.end())
        start = marker.end()


def _left_over(passage: Passage) -> Iterator[Problem]:
    end = [marker.end() for marker in MARKER.finditer(passage.text)][-1]
    if left := passage.cut(end, len(passage.text)).text:
        sentence = f'"{left}" stands after the last document and was not understood.'
        yield Problem("documents", Reason.UNKNOWN, sentence, passage.lines)


def _nameless(words: Passage) -> Problem:
    sentence = f'Before "{words.text}" there is no name of a document.'
    return Problem("documents", Reason.MISSING, sentence, words.lines)
