"""The report: which passages are its paragraphs, word for word."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from visits.archive.lines import Passage

ENDS_A_SENTENCE: Final = re.compile(r"[.!?…:][”’\"')\]]*$")
FEWEST_WORDS: Final = 5
# What the site prints around every text. It is not lost: it stands among the lines not used.
FURNITURE: Final = re.compile(
    r"(?:share|print|e-?mail|tweet)(?: this(?: page)?)?|home|menu|search|log ?in|read more|back(?: to .{0,20})?",
    re.IGNORECASE,
)


def report_of(
    everything: Sequence[Passage],
    title: Passage | None,
    documents: Sequence[Passage],
    contact: Sequence[Passage],
    taken: Collection[Passage],
) -> list[Passage]:
    """Return all that stands between title and documents, headings and bullets too.

    Between the documents and the contact a page carries furniture of the site ("Share this page"), so
    only whole sentences count there; what stands before the title or after the contact never does.
    """
    start = title.lines[0] if title else 0
    documents_at = min((passage.lines[0] for passage in documents), default=None)
    contact_at = min((passage.lines[0] for passage in contact), default=None)
    found = []
    for passage in everything:
        line = passage.lines[0]
        if passage in taken or line <= start or (contact_at and line > contact_at):
            continue
        if FURNITURE.fullmatch(passage.text):
            continue
        if documents_at is None or line < documents_at or _is_prose(passage):
            found.append(passage)
    return found


def _is_prose(passage: Passage) -> bool:
    is_long = len(passage.text.split()) >= FEWEST_WORDS
    return is_long and ENDS_A_SENTENCE.search(passage.text) is not None
