"""What the next meeting takes over of a registration, and what it does not."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_draft, make_organiser
from tests.registrations import make_allotment, make_open_meeting, make_option, make_question
from visits.actions.registration.copying import take_over_registration
from visits.models import Meeting, RegistrationSettings

pytestmark = pytest.mark.django_db

DAYS: dict[str, Any] = {
    "key": "days",
    "kind": "choices",
    "choices": ["2026-02-23", "2026-02-24"],
}


def milan(**fields: Any) -> Meeting:
    return make_open_meeting(
        room_seats=40,
        seats_per_city=2,
        city_limit_until=date(2026, 2, 1),
        closes_at=timezone.now(),
        allocation="by_selection",
        approval="city",
        **fields,
    )


def test_seats_options_and_questions_are_taken_over_without_dates_and_not_open() -> None:
    source, made = milan(), make_draft()
    source.registration_settings.security_readers.add(make_organiser(source))
    make_allotment(source, "speakers", 3, until_on=date(2026, 2, 1))
    make_option(source, "Dinner", seats=24, on=date(2026, 2, 23), note="19:30")
    make_question(source, "Which tram?")

    take_over_registration(meeting=made, source=source, by=None)

    settings = RegistrationSettings.objects.get(meeting=made)
    assert (settings.way, settings.room_seats, settings.seats_per_city) == ("none", 40, 2)
    assert (settings.approval, settings.allocation) == ("city", "in_order")
    assert (settings.closes_at, settings.city_limit_until) == (None, None)
    assert not settings.security_readers.exists()
    assert list(made.allotments.values_list("kind", "seats", "until_on")) == [("speakers", 3, None)]
    assert list(made.options.values_list("title", "seats", "on", "note")) == [
        ("Dinner", 24, None, "")
    ]
    assert [question.label for question in made.questions.all()] == ["Which tram?"]


def test_days_to_choose_from_are_the_new_meetings() -> None:
    source = milan()
    make_question(source, **DAYS)
    dated = make_draft(starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))
    undated = make_draft(starts_on=None, ends_on=None, dates="unknown")

    for made in (dated, undated):
        take_over_registration(meeting=made, source=source, by=None)

    assert dated.questions.get().choices == ["2027-06-01", "2027-06-02"]
    assert not undated.questions.exists()


def test_where_there_was_no_registration_there_is_none_to_take_over() -> None:
    made = make_draft()

    take_over_registration(meeting=made, source=make_draft(), by=None)

    assert not RegistrationSettings.objects.exists()
