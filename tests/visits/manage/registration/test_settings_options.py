"""Options at the desk: offered, moved, given more seats, and kept once somebody has asked for them."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_organiser, sign_in
from tests.pages import read
from tests.registrations import make_claim, make_open_meeting, make_option, make_registration
from visits.models import Claim, ClaimState, Meeting, Option

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, more: str = "") -> str:
    return f"/manage/meetings/{meeting.slug}/registration/settings/options/{more}"


@pytest.fixture
def meeting(client: Client) -> Meeting:
    meeting = make_open_meeting("Homes")
    sign_in(client, make_organiser(meeting))
    return meeting


def sent(**fields: Any) -> dict[str, Any]:
    return {"title": "Dinner", "on": "", "note": "", "seats": "", "version": 0} | fields


def test_an_option_is_offered_with_seats_and_said_on_the_settings(
    client: Client, meeting: Meeting
) -> None:
    client.post(address(meeting, "add/"), sent(on="2027-06-01", seats=24, note="19:30"))

    page = read(client, f"/manage/meetings/{meeting.slug}/registration/settings/")
    assert "Dinner" in page.headings
    assert "Tuesday 1 June · 0 of 24 seats taken · 19:30" in page.text


def test_a_second_one_of_the_same_name_is_refused(client: Client, meeting: Meeting) -> None:
    make_option(meeting)

    answer = client.post(address(meeting, "add/"), sent())

    assert "There is such an option already." in answer.content.decode()


def test_options_change_places_and_the_pressed_button_keeps_the_focus(
    client: Client, meeting: Meeting
) -> None:
    make_option(meeting, "Dinner")
    visit = make_option(meeting, "Visit", position=1)

    answer = client.post(
        address(meeting, f"{visit.pk}/step/"), {"direction": "earlier"}, follow=True
    )

    assert list(Option.objects.values_list("title", flat=True)) == ["Visit", "Dinner"]
    assert answer.content.decode().count("autofocus") == 1


def test_more_seats_are_offered_once_that_was_read(client: Client, meeting: Meeting) -> None:
    dinner = make_option(meeting, seats=0)
    registration = make_registration(meeting=meeting)
    claim = make_claim(
        registration, what=Claim.What.OPTION, option=dinner, state=ClaimState.WAITING
    )

    asked = client.post(address(meeting, f"{dinner.pk}/"), sent(seats=1))
    known = asked.context["follows"].mark
    client.post(address(meeting, f"{dinner.pk}/"), sent(seats=1, known=known))

    claim.refresh_from_db()
    assert "1 person waits for a seat for “Dinner”, and is offered one." in asked.content.decode()
    assert claim.state == ClaimState.OFFERED


def test_a_second_editor_is_told_and_nothing_is_lost(client: Client, meeting: Meeting) -> None:
    dinner = make_option(meeting)
    client.post(address(meeting, f"{dinner.pk}/"), sent(note="At eight"))

    told = client.post(address(meeting, f"{dinner.pk}/"), sent(note="At nine"))

    assert ("Note", "At eight") in told.context["stands"]
    assert told.context["form"]["note"].value() == "At nine"
    assert Option.objects.get().note == "At eight"


def test_it_is_removed_while_nobody_has_asked_for_it(client: Client, meeting: Meeting) -> None:
    dinner, visit = make_option(meeting), make_option(meeting, "Visit")
    ended = make_registration(meeting=meeting)
    make_claim(ended, what=Claim.What.OPTION, option=dinner, state=ClaimState.CANCELLED)

    said = client.get(address(meeting, f"{dinner.pk}/remove/")).content.decode()
    for option in (dinner, visit):
        client.post(address(meeting, f"{option.pk}/remove/"))

    assert "1 person has asked for it. Give it 0 seats" in said
    assert list(Option.objects.all()) == [dinner]


def test_that_of_another_meeting_is_not_found(client: Client, meeting: Meeting) -> None:
    other = make_option(make_open_meeting())

    assert client.post(address(meeting, f"{other.pk}/"), sent()).status_code == 404
