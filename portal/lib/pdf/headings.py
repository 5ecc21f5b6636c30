"""Headings within a text of an editor, put below the heading that the paper gives the text."""

import re
from typing import Final

from portal.lib.richtext import CleanHTML

HEADING: Final = re.compile(r"(</?h)([1-6])(>)")
DEEPEST: Final = 6


def below(html: CleanHTML, level: int) -> CleanHTML:
    """*html* with its headings moved below one of *level*, so that none is skipped: PDF/UA forbids gaps.

    What was deeper than the heading before it becomes one deeper, however many levels lay between.
    """
    open_levels: list[int] = []

    def moved(match: re.Match[str]) -> str:
        if match[1] == "<h":
            while open_levels and open_levels[-1] >= int(match[2]):
                open_levels.pop()
            open_levels.append(int(match[2]))
        return f"{match[1]}{min(level + len(open_levels), DEEPEST)}{match[3]}"

    return CleanHTML(HEADING.sub(moved, html))
