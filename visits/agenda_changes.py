"""What changed from one release of an agenda to the next, or to its draft, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from visits.agenda import Agenda, Day, Item


def changes(old: Agenda, new: Agenda) -> list[str]:
    """One sentence for each day and item that was added, removed, cancelled, moved or reworded, in the order of ``new``.

    Items are known by their ids, so that a renamed one is renamed and not removed and added. Days are known by their
    items: one that moves, or goes, with all of them is one sentence.
    """
    before = {item.id: item for item in old.items()}
    after = {item.id for item in new.items()}
    origins = _origins(old, new)
    sentences = _zone_change(old, new)
    for day in new.days:
        origin = origins.get(day.on)
        sentences += _of_day(origin, day)
        for item in day.items:
            sentences += _of(before.get(item.id), item, origin)
    for gone in old.days:
        sentences += _gone(gone, after, is_known=gone in origins.values())
    return sentences


# Days --------------------------------------------------------------------------------------------


def _origins(old: Agenda, new: Agenda) -> dict[date, Day]:
    """By the date of each day of ``new``, the day of ``old`` that it was.

    It was the one that most of its items were on, if most of that day's items are here; else the one on that date.
    """
    was_on = {item.id: item.on for item in old.items()}
    is_on = {item.id: item.on for item in new.items()}
    by_date = {day.on: day for day in old.days}
    came_from = {day.on: _most(was_on, day) for day in new.days}
    went_to = {day.on: _most(is_on, day) for day in old.days}
    found: dict[date, Day] = {}
    for on, origin in came_from.items():
        if origin is not None and went_to[origin] == on and _left(origin, on, came_from):
            found[on] = by_date[origin]
    taken = {day.on for day in found.values()}
    for on in came_from:
        if on not in found and on in by_date and on not in taken:
            found[on] = by_date[on]
    return found


def _most(dates: dict[int, date], day: Day) -> date | None:
    """The date that most of the day's items have in ``dates``; its own where that is as good as another."""
    counted = Counter(dates[item.id] for item in day.items if item.id in dates)
    return max(counted, key=lambda on: (counted[on], on == day.on), default=None)


def _left(origin: date, on: date, came_from: dict[date, date | None]) -> bool:
    """The day stayed on its date, or nothing of it is there any more: what is, came from another day."""
    return origin == on or origin not in came_from or came_from[origin] not in {None, origin}


def _of_day(old: Day | None, new: Day) -> list[str]:
    if old is None:
        return []
    words = {"day": _day(new.on), "before": _day(old.on), "heading": new.heading}
    found: list[str] = []
    if old.on != new.on:
        found.append(_("%(before)s moves to %(day)s, with all of its items.") % words)
    if old.heading != new.heading and new.heading:
        found.append(_("%(day)s is now called “%(heading)s”.") % words)
    elif old.heading != new.heading:
        found.append(
            _("%(day)s is no longer called “%(heading)s”.") % (words | {"heading": old.heading})
        )
    if new.is_cancelled and not old.is_cancelled:
        found.append(
            _("%(day)s is cancelled: %(reason)s") % (words | {"reason": new.cancel_reason})
        )
    if old.is_cancelled and not new.is_cancelled:
        found.append(_("%(day)s takes place after all.") % words)
    return found


def _gone(day: Day, after: set[int], *, is_known: bool) -> list[str]:
    """What was on a day and is nowhere any more; the day itself, if it went with everything that was on it."""
    gone = [item for item in day.items if item.id not in after]
    if not is_known and len(gone) == len(day.items):
        return [_("%(day)s is no longer on the agenda.") % {"day": _day(day.on)}]
    return [_("“%(title)s” is no longer on the agenda.") % {"title": item.title} for item in gone]


def _zone_change(old: Agenda, new: Agenda) -> list[str]:
    if old.time_zone == new.time_zone:
        return []
    return [_("All times are now those of %(zone)s.") % {"zone": new.time_zone}]


# Items -------------------------------------------------------------------------------------------


def _of(old: Item | None, new: Item, origin: Day | None) -> list[str]:
    if old == new:
        return []
    words = {"title": new.title, "when": _when(new)}
    if old is None:
        return [_("Added: “%(title)s”, %(when)s.") % words]
    if new.is_cancelled and not old.is_cancelled:
        return [
            _("“%(title)s”, %(when)s, is cancelled: %(reason)s")
            % (words | {"reason": new.cancel_reason})
        ]
    found: list[str] = []
    if old.is_cancelled and not new.is_cancelled:
        found.append(_("“%(title)s”, %(when)s, takes place after all.") % words)
    if old.title != new.title:
        found.append(_("“%(before)s” is now called “%(title)s”.") % (words | {"before": old.title}))
    # An item that went along with its whole day did not move within it.
    stayed = origin is not None and origin.on == old.on
    if not stayed or (old.starts, old.ends) != (new.starts, new.ends):
        found.append(
            _("“%(title)s” moves from %(before)s to %(when)s.") % (words | {"before": _when(old)})
        )
    if old.place != new.place:
        found.append(_place_change(old, new))
    if old.speakers != new.speakers:
        found.append(_speaker_change(new))
    if (old.description, old.track, old.kind) != (new.description, new.track, new.kind):
        found.append(_("Details of “%(title)s” changed.") % words)
    return found


def _place_change(old: Item, new: Item) -> str:
    words = {"title": new.title, "before": old.place, "place": new.place}
    if not new.place:
        return _("“%(title)s” is no longer in %(before)s; its place follows.") % words
    if not old.place:
        return _("“%(title)s” takes place in %(place)s.") % words
    return _("“%(title)s” moves from %(before)s to %(place)s.") % words


def _speaker_change(new: Item) -> str:
    names = ", ".join(speaker.name for speaker in new.speakers)
    if not names:
        return _("“%(title)s” has no speaker for now.") % {"title": new.title}
    return _("Speakers of “%(title)s” are now %(names)s.") % {"title": new.title, "names": names}


def _when(item: Item) -> str:
    """1 June, 09:30–11:00"""
    day = formats.date_format(item.on, "j F")
    return f"{day}, {item.starts:%H:%M}–{item.ends:%H:%M}"


def _day(on: date) -> str:
    """Tuesday 1 June"""
    return formats.date_format(on, "l j F")
