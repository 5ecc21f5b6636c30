"""Accepting an invitation with the form of registering, also once answers cannot be changed any more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import sign_in
from tests.registrations import make_open_meeting, make_question, make_registration
from visits.forms.questions import name_of
from visits.models import Answer

pytestmark = pytest.mark.django_db


def test_what_is_said_while_accepting_is_kept_also_after_the_time_for_answers(
    client: Client,
) -> None:
    over = timezone.now() - timedelta(days=1)
    meeting = make_open_meeting(closes_at=over, answers_until_at=over)
    question = make_question(meeting, "Which tram?")
    invited = make_registration(meeting=meeting, state="invited", version=1)
    sign_in(client, invited.person)

    client.post(
        reverse("register", args=[meeting.slug]), {"role": "Speaker", name_of(question): "The 2"}
    )

    invited.refresh_from_db()
    assert (invited.state, invited.role, invited.version) == ("confirmed", "Speaker", 2)
    assert Answer.objects.get(registration=invited, question=question).value == "The 2"


def test_what_is_said_is_not_kept_where_the_invitation_does_not_hold_any_more(
    client: Client,
) -> None:
    meeting = make_open_meeting()
    question = make_question(meeting, "Which tram?")
    invited = make_registration(meeting=meeting, state="invited")
    invited.claims.update(until_at=timezone.now() - timedelta(minutes=1))
    sign_in(client, invited.person)

    said = client.post(reverse("register", args=[meeting.slug]), {name_of(question): "The 2"}).text

    assert "does not hold any more" in said
    assert not Answer.objects.exists()
