"""Working days: when so many of them have passed, in a country's calendar and a city's zone."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY: Final = 5


def working_days_after(
    moment: datetime, days: int, *, country_code: str, time_zone: str
) -> datetime:
    """The moment at which ``days`` working days have passed since ``moment``, as clocks go in ``time_zone``.

    A working day is none of the weekend and no public holiday of the whole country; where the calendar knows no such
    country, weekends alone are left out. What begins on a working day ends at the same hour: asked on Monday at ten,
    three working days are over on Thursday at ten. What begins on a day that does not count begins with the next that
    does, so that no day is lost: asked on Saturday, three working days are Monday, Tuesday and Wednesday, and over
    when Thursday begins. The answer is aware, in that zone.
    """
    zone = ZoneInfo(time_zone)
    local = moment.astimezone(zone)
    if not is_working_day(local.date(), country_code):
        local = datetime.combine(local.date(), time.min, zone)
        days += 1
    day = local.date()
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, country_code)
    return datetime.combine(day, local.time(), zone)


def is_working_day(day: date, country_code: str) -> bool:
    calendar = _calendar(country_code)
    return day.weekday() < SATURDAY if calendar is None else calendar.is_working_day(day)


@lru_cache(maxsize=64)
def _calendar(country_code: str) -> "HolidayBase | None":
    """A country's calendar; it works out a year when it is first asked of it."""
    # Few requests wait for somebody, and the calendars of all countries are 5 MB in each process.
    import holidays  # noqa: PLC0415

    try:
        return holidays.country_holidays(country_code.upper())
    except NotImplementedError:
        # So the package says that it knows no calendar of this country: weekends alone count then.
        return None
