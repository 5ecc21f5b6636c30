"""What is being written is kept on the way, for its writer alone, and others' changes are told."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from portal.lib import autosaves
from portal.lib.autosaves import Place
from portal.models import Autosave
from tests.factories import (
    make_chair,
    make_group,
    make_meeting,
    make_organiser,
    make_practical_part,
    make_staff,
    sign_in,
)
from visits.actions.texts import write_text
from visits.manage.texts import autosave as view
from visits.models import Meeting

pytestmark = pytest.mark.django_db

BASE = "<p>Milan shows its farms.</p>"


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Milan", introduction=BASE, lead_group=make_group("Urban farming"))


@pytest.fixture
def writer(client: Client, meeting: Meeting) -> Person:
    person = make_organiser(meeting, "Milan organiser")
    sign_in(client, person)
    return person


def send(client: Client, place: Place, text: str, **more: Any) -> Any:
    return client.post(reverse("autosave"), place._asdict() | {"base": BASE, "text": text} | more)


def introduction(meeting: Meeting) -> Place:
    return Place.of(meeting, "introduction")


def test_kept_for_its_writer(client: Client, writer: Person, meeting: Meeting) -> None:
    answer = send(client, introduction(meeting), "Milan shows its bees.").json()

    kept = Autosave.objects.get()
    assert answer == {"kept": True, "meanwhile": ""}
    assert (kept.person_id, kept.text, kept.base) == (
        writer.pk,
        "<p>Milan shows its bees.</p>",
        BASE,
    )
    meeting.refresh_from_db()
    assert meeting.introduction == BASE


def test_the_last_state_is_kept_alone_and_none_of_what_is_as_it_was(
    client: Client, writer: Person, meeting: Meeting
) -> None:
    send(client, introduction(meeting), "<p>a</p>")
    send(client, introduction(meeting), "<p>b</p>")
    assert [kept.text for kept in Autosave.objects.all()] == ["<p>b</p>"]

    send(client, introduction(meeting), BASE)

    assert not Autosave.objects.exists()


def test_what_was_saved_meanwhile_is_not_offered_again(
    client: Client, writer: Person, meeting: Meeting
) -> None:
    """Sent by a page that was left for the saving of it, or by a device that does not know of it."""
    text = "<p>Milan shows its bees.</p>"
    write_text(meeting=meeting, field="introduction", base=BASE, text=text, by=writer)

    answer = send(client, introduction(meeting), text).json()

    assert answer["is_saved"]
    assert not Autosave.objects.exists()


def test_others_changes_are_told(client: Client, writer: Person, meeting: Meeting) -> None:
    chair = make_chair(make_group(), "Nantes chair")
    text = "<p>Milan shows its eleven farms.</p>"
    write_text(meeting=meeting, field="introduction", base=BASE, text=text, by=chair)

    told = send(client, introduction(meeting), "<p>Milan shows its bees.</p>").json()["meanwhile"]

    assert "Nantes chair changed this text meanwhile" in told
    assert "eleven" in told


def test_what_waited_on_a_device_is_no_reason_to_lose_what_came_later(
    client: Client, writer: Person, meeting: Meeting
) -> None:
    typed_at = timezone.now().isoformat()
    autosaves.keep(introduction(meeting), base=BASE, text="<p>later</p>", by=writer)

    late = send(client, introduction(meeting), "<p>sooner</p>", typed_at=typed_at).json()
    new = send(
        client, introduction(meeting), "<p>now</p>", typed_at=timezone.now().isoformat()
    ).json()

    assert (late["kept"], new["kept"]) == (False, True)
    assert Autosave.objects.get().text == "<p>now</p>"


def test_of_records_that_one_does_not_prepare_there_is_no_text(
    client: Client, writer: Person, meeting: Meeting
) -> None:
    other = make_meeting("Brno", introduction=BASE)
    part = make_practical_part(meeting=other)
    places = [
        introduction(other),
        Place.of(part, "text"),
        Place.of(make_group(), "objectives"),
        Place.of(meeting, "slug"),
        Place("person", writer.pk, "name"),
        Place("meeting", 10**17, "introduction"),
    ]

    answers = {place: send(client, place, "<p>x</p>").status_code for place in places}

    assert answers == dict.fromkeys(places, 404)
    assert not Autosave.objects.exists()


def test_parts_and_groups_are_written_too(client: Client, meeting: Meeting) -> None:
    assert meeting.lead_group is not None
    sign_in(client, make_chair(meeting.lead_group))
    places = [
        Place.of(make_practical_part(meeting=meeting), "text"),
        Place.of(meeting.lead_group, "objectives"),
    ]

    assert [send(client, place, "<p>x</p>").status_code for place in places] == [200, 200]


def test_too_much_and_too_often_are_refused(
    client: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RATES", {"autosave": "2/m/user"})
    sign_in(client, make_staff())
    place = introduction(meeting)

    answers = [send(client, place, text).status_code for text in ("x" * 200_001, "a", "b", "c")]

    assert answers == [413, 200, 200, 429]
