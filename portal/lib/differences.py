"""What changed between two states of a text, in its words: readable lines, with what went and what came."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

from portal.lib.richtext import to_text

# Beyond this many words a line is shown as gone and new as a whole: comparing them would take too long.
MOST_WORDS: Final = 2_000


@dataclass(frozen=True)
class Run:
    """Words of a line in a row, with one fate."""

    kind: Literal["same", "gone", "new"]
    words: str


Line = list[Run]


def difference(before: str, after: str) -> list[Line]:
    """The lines that differ, in the order of the text; none when only formatting, links or pictures do."""
    olds, news = (to_text(text).splitlines() for text in (before, after))
    lines: list[Line] = []
    for kind, *(old_from, old_to, new_from, new_to) in _steps(olds, news):
        if kind != "equal":
            lines += _lines(olds[old_from:old_to], news[new_from:new_to])
    return lines


def _lines(olds: list[str], news: list[str]) -> Iterator[Line]:
    """The first with the first, and so on; what is left over went or came as a whole."""
    for old, new in zip_longest(olds, news, fillvalue=""):
        yield list(_runs(old.split(), new.split()))


def _runs(olds: list[str], news: list[str]) -> Iterator[Run]:
    if max(len(olds), len(news)) > MOST_WORDS:
        steps = [("replace", 0, len(olds), 0, len(news))]
    else:
        steps = _steps(olds, news)
    for kind, old_from, old_to, new_from, new_to in steps:
        if kind == "equal":
            yield Run("same", " ".join(olds[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Run("gone", " ".join(olds[old_from:old_to]))
        if new_to > new_from:
            yield Run("new", " ".join(news[new_from:new_to]))


def _steps(olds: list[str], news: list[str]) -> list[tuple[str, int, int, int, int]]:
    return [(*step,) for step in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()]
