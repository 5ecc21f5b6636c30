"""An agenda over a night in which clocks are changed: hours that are missing or come twice."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

from portal.lib import clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from visits.draft import Draft
    from visits.models import AgendaItem

Found = tuple[str, "AgendaItem | None", date]


def of_clocks(draft: Draft, items: Iterable[AgendaItem]) -> Iterator[Found]:
    """A sentence for each day of the agenda on which clocks change, and for each time of an item that this spoils.

    Where clocks never change nothing is looked at twice.
    """
    if not draft.days:
        return
    dates = [day.on for day in draft.days]
    # An item may end on the day after the last.
    changing = {
        change.on: change
        for change in clocks.changes(draft.meeting.zone, min(dates), max(dates) + timedelta(days=1))
    }
    if not changing:
        return
    for on in dates:
        if on in changing:
            yield str(changing[on]), None, on
    for item in items:
        yield from _of_item(item, draft, changing)


def _of_item(
    item: AgendaItem, draft: Draft, changing: dict[date, clocks.ClockChange]
) -> Iterator[Found]:
    on = item.day.on
    for day, at in ((on, item.starts), (on + timedelta(days=item.ends_next_day), item.ends)):
        if day in changing and (sentence := _spoilt(item, day, at, draft)):
            yield sentence, item, on
            return


def _spoilt(item: AgendaItem, day: date, at: time, draft: Draft) -> str:
    words = {"title": item.title, "time": f"{at:%H:%M}", "day": formats.date_format(day, "l j F")}
    try:
        clocks.instant(day, at, draft.meeting.zone)
    except ValidationError as error:
        if error.code == "skipped":
            return (
                _("“%(title)s”: there is no %(time)s on %(day)s, since clocks go forward.") % words
            )
        return _("“%(title)s”: it is %(time)s twice on %(day)s, since clocks go back.") % words
    return ""
