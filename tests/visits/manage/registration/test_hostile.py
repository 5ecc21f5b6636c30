"""What nobody's form sends: numbers of thousands of digits, what no column holds, ten thousand lines."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_staff, sign_in
from tests.registrations import make_open_meeting, make_question, make_registration
from visits.models import Meeting, Registration

pytestmark = pytest.mark.django_db

# Python refuses to read it as a number.
DIGITS = "1" * 5000


@pytest.fixture
def meeting() -> Meeting:
    over = timezone.now() - timedelta(days=1)
    return make_open_meeting(allocation="by_selection", closes_at=over)


@pytest.fixture
def desk(client: Client) -> Client:
    sign_in(client, make_staff())
    return client


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        (
            "manage_registration",
            {"do": "withdraw", "reason": "Why", "chosen": f"{DIGITS}:{DIGITS}"},
        ),
        ("manage_registration_invite", {"do": "look", "people": DIGITS}),
        ("manage_registration_invite", {"do": "look", "q": "a\0b"}),
        ("manage_registration_select", {"do": "count", "chosen": DIGITS}),
    ],
)
def test_the_pages_of_a_meeting_answer(
    desk: Client, meeting: Meeting, page: str, sent: dict[str, Any]
) -> None:
    assert desk.post(reverse(page, args=[meeting.slug]), sent).status_code in {200, 302}


def test_nobody_is_found_by_what_no_column_holds(desk: Client, meeting: Meeting) -> None:
    address = reverse("manage_registration_add", args=[meeting.slug])

    assert desk.get(address, {"q": "a\0b", "person": DIGITS}).status_code == 200


def test_a_version_that_no_row_has_changes_nothing(desk: Client, meeting: Meeting) -> None:
    row = make_registration(meeting=meeting)
    address = reverse("manage_registration_one", args=[meeting.slug, row.pk])

    desk.post(address, {"do": "withdraw", "reason": "Why", "version": DIGITS})

    assert Registration.objects.get(pk=row.pk).state == "confirmed"


def test_a_number_of_answers_that_nobody_can_have_seen(desk: Client, meeting: Meeting) -> None:
    question = make_question(meeting)
    address = reverse("manage_registration_question_remove", args=[meeting.slug, question.pk])

    assert desk.post(address, {"answers": DIGITS}).status_code == 302


def test_more_lines_than_may_be_invited_are_not_read_one_by_one(
    desk: Client, meeting: Meeting
) -> None:
    address = reverse("manage_registration_invite", args=[meeting.slug])

    page = desk.post(address, {"do": "invite", "guests": "no address\n" * 10_000})

    text = page.content.decode()
    assert "These are 10000 people; at most 300 are invited at once." in text
    assert "Line 9999:" not in text
