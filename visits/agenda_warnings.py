"""What to look at before an agenda is released; it warns of it and forbids nothing (docs/decisions/0102)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.dates import day_range
from portal.lib.names import fold
from visits.agenda_clocks import of_clocks
from visits.models import AgendaItem

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from visits.agenda import Item
    from visits.draft import Draft, DraftDay
    from visits.models import Speaker

# Longer than a way across town or a long coffee.
GAP: Final = timedelta(minutes=60)
WITHOUT_MEAL: Final = timedelta(hours=7)


@dataclass(frozen=True)
class Warning:  # noqa: A001 - it is no other
    """One plain sentence, and the item or the day that it is about; neither where it is about the agenda."""

    kind: str
    sentence: str
    item_id: int | None = None
    day_id: int | None = None


class Span(NamedTuple):
    """An item by the clock on the wall: it takes part unless it, or its day, is cancelled."""

    begins: datetime
    ends: datetime
    item: AgendaItem
    day: DraftDay


def warnings(draft: Draft) -> list[Warning]:
    """All of them: what is about the agenda first, then by day and time."""
    spans = _spans(draft)
    found = [*_unreleased(draft), *_rules(draft)]
    for day in draft.days:
        of_day = [span for span in spans if span.day is day]
        found += [*_outside(draft, day), *_gaps(day, of_day), *_meals(day, of_day)]
    found += _clocks(draft, spans)
    return found + _overlaps(spans) + _speakers(spans)


def _spans(draft: Draft) -> list[Span]:
    return [
        Span(*_on_the_wall(day, item), item, day)
        for day in draft.days
        if not day.is_cancelled
        for item in day.items
        if item.cancelled_at is None
    ]


def _on_the_wall(day: DraftDay, item: AgendaItem) -> tuple[datetime, datetime]:
    ends_on = day.on + timedelta(days=item.ends_next_day)
    return datetime.combine(day.on, item.starts), datetime.combine(ends_on, item.ends)


# The agenda --------------------------------------------------------------------------------------


def _unreleased(draft: Draft) -> Iterator[Warning]:
    """Of a meeting that is published; publishing makes release 1 of a draft's."""
    if draft.meeting.is_draft or not draft.by_id:
        return
    if draft.release is None:
        yield Warning(
            "unreleased", _("This agenda has not been released yet: readers do not see it.")
        )
    elif number := len(draft.changes):
        said = ngettext(
            "%(number)d change since release %(release)d is not released: readers do not see it.",
            "%(number)d changes since release %(release)d are not released: readers do not see them.",
            number,
        )
        yield Warning("unreleased", said % {"number": number, "release": draft.release.number})


def _rules(draft: Draft) -> Iterator[Warning]:
    """A country changed its clocks after the release: what was typed stays, and its instant is another."""
    if draft.released is None or draft.release is None:
        return
    if draft.released.time_zone != draft.meeting.time_zone:
        return
    now = {day.on: day.utc_offset for day in draft.agenda.days}
    for day in draft.released.days:
        later = now.get(day.on, day.utc_offset) - day.utc_offset
        if later and day.items:
            yield Warning("rules", _rule_sentence(draft.release.number, day.items[0], later))


def _rule_sentence(number: int, item: Item, later: int) -> str:
    words = {
        "time": f"{item.starts:%H:%M}",
        "day": formats.date_format(item.on, "j F"),
        "number": number,
        "much": _much(abs(later)),
    }
    if later > 0:
        said = _(
            "The rules of clocks changed: %(time)s on %(day)s is now %(much)s earlier in universal time than when "
            "release %(number)d was made. Calendars are told at the next release."
        )
    else:
        said = _(
            "The rules of clocks changed: %(time)s on %(day)s is now %(much)s later in universal time than when "
            "release %(number)d was made. Calendars are told at the next release."
        )
    return said % words


def _much(minutes: int) -> str:
    if minutes == 60:
        return _("an hour")
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}


# A day -------------------------------------------------------------------------------------------


def _outside(draft: Draft, day: DraftDay) -> Iterator[Warning]:
    """A release refuses this one."""
    first, last = draft.meeting.starts_on, draft.meeting.ends_on
    if first and last and not first <= day.on <= last:
        words = {"day": _day(day), "days": day_range(first, last)}
        yield Warning(
            "outside",
            _("%(day)s is outside the meeting's days, %(days)s: it cannot be released so.") % words,
            day_id=day.id,
        )


def _gaps(day: DraftDay, spans: list[Span]) -> Iterator[Warning]:
    """More than an hour with nothing in any track, between the first item of a day and the last."""
    for earlier, later in pairwise(_stretches(spans)):
        if later[0] - earlier[1] > GAP:
            words = {"day": _day(day), "from": _hour(earlier[1]), "to": _hour(later[0])}
            yield Warning(
                "gap",
                _("%(day)s: nothing is planned from %(from)s to %(to)s.") % words,
                day_id=day.id,
            )


def _meals(day: DraftDay, spans: list[Span]) -> Iterator[Warning]:
    """Seven hours of programme without a meal in any track; a gap, of which is warned, gives time to eat, too."""
    meals = [span for span in spans if span.item.kind == AgendaItem.Kind.MEAL]
    for begins, ends in _stretches(spans, apart=GAP):
        eaten = [
            *((begins, begins),),
            *((meal.begins, meal.ends) for meal in meals if begins <= meal.begins < ends),
            *((ends, ends),),
        ]
        for (_since, since), (until, _until) in pairwise(eaten):
            if until - since >= WITHOUT_MEAL:
                words = {"day": _day(day), "from": _hour(since), "to": _hour(until)}
                yield Warning(
                    "meal",
                    _("%(day)s: there is no meal between %(from)s and %(to)s.") % words,
                    day_id=day.id,
                )


def _stretches(
    spans: list[Span], *, apart: timedelta = timedelta()
) -> list[tuple[datetime, datetime]]:
    """From when to when something goes on in some track, where pauses of up to ``apart`` do not count."""
    found: list[tuple[datetime, datetime]] = []
    for span in sorted(spans, key=lambda span: span.begins):
        if found and span.begins - found[-1][1] <= apart:
            found[-1] = (found[-1][0], max(found[-1][1], span.ends))
        else:
            found.append((span.begins, span.ends))
    return found


def _clocks(draft: Draft, spans: list[Span]) -> Iterator[Warning]:
    days = {day.on: day.id for day in draft.days}
    for sentence, item, on in of_clocks(draft, [span.item for span in spans]):
        yield Warning("clock", sentence, item_id=item.pk if item else None, day_id=days.get(on))


# Two items ---------------------------------------------------------------------------------------


def _overlaps(spans: list[Span]) -> list[Warning]:
    """Two items of one track, or of none, at the same time; also over midnight."""
    words = _(
        "“%(first)s” (%(first_hours)s) and “%(second)s” (%(second_hours)s) overlap on %(day)s."
    )
    return _pairs(
        "overlap", spans, lambda span: [(span.item.track, "")], lambda _first, _second: True, words
    )


def _speakers(spans: list[Span]) -> list[Warning]:
    """A speaker, known as a person or by the same name, at two items at once that are not in the same place."""
    known = {
        fold(speaker.person.name): speaker.person.pk
        for span in spans
        for speaker in span.item.speakers.all()
        if speaker.person
    }
    words = _(
        "%(who)s speaks at “%(first)s” (%(first_hours)s) and at “%(second)s” (%(second_hours)s) on %(day)s."
    )
    return _pairs("speaker", spans, lambda span: _who(span.item, known), _are_apart, words)


def _who(item: AgendaItem, known: dict[str, int]) -> list[tuple[Hashable, str]]:
    return [(_key(speaker, known), str(speaker)) for speaker in item.speakers.all()]


def _key(speaker: Speaker, known: dict[str, int]) -> Hashable:
    if speaker.person_id:
        return speaker.person_id
    folded = fold(speaker.name)
    return known.get(folded, folded)


def _are_apart(first: Span, second: Span) -> bool:
    places = [fold(span.item.place) for span in (first, second)]
    return not places[0] or places[0] != places[1]


def _pairs(
    kind: str,
    spans: list[Span],
    keys: Callable[[Span], Iterable[tuple[Hashable, str]]],
    counts: Callable[[Span, Span], bool],
    words: str,
) -> list[Warning]:
    """Of the spans with the same key, each with the one before it that lasts longest, where they overlap."""
    by_key: dict[Hashable, list[Span]] = defaultdict(list)
    names: dict[Hashable, str] = {}
    for span in sorted(spans, key=lambda span: (span.begins, span.item.pk)):
        for key, name in keys(span):
            by_key[key].append(span)
            names.setdefault(key, name)
    found: list[Warning] = []
    for key, row in by_key.items():
        longest = row[0]
        for span in row[1:]:
            if (
                span.begins < longest.ends
                and span.item is not longest.item
                and counts(longest, span)
            ):
                said = words % _both(longest, span, names[key])
                found.append(Warning(kind, said, item_id=span.item.pk, day_id=span.day.id))
            longest = max(longest, span, key=lambda one: one.ends)
    return found


def _both(first: Span, second: Span, who: str) -> dict[str, str]:
    return {
        "who": who,
        "first": first.item.title,
        "first_hours": _hours(first),
        "second": second.item.title,
        "second_hours": _hours(second),
        "day": _day(second.day),
    }


def _hours(span: Span) -> str:
    return f"{_hour(span.begins)}–{_hour(span.ends)}"


def _hour(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _day(day: DraftDay) -> str:
    """Tuesday 1 June"""
    return formats.date_format(day.on, "l j F")
