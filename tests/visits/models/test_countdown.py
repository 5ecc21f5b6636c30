"""Which steps of countdowns are late, and for whom."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.reader import STRANGER, Reader
from tests.factories import make_chair, make_group, make_meeting, make_organiser, make_staff
from visits.models import CountdownStep, Meeting

pytestmark = pytest.mark.django_db


def make_step(meeting: Meeting, weeks: int, title: str = "Hotel block") -> CountdownStep:
    return CountdownStep.objects.create(meeting=meeting, title=title, weeks_before=weeks)


def in_weeks(weeks: int) -> date:
    return timezone.localdate() + timedelta(weeks=weeks)


def late_for(reader: Reader) -> list[str]:
    late = CountdownStep.objects.late_for(reader, timezone.localdate())
    return [f"{step.meeting.title}: {step.title}" for step in late]


def test_late_are_open_steps_whose_day_is_over_the_longest_due_first() -> None:
    visit = make_meeting("Visit", starts_on=in_weeks(5))
    make_step(visit, 6, "Visa letters")
    make_step(visit, 10)
    make_step(visit, 5, "Due today")
    make_step(visit, 3, "Programme")
    done = make_step(visit, 8, "Bus")
    CountdownStep.objects.filter(pk=done.pk).update(done_at=timezone.now())

    assert late_for(Reader(person=make_staff())) == ["Visit: Hotel block", "Visit: Visa letters"]
    assert [step.is_late for step in visit.countdown_steps.all()] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_late_only_for_meetings_that_are_still_to_be_held() -> None:
    make_step(make_meeting("Over", starts_on=in_weeks(-2)), 10)
    make_step(make_meeting("Off", starts_on=in_weeks(2), state="cancelled"), 10)
    make_step(make_meeting("Undated", dates="unknown"), 10)
    make_step(make_meeting("Draft", starts_on=in_weeks(2), state="draft"), 10)

    assert late_for(Reader(person=make_staff())) == ["Draft: Hotel block"]
    assert sum(step.is_late for step in CountdownStep.objects.all()) == 1


def test_late_for_who_prepares_the_meeting_alone() -> None:
    group = make_group()
    visit = make_meeting("Visit", starts_on=in_weeks(2), lead_group=group)
    make_step(visit, 10)
    make_step(make_meeting("Another", starts_on=in_weeks(2)), 10)

    for person in (make_chair(group), make_organiser(visit)):
        assert late_for(Reader(person=person)) == ["Visit: Hotel block"]
    assert late_for(STRANGER) == []
