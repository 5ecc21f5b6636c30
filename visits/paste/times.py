"""Times as agendas write them: "9.00 – 9.30", "14h00-15h30", "von 9 bis 10 Uhr", "9am", "0900-0930", "noon", "30 min".

Every pattern is tried at one place and repeats nothing without a bound: hostile text costs no more than other text.
"""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from portal.lib.names import fold

# For a class of signs: the hyphen stands escaped in it.
DASHES: Final = r"\-‐‑‒–—―−⁃~→➝➔>"
_BEFORE: Final = " ,;:|([-‐‑‒–—―−⁃~→➝➔>"
# Figures of Arabic and Persian are figures.
_FIGURES: Final = {
    ord(sign): str(value)
    for signs in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
    for value, sign in enumerate(signs)
}
_PREFIX: Final = re.compile(
    r"[(\[]?\s?(?:(?:from|von|de|ab|um|at|à|dès|des|à partir de|ca\.?|c\.|approx\.?|gegen|vers)\s)?"
    r"(?:(?:ca\.?|approx\.?)\s)?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?:(?P<word>noon|midday|midnight|mittags?|mitternacht|midi|minuit)(?!\w)"
    r"|(?P<four>[0-2]\d[0-5]\d)(?![\d:.,]\d|\d)"
    r"|(?P<hour>\d{1,2})(?!\d)"
    r"(?:(?::|\.|\s?h\s?|\s?heures?\s|\s?uhr\s)(?P<minute>[0-5]\d)(?!\d)(?:[:.]00(?!\d))?)?)"
    r"(?P<mark>\s?(?:uhr|hrs|hours|heures?|h)(?!\w)\.?)?"
    r"(?P<half>\s?[ap]\.?\s?m(?:\.|(?!\w)))?",
    re.IGNORECASE,
)
_JOIN: Final = re.compile(
    rf"\s?(?:[{DASHES}]{{1,3}}|(?:to|bis|until|till|à|a|and|und|jusqu['’]à)(?=\s))\s?(?:ca\.?\s)?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(rf"[\s:;,.|)\]{DASHES}]{{0,8}}")
# What makes a figure something else than a time: "12.50 €", "10.30 km", "26.06.".
_NO_TIME: Final = re.compile(
    r"\s?(?:[€$£%°]|(?:eur|euros?|km|m²|m2|min|mins|minutes|minuten|people|persons)(?!\w))|[./]\d|\.\s?\d",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"[(\[]?\s?(?:(?P<hours>\d{1,2})(?:[.,](?P<half>5))?\s?(?:h|hours?|hrs?|std|stunden?|heures?)(?![^\W\d])\.?\s?"
    r"(?P<rest>[0-5]\d)?(?!\d)(?:\s?min(?!\w)\.?)?"
    r"|(?P<minutes>\d{1,3})\s?(?:(?:min|mins|minutes?|minuten)(?!\w)\.?|['’′](?!\w)))\s?[)\]]?",
    re.IGNORECASE,
)
_LENGTH_BEGINS: Final = re.compile(r"[(\[]|\d+")
_NUMBER: Final = re.compile(r"\d{1,2}")
WORDS: Final = {
    "noon": 12, "midday": 12, "mittag": 12, "mittags": 12, "midi": 12, "midnight": 0, "mitternacht": 0, "minuit": 0,
}  # fmt: skip
# So far from its end a line is searched for times that stand behind the title.
TAIL: Final = 60


@dataclass(frozen=True, slots=True)
class Clock:
    """One time: is it clear by itself that it is one, and did it say before or after noon."""

    minute: int
    end: int
    is_clear: bool
    half: str = ""
    is_four: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, the end perhaps unknown; ``start`` and ``stop`` are where its words stand."""

    starts: time
    ends: time | None
    start: int
    stop: int
    is_doubtful: bool = False


def span_at(text: str, *, in_column: bool = False) -> Span | None:
    """The times with which ``text`` begins. In a column of times a bare "9" is one, and a space may join two."""
    text = text.translate(_FIGURES)
    prefix = _PREFIX.match(text)
    position = prefix.end() if prefix else 0
    first = clock_at(text, position)
    if first is None:
        return None
    second = _second(text, first, in_column=in_column)
    if second is None:
        if not (first.is_clear or in_column) or (
            first.is_four and not _is_alone(text, first, in_column)
        ):
            return None
        return Span(_time(first.minute), None, 0, _after(text, first.end))
    is_said = (
        in_column or first.is_clear or second.is_clear or (position > 1 and text[:1].isalpha())
    )
    is_four = first.is_four and second.is_four
    if not (is_said or is_four or _looks_like_hours(text, first, second)):
        return None
    starts, ends = _halved(first, second)
    return Span(_time(starts), _time(ends), 0, _after(text, second.end), not (is_said or is_four))


def span_behind(text: str) -> Span | None:
    """From-to times with which ``text`` ends: "Lunch 12:30–13:30". One time alone may belong to the words."""
    text = text.translate(_FIGURES)
    begin = max(0, len(text) - TAIL)
    for found in _NUMBER.finditer(text, begin):
        start = found.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in ".:/"):
            continue
        span = span_at(text[start:])
        if span and span.ends and not span.is_doubtful and start + span.stop == len(text):
            return Span(span.starts, span.ends, _before(text, start), len(text))
    return None


def names_a_time(text: str) -> bool:
    """Whether a clear time stands anywhere in the first words: perhaps they are an item of their own."""
    return any(
        (clock := clock_at(text, found.start())) is not None
        and clock.is_clear
        and ":" in text[found.start() : clock.end]
        for found in _NUMBER.finditer(text[:200])
        if found.start() == 0 or not text[found.start() - 1].isalnum()
    )


def clock_at(text: str, position: int) -> Clock | None:
    """The time of day that stands exactly at ``position``."""
    found = _CLOCK.match(text, position)
    if found is None or _NO_TIME.match(text, found.end()):
        return None
    half = "".join(sign for sign in (found["half"] or "").lower() if sign in "ap")
    if found["word"]:
        return Clock(WORDS[fold(found["word"])] * 60, found.end(), is_clear=True)
    if found["four"]:
        hour, minute = int(found["four"][:2]), int(found["four"][2:])
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 24 or (hour == 24 and minute):
        return None
    # "9th" and "3D" begin with a figure and are words.
    if text[found.end() : found.end() + 1].isalnum() and not (found["minute"] or found["four"]):
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    is_clear = bool(found["minute"] or found["mark"] or half) or (found["four"] or "")[:1] == "0"
    return Clock(hour * 60 + minute, found.end(), is_clear, half, bool(found["four"]))


def minutes_at(text: str, position: int = 0) -> tuple[int, int] | None:
    """How long something lasts, if that stands exactly at ``position``, and where the words for it end."""
    found = _LENGTH.match(text, position)
    if found is None:
        return None
    if found["minutes"]:
        minutes = int(found["minutes"])
    else:
        minutes = int(found["hours"]) * 60 + (30 if found["half"] else 0) + int(found["rest"] or 0)
    return (minutes, found.end()) if 0 < minutes < 24 * 60 else None


def minutes_behind(text: str) -> tuple[int, int] | None:
    """How long something lasts, if ``text`` ends with it, and where the words for it begin."""
    begin = max(0, len(text) - 20)
    for found in _LENGTH_BEGINS.finditer(text, begin):
        start = found.start()
        if start and text[start - 1].isalnum():
            continue
        length = minutes_at(text, start)
        if length and length[1] == len(text):
            return length[0], _before(text, start)
    return None


def _second(text: str, first: Clock, *, in_column: bool) -> Clock | None:
    join = _JOIN.match(text, first.end)
    if join is None:
        spaced = in_column and text[first.end : first.end + 1] == " "
        return clock_at(text, first.end + 1) if spaced else None
    second = clock_at(text, join.end())
    if second is None or second.is_four != first.is_four:
        return None
    is_bare = not second.is_clear and not second.is_four
    # "9:00 – 3 cities": a bare figure must be later, and no word may follow it that it counts.
    if is_bare and (
        second.minute <= first.minute or text[second.end : second.end + 2].strip()[:1].islower()
    ):
        return None
    return second


def _is_alone(text: str, clock: Clock, in_column: bool) -> bool:  # noqa: FBT001
    return clock.is_clear or in_column or not text[clock.end :].strip()


def _looks_like_hours(text: str, first: Clock, second: Clock) -> bool:
    """ "9-10 Registration" and not "9-10 cities": hours of a working day, and no word that they count."""
    rest = text[second.end :].lstrip()
    return (
        6 * 60 <= first.minute < second.minute
        and not first.is_four
        and not rest[:1].islower()
        and bool(rest)
    )


def _halved(first: Clock, second: Clock) -> tuple[int, int]:
    """ "9-10.30 am" and "11-1 pm": what is said of the end holds for the start, where that is before the end."""
    starts, ends = first.minute, second.minute
    if second.half and not first.half and first.minute <= 12 * 60:
        other = first.minute % (12 * 60) + (12 * 60 if second.half == "p" else 0)
        starts = other if other < ends else first.minute
    return starts, ends


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _after(text: str, position: int) -> int:
    found = _AFTER.match(text, position)
    return found.end() if found else position


def _before(text: str, position: int) -> int:
    """Where the words before ``position`` end, without what parts them from it."""
    return len(text[:position].rstrip(_BEFORE))
