"""Bytes of a file become text: UTF-8, UTF-16 with its mark, else Windows-1252 with a warning."""

import codecs
from typing import Final

from visits.archive.facts import Problem, Reason

UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of *content*; bytes that are no text become replacement characters."""
    if content.startswith(UTF_16_MARKS):
        return content.decode("utf-16", errors="replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        # Counted in bytes up to the one that is no UTF-8, which is where an editor would show it.
        line = content.count(b"\n", 0, error.start) + 1
    sentence = (
        "This file is not in UTF-8; it was read as Windows-1252. "
        f"Check the accented letters, from line {line} on."
    )
    problem = Problem("letters", Reason.UNREADABLE, sentence, (line,))
    return content.decode("cp1252", errors="replace"), [problem]
