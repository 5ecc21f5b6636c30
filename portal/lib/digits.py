"""Numbers of rows as forms send them back: whatever else was written there is the number of no row."""

from typing import Final

# The longest number that a column of the database holds.
LONGEST: Final = 18


def number(text: str, *, otherwise: int = 0) -> int:
    """The whole number that ``text`` writes in digits, or ``otherwise``; Python refuses to read thousands of digits."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else otherwise
