"""Practical information: the parts in order, some for participants only."""

import pytest
from django.test import Client

from tests.factories import (
    make_attendance,
    make_chair,
    make_draft,
    make_former_representative,
    make_meeting,
    make_organiser,
    make_practical_part,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read
from visits.models import Meeting

pytestmark = pytest.mark.django_db

MORE = "There is more here for those who take part in this meeting."


@pytest.fixture
def meeting() -> Meeting:
    meeting = make_meeting()
    make_practical_part(meeting=meeting, heading="Hotels", position=2, kind="hotel")
    make_practical_part(meeting=meeting, heading="Where we meet", position=1, kind="venue")
    make_practical_part(
        meeting=meeting,
        heading="On the day",
        text="<p>Ring 12.</p>",
        is_for_participants=True,
        position=3,
    )
    return meeting


def test_a_stranger_reads_what_is_for_everybody_in_order_and_is_told_of_more(
    client: Client, meeting: Meeting
) -> None:
    address = f"{meeting.get_absolute_url()}practical/"

    page = read(client, address)

    assert page.headings == ["Practical information", "Where we meet", "Hotels"]
    assert MORE in page.text
    assert f"/accounts/login/?next={address}" in page.links
    assert "Ring 12." not in page.response.content.decode()


def test_one_who_does_not_take_part_is_told_of_more(client: Client, meeting: Meeting) -> None:
    for person in (make_representative(), make_former_representative()):
        page = read(sign_in(Client(), person), f"{meeting.get_absolute_url()}practical/")

        assert MORE in page.text
        assert "Ring 12." not in page.text
        assert "log in" not in page.text


def test_participants_and_who_prepares_read_all(client: Client, meeting: Meeting) -> None:
    participant = make_representative()
    make_attendance(meeting=meeting, person=participant)
    assert meeting.lead_group is not None
    readers = [participant, make_organiser(meeting), make_chair(meeting.lead_group), make_staff()]

    for person in readers:
        page = read(sign_in(Client(), person), f"{meeting.get_absolute_url()}practical/")

        assert page.headings[-1] == "On the day"
        assert "For participants" in page.text
        assert MORE not in page.text


def test_none_yet_says_so(client: Client) -> None:
    meeting = make_meeting()

    page = read(client, f"{meeting.get_absolute_url()}practical/")

    assert "There is no practical information yet." in page.text
    assert meeting.get_absolute_url() in page.links


def test_it_is_as_closed_as_its_meeting(client: Client) -> None:
    assert client.get(f"{make_draft().get_absolute_url()}practical/").status_code == 404
    members = make_meeting(page_audience="members")
    assert client.get(f"{members.get_absolute_url()}practical/").status_code == 302
    group = make_meeting(page_audience="group")
    sign_in(client, make_representative())
    assert client.get(f"{group.get_absolute_url()}practical/").status_code == 403
