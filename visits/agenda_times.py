"""How items stand in their day: minutes from midnight, what follows an item, and shifting it (docs/decisions/0101)."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visits.models import AgendaDay, AgendaItem

DAY: Final = 24 * 60


def minutes(moment: time) -> int:
    """From midnight, by the clock on the wall."""
    return moment.hour * 60 + moment.minute


def begin(item: AgendaItem) -> int:
    return minutes(item.starts)


def end(item: AgendaItem) -> int:
    """From the midnight its day begins with: more than a day where it ends on the next."""
    return minutes(item.ends) + DAY * item.ends_next_day


def length(item: AgendaItem) -> int:
    return end(item) - begin(item)


def put(item: AgendaItem, begins: int, ends: int) -> None:
    """Give an item its times. It may end after midnight, but it begins on its own day, or nothing is moved at all."""
    if not 0 <= begins < DAY:
        raise ValidationError(_beyond(item, begins), code="beyond the day")
    item.starts, item.ends, item.ends_next_day = _at(begins), _at(ends), ends >= DAY


def shift(items: Iterable[AgendaItem], by_minutes: int) -> list[AgendaItem]:
    """All of them by the same difference."""
    shifted = list(items) if by_minutes else []
    for item in shifted:
        put(item, begin(item) + by_minutes, end(item) + by_minutes)
    return shifted


def push(items: Iterable[AgendaItem], free_from: int, taken_until: int) -> list[AgendaItem]:
    """Shift ``items``, in order, behind ``taken_until``: gaps between them are used up first, so that the rest stays.

    ``free_from`` is where the first of them could begin before its place was taken.
    """
    pushed: list[AgendaItem] = []
    difference, ended = taken_until - free_from, free_from
    for item in items:
        difference -= max(0, begin(item) - ended)
        if difference <= 0:
            break
        ended = max(ended, end(item))
        pushed += shift([item], difference)
    return pushed


def following(
    day: AgendaDay, track: str, since: int, *, but: AgendaItem | None = None
) -> list[AgendaItem]:
    """What begins on ``day`` at ``since`` or later, in order: all of it after an item without a track, which is
    everybody's, and else what is in the same track."""
    return [
        item
        for item in _in_order(day, but)
        if begin(item) >= since and (not track or item.track == track)
    ]


def in_track(day: AgendaDay, track: str, *, but: AgendaItem | None = None) -> list[AgendaItem]:
    """The items of a day that are in ``track``, or in none, in order."""
    return [item for item in _in_order(day, but) if item.track == track]


def _in_order(day: AgendaDay, but: AgendaItem | None) -> list[AgendaItem]:
    items = day.items.exclude(pk=but.pk) if but and but.pk else day.items.all()
    return sorted(items, key=lambda item: (item.starts, item.position, item.pk))


def _at(since_midnight: int) -> time:
    hour, minute = divmod(since_midnight % DAY, 60)
    return time(hour, minute)


def _beyond(item: AgendaItem, begins: int) -> str:
    words = {"title": item.title, "time": f"{_at(begins):%H:%M}"}
    if begins < 0:
        return (
            _("“%(title)s” would begin on the day before, at %(time)s. Nothing was moved.") % words
        )
    return (
        _(
            "“%(title)s” would begin after midnight, at %(time)s. Nothing was moved: "
            "shorten something, or put what comes last on the next day."
        )
        % words
    )
