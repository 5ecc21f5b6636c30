"""In which order meetings come, which count as over, and by which years they are filed."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_group, make_meeting
from visits.models import Meeting

pytestmark = pytest.mark.django_db

TODAY = date(2030, 5, 20)


def fixed(title: str, starts_on: date, ends_on: date | None = None, **fields: Any) -> Meeting:
    return make_meeting(title, starts_on=starts_on, ends_on=ends_on or starts_on, **fields)


def tentative(title: str, **fields: Any) -> Meeting:
    return make_meeting(title, dates="tentative", **fields)


def titles(meetings: Any) -> list[str]:
    return [meeting.title for meeting in meetings]


def test_upcoming_puts_tentative_last_in_their_month_and_the_undated_at_the_end() -> None:
    make_meeting("nothing known", dates="unknown")
    tentative("tentative, to be agreed")
    tentative("tentative, June", month_on=date(2030, 6, 1))
    tentative("tentative, 3 June", starts_on=date(2030, 6, 3), ends_on=date(2030, 6, 4))
    fixed("fixed, July", date(2030, 7, 1))
    fixed("fixed, 28 June", date(2030, 6, 28))
    fixed("fixed, 4 June", date(2030, 6, 4))
    fixed("fixed, May", date(2030, 5, 31))

    upcoming = Meeting.objects.upcoming(TODAY)

    assert titles(upcoming) == [
        "fixed, May",
        "fixed, 4 June",
        "fixed, 28 June",
        "tentative, 3 June",
        "tentative, June",
        "fixed, July",
        "nothing known",
        "tentative, to be agreed",
    ]


def test_the_same_day_goes_by_title_whatever_its_accents() -> None:
    for title in ("Zürich", "Émile", "Frank"):
        fixed(title, date(2030, 6, 1), slug=title[1:])

    assert titles(Meeting.objects.upcoming(TODAY)) == ["Émile", "Frank", "Zürich"]


@pytest.mark.parametrize(
    ("fields", "is_over"),
    [
        ({"starts_on": date(2030, 5, 18), "ends_on": date(2030, 5, 19)}, True),
        ({"starts_on": date(2030, 5, 19), "ends_on": date(2030, 5, 20)}, False),
        ({"starts_on": date(2030, 4, 30), "ends_on": date(2030, 5, 21)}, False),
        ({"dates": "tentative", "month_on": date(2030, 4, 1)}, True),
        ({"dates": "tentative", "month_on": date(2030, 5, 1)}, False),
        ({"dates": "tentative"}, False),
        ({"dates": "unknown"}, False),
    ],
    ids=str,
)
def test_over_or_to_come_and_never_both(fields: dict[str, Any], *, is_over: bool) -> None:
    meeting = make_meeting(**fields)

    assert (meeting in Meeting.objects.past(TODAY)) is is_over
    assert (meeting in Meeting.objects.upcoming(TODAY)) is not is_over


def test_past_begins_with_the_latest() -> None:
    fixed("older", date(2029, 2, 23))
    fixed("old", date(2030, 2, 23))
    tentative("never fixed", month_on=date(2029, 11, 1))
    fixed("to come", date(2030, 6, 1))

    assert titles(Meeting.objects.past(TODAY)) == ["old", "never fixed", "older"]


def test_a_year_holds_what_began_in_it() -> None:
    over_new_year = fixed("over new year", date(2029, 12, 31), date(2030, 1, 2))
    month_only = tentative("month only", month_on=date(2029, 6, 1))
    fixed("next", date(2030, 6, 1))
    make_meeting(dates="unknown")

    assert set(Meeting.objects.of_year(2029)) == {over_new_year, month_only}


def test_years_are_named_once_the_latest_first() -> None:
    for day in (date(2017, 2, 23), date(2017, 6, 1), date(2029, 3, 1)):
        fixed(f"of {day}", day)
    tentative("month only", month_on=date(2031, 6, 1))
    make_meeting(dates="unknown")

    assert Meeting.objects.years() == [2031, 2029, 2017]


def test_a_groups_meetings_are_its_own_and_the_joint_ones() -> None:
    group = make_group()
    own, joint = make_meeting(lead_group=group), make_meeting(joint_groups=(group, make_group()))
    make_meeting()

    assert set(Meeting.objects.of_group(group)) == {own, joint}
    assert Meeting.objects.of_group(group).count() == 2
