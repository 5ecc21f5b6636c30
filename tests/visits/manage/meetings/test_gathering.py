"""Meetings of several groups are gathered, and organisers named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    make_city,
    make_meeting,
    make_organiser,
    make_person,
    make_staff,
    sign_in,
)
from tests.pages import read
from visits.models import Gathering, Meeting

pytestmark = pytest.mark.django_db

JUNE = date(2027, 6, 1)


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def address(meeting: Meeting, more: str = "gathering/") -> str:
    return f"/manage/meetings/{meeting.slug}/{more}"


def offered(client: Client, meeting: Meeting) -> list[str]:
    form: Any = client.get(address(meeting)).context["gathering_form"]
    return [str(one) for one in form.fields["meetings"].queryset]


def test_a_gathering_is_made_of_meetings_that_are_near_and_named_on_their_pages(
    desk: Client,
) -> None:
    homes = make_meeting("Homes", starts_on=JUNE)
    work = make_meeting("Jobs", starts_on=JUNE + timedelta(days=2))
    make_meeting("Far", starts_on=JUNE + timedelta(days=30))
    choice = offered(desk, homes)

    desk.post(address(homes), {"title": "Brno week", "meetings": [work.pk]})

    assert choice == ["Jobs"]
    assert [one.title for one in Gathering.objects.get().meetings.order_by("pk")] == [
        "Homes",
        "Jobs",
    ]
    public = read(Client(), "/meetings/homes/")
    assert "Brno week" in public.text
    assert "/meetings/jobs/" in public.links


def test_it_is_renamed_joined_and_left_until_nothing_is_part_of_it(desk: Client) -> None:
    homes, work = make_meeting("Homes", starts_on=JUNE), make_meeting("Work", starts_on=JUNE)
    desk.post(address(homes), {"title": "Week"})
    week = Gathering.objects.get()

    desk.post(address(work), {"do": "join", "gathering": week.pk})
    desk.post(address(work), {"title": "Brno week"})

    assert {one.part_of for one in Meeting.objects.all()} == {week}
    assert Gathering.objects.get().title == "Brno week"
    desk.post(address(homes, f"gathering/{work.pk}/off/"))
    assert Gathering.objects.exists()
    desk.post(address(homes, f"gathering/{homes.pk}/off/"))
    assert not Gathering.objects.exists()


def test_a_page_names_only_those_beside_it_that_its_reader_may_open(client: Client) -> None:
    week = Gathering.objects.create(title="Brno week")
    make_meeting("Homes", part_of=week, starts_on=JUNE)
    make_meeting("Closed", part_of=week, starts_on=JUNE, page_audience="members")
    make_meeting("Draft", part_of=week, starts_on=JUNE, state="draft")

    stranger = read(client, "/meetings/homes/").links
    staff = read(sign_in(client, make_staff()), "/meetings/homes/").links

    assert not {"/meetings/closed/", "/meetings/draft/"} & set(stranger)
    assert {"/meetings/closed/", "/meetings/draft/"} <= set(staff)


def test_organisers_come_from_the_host_cities(desk: Client) -> None:
    brno = make_city("Brno")
    meeting = make_meeting(hosts=(brno,))
    host, other = make_person("Host", city=brno), make_person("Other", city=make_city())
    where = address(meeting, "organisers/")

    refused = desk.post(where, {"person": other.pk})
    desk.post(where, {"person": host.pk})

    organiser = meeting.organisers.get()
    assert "holds no post in a host city" in refused.content.decode()
    assert organiser.person == host
    desk.post(f"{where}{organiser.pk}/off/")
    assert not meeting.organisers.exists()


def test_an_organiser_of_another_meeting_is_not_taken_off_here(desk: Client) -> None:
    meeting, other = make_meeting(), make_meeting()
    make_organiser(other)

    answer = desk.post(address(meeting, f"organisers/{other.organisers.get().pk}/off/"))

    assert answer.status_code == 404
    assert other.organisers.exists()
