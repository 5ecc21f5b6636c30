"""How large a day of the agenda is set on the sheet for a door: as large as it can be on the fewest pages.

An estimate, in lines: it decides about sizes only, and what does not fit goes on on the next page.
"""

from math import ceil
from typing import Final

from visits.agenda import Day, Item, Slot

# Class of the day in css/paper/door.css, and its type size in millimetres.
SIZES: Final = {"wide": 6.0, "normal": 5.3, "tight": 4.4, "tightest": 3.7}
# What is left below the day's heading, on its own page and on the first below the title; in millimetres.
PAGE_HEIGHT: Final = 160
FIRST_PAGE_HEIGHT: Final = 134
NEXT_PAGE_HEIGHT: Final = 172
WIDTH: Final = 265
# In the day's type size: the column of times, a letter, the space around a slot, a title's line, any other line.
TIMES, LETTER, SLOT, TITLE_LINE, LINE = 9.6, 0.5, 0.9, 1.45, 1.3


def size_of(day: Day, *, is_first: bool) -> str:
    """The class of the largest size in which the day takes the fewest pages, one if it can."""
    height = FIRST_PAGE_HEIGHT if is_first else PAGE_HEIGHT
    slots = day.slots

    def further_pages(name: str) -> int:
        letters = (WIDTH / SIZES[name] - TIMES) / LETTER
        taken = sum(_height(slot, letters) for slot in slots) * SIZES[name]
        return ceil(max(0, taken - height) / NEXT_PAGE_HEIGHT)

    return min(SIZES, key=further_pages)


def _height(slot: Slot, letters: float) -> float:
    """A row of tracks is as high as its highest; there are at most four beside each other."""
    columns = min(len(slot.items), 4)
    rows = ceil(len(slot.items) / columns)
    return SLOT + rows * max(_item_height(item, letters / columns) for item in slot.items)


def _item_height(item: Item, letters: float) -> float:
    """The title, the track above it, and in one paragraph all that is said of place and speakers."""
    if item.is_pause:
        title = f"{item.title} {item.place}"
        return TITLE_LINE * ceil(len(title) / letters) + LINE * bool(item.cancel_reason)
    said = (f"{one.name}, {one.role}, {one.organisation}, {one.city}" for one in item.speakers)
    details = " · ".join(text for text in (item.place, *said) if text)
    return (
        TITLE_LINE * ceil(len(item.title) * 1.15 / letters)
        + LINE * ceil(len(details) / letters)
        + LINE * (bool(item.track) + bool(item.cancel_reason))
    )
