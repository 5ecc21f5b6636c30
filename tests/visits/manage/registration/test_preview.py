"""The page of registering through other people's eyes: the real page, and nothing of it is written."""

import pytest
from django.db import connection
from django.test import Client

from members.models import City, Person
from tests.factories import make_draft, make_organiser, sign_in
from tests.pages import read
from tests.registrations import make_open_meeting, make_registration, make_settings
from visits.manage.registration.eyes import Eyes
from visits.models import Claim, Meeting, Registration, RegistrationSettings

pytestmark = pytest.mark.django_db


def rows_of(meeting: Meeting) -> tuple[object, ...]:
    settings = RegistrationSettings.objects.filter(meeting=meeting).values().first()
    numbers = [model.objects.count() for model in (Registration, Claim, Person, City)]
    return settings, numbers, Meeting.objects.values().get(pk=meeting.pk)


@pytest.mark.parametrize("eyes", Eyes)
def test_each_sees_the_page_and_nothing_is_written(client: Client, eyes: Eyes) -> None:
    meeting = make_draft("Homes")
    make_settings(meeting, room_seats=1)
    make_registration(meeting=meeting)
    sign_in(client, make_organiser(meeting))
    before = rows_of(meeting)

    answer = client.get(f"/manage/meetings/{meeting.slug}/registration/preview/?as={eyes}")

    assert answer.status_code == 200
    text = answer.content.decode()
    assert f"You are looking at this page as: {eyes.label}." in text
    assert "the meeting is a draft" in text
    main = text.partition("<main")[2]
    assert 'href="/meetings' not in main
    assert "<form inert" in main or "<form" not in main
    assert rows_of(meeting) == before
    assert not connection.needs_rollback


def test_who_waits_sees_the_place_in_line_and_who_registers_the_form(client: Client) -> None:
    meeting = make_open_meeting("Homes", room_seats=1, approval="city")
    make_registration(meeting=meeting)
    RegistrationSettings.objects.update(room_seats=9)
    sign_in(client, make_organiser(meeting))
    where = f"/manage/meetings/{meeting.slug}/registration/preview/"

    waiting = read(client, f"{where}?as=waiting").text
    member = client.get(where).content.decode()

    assert "You are number 1 on the waiting list" in waiting
    assert "All seats in the room are taken." in waiting
    assert "<form inert" in member
    assert "Your city’s coordinator is asked to approve" in member


def test_unheard_of_eyes_see_nothing(client: Client) -> None:
    meeting = make_open_meeting("Homes")
    sign_in(client, make_organiser(meeting))

    where = f"/manage/meetings/{meeting.slug}/registration/preview/?as=everybody"

    assert client.get(where).status_code == 404
