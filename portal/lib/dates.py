"""Days, months and time zones in words, as pages and papers print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class Dated(Protocol):
    """What has days, or only a month, or neither; they may be tentative."""

    starts_on: date | None
    ends_on: date | None
    month_on: date | None

    @property
    def is_tentative(self) -> bool: ...


@dataclass(frozen=True)
class DayGraphic:
    """The date as a graphic element: a large line above a small one.

    ``is_word`` says that the large line is no number, and is set smaller.
    """

    large: str
    small: str
    is_word: bool = False


def day_range(first: date, last: date) -> str:
    """23–24 February 2026, 30 May – 1 June 2026, 28 December 2026 – 2 January 2027, 11 March 2027."""
    if first == last:
        return date_format(first, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s–%(last)s") % {
            "first": date_format(first, "j"),
            "last": date_format(last, "j F Y"),
        }
    return _("%(first)s – %(last)s") % {
        "first": date_format(first, "j F" if first.year == last.year else "j F Y"),
        "last": date_format(last, "j F Y"),
    }


def when(dated: Dated) -> str:
    """The days in words, and whether they may change: “June 2026 (to be confirmed)”, “dates to be agreed”."""
    words = _days_or_month(dated)
    if not words:
        return _("dates to be agreed")
    return _("%(days)s (to be confirmed)") % {"days": words} if dated.is_tentative else words


def day_graphic(dated: Dated) -> DayGraphic:
    """The same for the eye. Whoever cannot see it is given ``when``."""
    if dated.starts_on and dated.ends_on:
        return _days_graphic(dated.starts_on, dated.ends_on)
    if dated.month_on:
        month, year = date_format(dated.month_on, "F"), date_format(dated.month_on, "Y")
        return DayGraphic(month, year, is_word=True)
    return DayGraphic(
        pgettext("date graphic, large line", "Dates"),
        pgettext("date graphic, small line", "to be agreed"),
        is_word=True,
    )


def month_heading(month: date | None) -> str:
    """June 2026, as a list's heading; without a month what has no date yet."""
    return date_format(month, "F Y") if month else _("Dates to be agreed")


def zone_names(zone: ZoneInfo, days: Iterable[date]) -> str:
    """What clocks in *zone* say on these days: CET, or CET and CEST when they change in between."""
    names = dict.fromkeys(_zone_name(zone, day) for day in days)
    return pgettext("between names of time zones", " and ").join(names)


def _days_or_month(dated: Dated) -> str:
    if dated.starts_on and dated.ends_on:
        return day_range(dated.starts_on, dated.ends_on)
    return date_format(dated.month_on, "F Y") if dated.month_on else ""


def _days_graphic(first: date, last: date) -> DayGraphic:
    large = date_format(first, "j")
    if first != last:
        large = _("%(first)s–%(last)s") % {"first": large, "last": date_format(last, "j")}
    if (first.year, first.month) == (last.year, last.month):
        return DayGraphic(large, date_format(last, "F Y"))
    small = _("%(first)s – %(last)s") % {
        "first": date_format(first, "F" if first.year == last.year else "F Y"),
        "last": date_format(last, "F Y"),
    }
    return DayGraphic(large, small)


def _zone_name(zone: ZoneInfo, day: date) -> str:
    # At noon a change of clocks on that day is over.
    name = datetime.combine(day, time(12), zone).strftime("%Z")
    return name if name.isalpha() else f"UTC{name}"
