"""Practical information at the desk: written, ordered, copied; what two write at once is never lost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.lib import autosaves
from portal.lib.autosaves import Place
from tests.factories import (
    make_attendance,
    make_chair,
    make_city,
    make_draft,
    make_meeting,
    make_organiser,
    make_practical_part,
    make_staff,
    sign_in,
)
from visits.models import Meeting, PracticalPart

pytestmark = pytest.mark.django_db


def address(name: str, meeting: Meeting, *numbers: int) -> str:
    return reverse(f"manage_practical{name}", args=[meeting.slug, *numbers])


def given(part: PracticalPart | None = None, **fields: Any) -> dict[str, Any]:
    """What a browser sends of the form of a part, with what was typed into it."""
    sent = {"kind": "hotel", "heading": "Hotel", "text": "Block UTR24 until 1 May."}
    return sent | ({"version": part.version, "base": part.text} if part else {}) | fields


def headings(meeting: Meeting) -> list[str]:
    return list(meeting.practical_parts.values_list("heading", flat=True))


def test_an_organiser_begins_with_what_hosts_usually_write_and_adds_a_part(client: Client) -> None:
    meeting = make_draft()
    sign_in(client, make_organiser(meeting))
    page = client.get(address("", meeting))
    assert "Nothing is written yet" in page.text

    begun = client.get(address("_add", meeting) + "?kind=hotel")
    client.post(address("_add", meeting), given(is_for_participants="on"))

    assert 'value="Hotels"' in begun.text
    part = meeting.practical_parts.get()
    assert (part.heading, part.text) == ("Hotel", "<p>Block UTR24 until 1 May.</p>")
    assert part.is_for_participants
    another = client.get(address("_add", meeting)).text
    assert '<option value="venue" selected>' in another
    listed = client.get(address("", meeting)).text
    assert "Participants only" in listed
    assert f'href="{address("_add", meeting)}?kind=hotel"' not in listed


def test_of_two_who_edit_a_part_the_second_sees_both_texts_and_decides(client: Client) -> None:
    meeting = make_meeting()
    part = make_practical_part(meeting=meeting, heading="Hotel", text="<p>Old.</p>")
    sign_in(client, make_chair(meeting.lead_group))  # type: ignore[arg-type]
    edit = address("_edit", meeting, part.pk)
    client.post(edit, given(part, text="The first one's words."))

    page = client.post(edit, given(part, text="The second one's words."))

    part.refresh_from_db()
    assert part.text == "<p>The first one's words.</p>"
    assert page.status_code == 200
    # Both changed the same paragraph: both stand in the form, and what stands now is beside it.
    typed = page.context["form"]["text"].value()
    assert "The second one's words." in typed
    assert "The first one's words." in typed
    assert "<p>The first one's words.</p>" in page.text
    assert page.context["form"]["version"].value() == part.version
    client.post(edit, given(part, text="Both."))
    part.refresh_from_db()
    assert part.text == "<p>Both.</p>"


def test_what_was_being_written_is_there_again_until_it_is_thrown_away(client: Client) -> None:
    meeting = make_meeting()
    part = make_practical_part(meeting=meeting, text="<p>Old.</p>")
    organiser = make_organiser(meeting)
    autosaves.keep(Place.of(part, "text"), base=part.text, text="<p>Half a</p>", by=organiser)
    sign_in(client, organiser)
    edit = address("_edit", meeting, part.pk)
    page = client.get(edit)

    client.post(edit, {"act": "throw_away"})

    assert "You were writing this text" in page.text
    assert page.context["form"]["text"].initial == "<p>Half a</p>"
    assert client.get(edit).context["form"]["text"].initial == "<p>Old.</p>"


def test_what_was_typed_into_a_part_that_was_removed_becomes_a_new_one(client: Client) -> None:
    meeting = make_meeting()
    part = make_practical_part(meeting=meeting)
    sign_in(client, make_staff())
    assert "Keep it" in client.get(address("_remove", meeting, part.pk)).text
    client.post(address("_remove", meeting, part.pk))

    page = client.post(address("_edit", meeting, part.pk), given(part))

    assert not meeting.practical_parts.exists()
    assert "removed meanwhile" in page.text
    assert f'action="{address("_add", meeting)}"' in page.text
    assert "Block UTR24 until 1 May." in page.text


def test_parts_move_by_buttons_and_the_focus_stays_on_the_button(client: Client) -> None:
    meeting = make_meeting()
    parts = [make_practical_part(meeting=meeting, heading=heading) for heading in "abc"]
    sign_in(client, make_staff())

    page = client.post(
        address("_step", meeting, parts[2].pk), {"direction": "earlier"}, follow=True
    )
    client.post(address("_step", meeting, parts[0].pk), {"direction": "earlier"})

    assert headings(meeting) == ["a", "c", "b"]
    (focused,) = [line for line in page.text.splitlines() if "autofocus" in line]
    assert f"/practical/{parts[2].pk}/step/" in focused
    assert 'value="earlier"' in focused


def test_parts_of_the_last_meeting_in_the_city_are_chosen_and_their_age_is_said(
    client: Client,
) -> None:
    brno = make_city("Brno")
    before = make_meeting(hosts=(brno,), starts_on=date(2026, 2, 23))
    make_practical_part(meeting=before, heading="Hotel", text="<p>90 euros.</p>")
    make_practical_part(meeting=before, heading="Tram", text="<p>Line 4.</p>")
    later = make_meeting(hosts=(brno,), starts_on=date(2027, 6, 1))
    sign_in(client, make_staff())
    page = client.get(address("_copy", later))

    client.post(address("_copy", later), {"parts": [before.practical_parts.last().pk]})  # type: ignore[union-attr]

    assert "were written for February 2026: check prices, codes and dates" in page.text
    assert headings(later) == ["Tram"]
    assert headings(before) == ["Hotel", "Tram"]


def test_an_organiser_copies_only_what_that_person_may_read(client: Client) -> None:
    brno = make_city("Brno")
    before = make_meeting(hosts=(brno,), starts_on=date(2026, 2, 23))
    make_practical_part(meeting=before, heading="Door code", is_for_participants=True)
    meeting = make_meeting(hosts=(brno,))
    organiser = make_organiser(meeting)
    sign_in(client, organiser)
    assert "There is nothing to copy" in client.get(address("_copy", meeting)).text

    make_attendance(meeting=before, person=organiser)

    assert "Door code" in client.get(address("_copy", meeting)).text


def test_the_list_asks_as_often_with_thirty_parts(client: Client) -> None:
    brno = make_city("Brno")
    before = make_meeting(hosts=(brno,), starts_on=date(2020, 1, 1))
    make_practical_part(meeting=before)
    meeting = make_meeting(hosts=(brno,))
    make_practical_part(meeting=meeting)
    sign_in(client, make_staff())
    with CaptureQueriesContext(connection) as with_one:
        client.get(address("", meeting))
    for _number in range(29):
        make_practical_part(meeting=meeting)

    with CaptureQueriesContext(connection) as with_thirty:
        client.get(address("", meeting))

    assert len(with_thirty) == len(with_one) <= 12
