"""What drawing.py and the program it has run, rendering.py, agree on: the files in the folder they share, and how much text."""

from typing import Final

SOURCE: Final = "source.pdf"
RESULT: Final = "result.json"
# Of one page, in signs.
MOST_TEXT: Final = 20_000


def picture_name(number: int, width: int) -> str:
    return f"{number}-{width}.webp"
