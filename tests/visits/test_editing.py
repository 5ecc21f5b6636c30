"""The ways to edit on public pages: for those who prepare the meeting, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    make_draft,
    make_meeting,
    make_organiser,
    make_reported,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read
from visits.models import Meeting

pytestmark = pytest.mark.django_db

PAGES = ("meeting", "agenda", "practical")


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Milan", introduction="<p>Farms.</p>")


@pytest.mark.parametrize("name", PAGES)
def test_editors_have_their_own_page(client: Client, meeting: Meeting, name: str) -> None:
    address = reverse(name, args=[meeting.slug])
    sign_in(client, make_organiser(meeting))

    page = read(client, address)

    assert "desk" in page.response.content.decode()
    if name == "meeting":
        assert reverse("manage_text", args=[meeting.slug, "introduction"]) in page.links


@pytest.mark.parametrize("name", PAGES)
def test_others_get_nothing_of_it(client: Client, meeting: Meeting, name: str) -> None:
    address = reverse(name, args=[meeting.slug])
    organiser = sign_in(Client(), make_organiser(meeting))
    representative = sign_in(Client(), make_representative())
    read(organiser, address)

    pages = [read(reader, address) for reader in (client, representative)]

    for page in pages:
        text = page.response.content.decode()
        assert not any(word in text for word in ("css/desk", "htmx", "autosave", "/manage/meet"))


def test_what_is_not_written_yet_has_its_place(client: Client) -> None:
    meeting = make_draft("Brno")
    sign_in(client, make_staff())

    page = read(client, meeting.get_absolute_url())

    assert "There is no introduction yet. " in page.text
    assert reverse("manage_text", args=[meeting.slug, "introduction"]) in page.links


def test_a_report_on_its_way_is_seen_by_editors_alone(client: Client) -> None:
    meeting = make_reported("Ghent", state="published", report="<p>What bees do.</p>")
    staff = sign_in(Client(), make_staff())

    pages = [read(reader, meeting.get_absolute_url()).text for reader in (client, staff)]

    assert "bees" not in pages[0]
    assert "Not published yet" in pages[1]
    assert "What bees do." in pages[1]


def test_the_form_comes_alone_to_stand_in_the_texts_place(client: Client, meeting: Meeting) -> None:
    sign_in(client, make_staff())
    address = reverse("manage_text", args=[meeting.slug, "introduction"])

    response = client.get(address, headers={"HX-Request": "true"})

    text = response.content.decode()
    assert text.count("<form") == 1
    assert 'id="introduction"' in text
    assert "<html" not in text
