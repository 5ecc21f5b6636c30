"""Reminding of the questions that follow a seat: once, ten days before, and of nothing that was answered meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone

from portal.lib import jobs
from portal.models import LogEntry, Message
from tests.factories import make_person
from tests.registrations import make_claim, make_open_meeting, make_question, make_registration
from visits.actions.registration import reminding
from visits.models import Answer, Claim, Meeting, Question, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrival() -> Question:
    """Of a meeting in nine days."""
    day = timezone.localdate() + timedelta(days=9)
    meeting = make_open_meeting("Night trains", starts_on=day, ends_on=day, dates="fixed")
    return make_question(meeting, "When do you arrive?", is_followup=True)


def confirmed(meeting: Meeting, *, days: int = 3, **fields: Any) -> Registration:
    registration = make_registration(meeting=meeting, **fields)
    Claim.objects.filter(registration=registration).update(
        since_at=timezone.now() - timedelta(days=days)
    )
    return registration


def remind() -> list[Message]:
    reminding.remind_due()
    jobs.run_due()
    return list(Message.objects.filter(name="registration_reminder").order_by("pk"))


def test_who_has_left_such_a_question_open_is_reminded_once(arrival: Question) -> None:
    meeting = arrival.meeting
    open_one = confirmed(meeting)
    answered = confirmed(meeting)
    Answer.objects.create(registration=answered, question=arrival, value="2030-01-01T10:00")
    waiting = confirmed(meeting, state="waiting")
    make_claim(waiting, what="online", state="waiting")
    confirmed(meeting, days=1)
    confirmed(meeting, person=make_person(email=None))

    remind()
    (sent,) = remind()

    assert (sent.to, sent.calendar_method) == (open_one.person.email, "")
    assert sent.subject == "Still asked of you: Night trains"
    assert "Still asked of you\n- When do you arrive?\n" in outbox.outbox[0].body
    (entry,) = LogEntry.objects.filter(verb="remind")
    assert (entry.subject_id, entry.actor_id) == (open_one.pk, None)


def test_who_answers_before_the_mail_is_written_is_not_reminded(arrival: Question) -> None:
    registration = confirmed(arrival.meeting)
    reminding.remind_due()
    Answer.objects.create(registration=registration, question=arrival, value="2030-01-01T10:00")

    jobs.run_due()

    assert not Message.objects.exists()


@pytest.mark.parametrize("days", [12, 0])
def test_neither_too_early_nor_once_it_has_begun(arrival: Question, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Meeting.objects.filter(pk=arrival.meeting_id).update(starts_on=day, ends_on=day)
    confirmed(arrival.meeting)

    assert remind() == []


def test_not_when_answers_cannot_be_changed_any_more(arrival: Question) -> None:
    settings = arrival.meeting.registration_settings
    settings.answers_until_at = timezone.now() - timedelta(hours=1)
    settings.save()
    confirmed(arrival.meeting)

    assert remind() == []
