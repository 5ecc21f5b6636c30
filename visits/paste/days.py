"""Days as agendas write them: "Tue 26 June", "26.6.", "mardi 1er juin", "Day 2"; read sign by sign, never backwards."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from visits.archive.dates import spoken
from visits.paste.mentions import Mention, Token, mention_at, tokens_of
from visits.paste.rows import Frame
from visits.paste.times import span_at
from visits.paste.words import ARTICLES, WEEKDAYS

# No day is looked for further on in a line.
READ: Final = 160
PARTING: Final = frozenset(":,;.|()[]-‐‑‒–—―−/•·*#")


@dataclass(frozen=True, slots=True)
class Found:
    """The day with which a line begins; none, with a sentence, where it names one that is not understood."""

    on: date | None
    sentence: str
    stop: int


def leading_day(text: str, frame: Frame, *, in_column: bool = False) -> Found | None:
    """The day with which ``text`` begins; several ways to say it, one after the other, are one day."""
    tokens = tuple(tokens_of(text[:READ]))
    position = _past_parting(tokens, 0)
    if (
        position < len(tokens)
        and tokens[position].word in ARTICLES
        and mention_at(tokens, position + 1)
    ):
        position += 1
    mention: Mention | None = None
    while (more := mention_at(tokens, position)) is not None:
        mention = mention.joined(more) if mention else more
        position = _past_parting(tokens, more.end)
        if mention.month or (mention.is_weak and not _is_parted(text, tokens, more.end)):
            break
    if mention is None:
        return None
    found = _resolved(mention, frame)
    stop = tokens[position].start if position < len(tokens) else min(len(text), READ)
    if in_column or _is_parted(text, tokens, mention.end):
        return replace(found, stop=stop)
    is_sure = not mention.is_weak and (
        mention.year or mention.weekday is not None or found.on in frame.days
    )
    return replace(found, stop=stop) if is_sure else None


def day_within(text: str, frame: Frame) -> date | None:
    """The one day of the meeting that a short line names in full, wherever: "Programme for Tuesday 26 June"."""
    if len(text) > 80:
        return None
    tokens = tuple(tokens_of(text))
    for place, token in enumerate(tokens):
        if place and _goes_on(tokens, place):
            continue
        if token.number is None and token.word not in WEEKDAYS:
            continue
        mention = mention_at(tokens, place)
        if mention and mention.month and mention.day and mention.end == len(tokens):
            on = _resolved(mention, frame).on
            return on if on in frame.days else None
    return None


def _goes_on(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a figure stands before this one, as in "26-27 June": then these are several days."""
    before = tokens[place - 1]
    is_join = place > 1 and (
        before.text in "-–—/&+" or before.word in {"and", "und", "et", "to", "bis", "au"}
    )
    return before.number is not None or (is_join and tokens[place - 2].number is not None)


def _past_parting(tokens: tuple[Token, ...], position: int) -> int:
    while position < len(tokens) and tokens[position].text in PARTING:
        position += 1
    return position


def _is_parted(text: str, tokens: tuple[Token, ...], position: int) -> bool:
    """Whether the words of a day end there: with the line, a sign, or a time."""
    if position >= len(tokens):
        return True
    following = tokens[position]
    return following.text in PARTING or span_at(text[following.start :]) is not None


def _resolved(mention: Mention, frame: Frame) -> Found:
    """The date that is meant, and a sentence where there is none, or where the words disagree."""
    try:
        on = _date_of(mention, frame)
    except ValueError:
        return Found(None, _("There is no such date."), 0)
    if on is None:
        if frame.days:
            return Found(None, _("The meeting has no such day."), 0)
        return Found(
            None,
            _("Which date is this? The meeting has no dates yet, and the text names no year."),
            0,
        )
    if mention.weekday is not None and mention.weekday != on.weekday():
        said = _("%(date)s is another day of the week than the text says.")
        return Found(on, said % {"date": spoken(on)}, 0)
    if mention.number and mention.month and frame.days and _numbered(mention.number, frame) != on:
        said = _("%(date)s is not day %(number)d of the meeting.")
        return Found(on, said % {"date": spoken(on), "number": mention.number}, 0)
    return Found(on, "", 0)


def _date_of(mention: Mention, frame: Frame) -> date | None:
    if mention.day and mention.month:
        if mention.year:
            return date(mention.year, mention.month, mention.day)
        return _nearest(mention.day, mention.month, frame)
    if mention.day:
        return next((day for day in frame.days if day.day == mention.day), None)
    if mention.number:
        return _numbered(mention.number, frame)
    same = [day for day in frame.days if day.weekday() == mention.weekday]
    return same[0] if same else None


def _numbered(number: int, frame: Frame) -> date | None:
    return frame.days[0] + timedelta(days=number - 1) if frame.days else None


def _nearest(day: int, month: int, frame: Frame) -> date | None:
    """In the year that brings it nearest to the meeting. 29 February may be some years away."""
    if not frame.days:
        return None
    years = range(frame.days[0].year - 4, frame.days[0].year + 5)
    dates = [found for year in years if (found := _date_or_none(year, month, day))]
    if not dates:
        raise ValueError
    return min(dates, key=lambda each: abs((each - frame.days[0]).days))


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
