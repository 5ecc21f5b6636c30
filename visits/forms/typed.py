"""Reading what people type for times: 9.30, 9h30, 930, 2pm; 90, 1:30, 1 h 30; and a line that begins with its hours."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

_TIME: Final = r"\d{1,2}(?:[:.h]\d{2})?(?:\s?(?:h|uhr|am|pm)\b)?"
TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?(?:\s?(?P<mark>h|uhr|am|pm))?", re.IGNORECASE
)
DURATION: Final = re.compile(
    r"(?:(?P<hours>\d{1,2})\s?(?:[:.]|h(?:ours?)?)\s?)?(?:(?P<minutes>\d{1,3})\s?(?:m|min|minutes)?)?",
    re.IGNORECASE,
)
LINE: Final = re.compile(
    rf"(?P<starts>{_TIME})(?:\s?(?:[-–—]|to|until|bis|à)\s?(?P<ends>{_TIME}))?[\s:,;|–—-]+(?P<title>\S.*)",
    re.IGNORECASE,
)
# Without an end, a bare number is part of the title: "3 cities tell".
SURE: Final = re.compile(r"\d[:.h]\d{2}|\d\s?(?:h|uhr|am|pm)$", re.IGNORECASE)
DAY: Final = 24 * 60


@dataclass(frozen=True)
class Line:
    """A line of an agenda as it was typed: a title, and the hours that stood before it."""

    title: str
    starts: time | None = None
    ends: time | None = None


def read_time(text: str) -> time | None:
    """The time of day that is meant; none where it is none. 24:00 is midnight."""
    match = TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, mark = int(match["hour"]), int(match["minute"] or 0), match["mark"] or ""
    if mark.lower() in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (mark.lower() == "pm")
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_duration(text: str) -> int | None:
    """Minutes, from "90", "1:30", "1 h 30", "45 min"; none where it is none, or not within a day."""
    match = DURATION.fullmatch(text.strip())
    if match is None or not text.strip():
        return None
    minutes = int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
    return minutes if 0 < minutes < DAY else None


def read_line(text: str) -> Line:
    """ "9.30-11 Welcome", "9h30 Welcome", or a title alone."""
    text = " ".join(text.split())
    match = LINE.fullmatch(text)
    if match is None or not (match["ends"] or SURE.search(match["starts"])):
        return Line(text)
    starts, ends = read_time(match["starts"]), read_time(match["ends"] or "")
    if starts is None or (match["ends"] and ends is None):
        return Line(text)
    return Line(match["title"].strip(), starts, ends)


def after(starts: time, minutes: int) -> time:
    """So much later by the clock on the wall; past midnight it is the next day's time."""
    return (datetime.combine(date.min, starts) + timedelta(minutes=minutes)).time()


def minutes_between(starts: time, ends: time) -> int:
    """How long it lasts; an end at or before the start is the next day's."""
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return minutes if minutes > 0 else minutes + DAY
