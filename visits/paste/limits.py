"""How much of a paste is read: enough for any agenda, and little enough to be answered at once."""

from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST_LINES: Final = 2_000
MOST_ITEMS: Final = 400
MOST_SIGNS: Final = 400_000
# Word says a sentence in a kilobyte of marks, of which the script of the page takes a tenth along.
MOST_MARKS: Final = 600_000


def refusal(text: str, html: str) -> str:
    """Why this is too much, or ""."""
    lines = len(text.splitlines())
    if lines > MOST_LINES:
        said = _("Your text has %(number)s lines; at most %(most)s are read. Nothing was written.")
        return said % _counts(lines, MOST_LINES)
    if len(text) > MOST_SIGNS:
        said = _("Your text has %(number)s signs; at most %(most)s are read. Nothing was written.")
        return said % _counts(len(text), MOST_SIGNS)
    if len(html) > MOST_MARKS:
        said = _(
            "The table you pasted has %(number)s signs; at most %(most)s are read. Nothing was written."
        )
        return said % _counts(len(html), MOST_MARKS)
    return ""


def too_many_items(number: int) -> str:
    """Why so many items are too many, or ""."""
    if number <= MOST_ITEMS:
        return ""
    said = _("Your text has %(number)s items; at most %(most)s are read. Nothing was written.")
    return said % _counts(number, MOST_ITEMS)


def _counts(number: int, most: int) -> dict[str, str]:
    return {
        "number": number_format(number, force_grouping=True),
        "most": number_format(most, force_grouping=True),
    }
