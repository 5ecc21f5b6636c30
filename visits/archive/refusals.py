"""What is no page of the old site at all: too large, empty, binary, HTML."""

import re
from typing import Final

from visits.archive.facts import Problem, Reason

# A page has about 3,000 signs; no legible one has ten times as many, and hostile ones take time.
LARGEST: Final = 30_000
TAG: Final = re.compile(
    r"</?(?:html|head|body|div|span|p|br|table|tr|td|ul|li|a|h[1-6]|meta|script)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
ENTITY: Final = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|[a-z]{2,8}|#x?[0-9a-f]{2,6});", re.IGNORECASE
)
FEW_TAGS: Final = 3
NOT_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ud800-\udfff]")
FILE_BEGINNINGS: Final = ("%PDF-", "PK\x03\x04", "{\\rtf", "\x89PNG", "GIF8")
# UTF-8 that was once read as something else.
MOJIBAKE: Final = re.compile("â€[™œ˜\x9d“”]|Ã[\x80-\xbf©¨¶¼¤³±§º]|Å‚")


def refusal(text: str) -> Problem | None:
    """Return why nothing of *text* is read, if so."""
    if len(text) > LARGEST:
        return _problem(
            f"This has {len(text):,} signs; a page has at most {LARGEST:,}. Nothing was read."
        )
    if not text.strip():
        return _problem("This is empty. Nothing was read.")
    if text.startswith(FILE_BEGINNINGS) or len(NOT_TEXT.findall(text)) > len(text) / 100:
        return _problem(
            "This is not text (a PDF, a picture, an Office file?). Save the page as plain text."
        )
    if len(TAG.findall(text)) + len(ENTITY.findall(text)) >= FEW_TAGS:
        return _problem(
            "This is HTML. Copy the text of the page as the browser shows it, and save that."
        )
    return None


def warnings(text: str) -> list[Problem]:
    """Return what makes a page doubtful without making it unreadable."""
    sentences = []
    if match := MOJIBAKE.search(text):
        sentences.append(
            f'Letters look broken ("{match.group()}"): the file was saved in a wrong encoding; UTF-8 is right.'
        )
    if match := TAG.search(text) or ENTITY.search(text):
        sentences.append(
            f'"{match.group()[:40]}" is a sign of HTML and stays as it is: copy the text as the browser shows it.'
        )
    return [Problem("letters", Reason.UNREADABLE, sentence) for sentence in sentences]


def too_large(size: int) -> Problem | None:
    """Return why a file of so many bytes is not even decoded, if so."""
    if size <= 4 * LARGEST:
        return None
    return _problem(f"This file has {size:,} bytes; a page has a few thousand. Nothing was read.")


def _problem(sentence: str) -> Problem:
    return Problem("page", Reason.UNREADABLE, sentence)
