"""The screen on which an agenda is edited: what it shows, to whom, and what others did meanwhile."""

from datetime import date, time

import pytest
from django.test import Client

from members.models import Person
from tests.factories import (
    make_chair,
    make_day,
    make_document,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_release,
    make_representative,
    make_staff,
    sign_in,
)
from tests.visits.manage.agenda.conftest import AGENDA, SCRIPT
from visits.actions.agenda_items import edit_item, remove_item
from visits.models import AgendaDay, AgendaItem, Meeting, Speaker

pytestmark = pytest.mark.django_db


def test_a_row_says_when_what_where_who_and_how_many_documents(
    client: Client, secretary: Person, meeting: Meeting, tuesday: AgendaDay
) -> None:
    item = make_item("Welcome", day=tuesday, starts=time(9), ends=time(10), place="Town Hall")
    Speaker.objects.create(item=item, name="Deputy mayor")
    make_document(meeting=meeting, item=item)

    page = client.get(AGENDA).content.decode()

    assert "09:00–10:00 Brno (CEST)" in page
    assert "Town Hall · Deputy mayor · 1 document" in page
    assert 'value="10:00"' in page


def test_what_runs_in_parallel_stands_in_lanes(
    client: Client, secretary: Person, tuesday: AgendaDay, welcome: AgendaItem
) -> None:
    for track in ("Room B", "Room A"):
        make_item(f"Talk in {track}", day=tuesday, starts=time(10), ends=time(11), track=track)

    page = client.get(AGENDA).content.decode()

    assert page.index('data-track=""') < page.index('data-track="Room A"')
    assert page.index('data-track="Room A"') < page.index('data-track="Room B"')
    assert page.count("agenda-parallel") == 1


def test_the_line_above_counts_changes_since_the_release(
    client: Client, secretary: Person, meeting: Meeting, lunch: AgendaItem
) -> None:
    assert "not released yet" in client.get(AGENDA).content.decode()
    make_release(meeting)
    client.post(f"{AGENDA}items/{lunch.pk}/cancel/", {"reason": "No cook"})

    page = client.get(AGENDA).content.decode()

    assert "1 change since release 1" in page
    assert "Release agenda 2…" in page
    assert "No cook" in page


def test_who_prepares_edits_and_only_the_secretariat_releases(
    client: Client, meeting: Meeting, lunch: AgendaItem
) -> None:
    for person in (make_chair(meeting.lead_group), make_organiser(meeting)):  # type: ignore[arg-type]
        sign_in(client, person)
        page = client.get(AGENDA)
        assert page.status_code == 200
        assert "Release agenda" not in page.content.decode()


def test_others_are_refused(client: Client, meeting: Meeting, lunch: AgendaItem) -> None:
    for person in (make_representative(), make_chair(make_group())):
        sign_in(client, person)
        assert client.get(AGENDA).status_code == 403
        assert client.post(f"{AGENDA}items/{lunch.pk}/duplicate/").status_code == 403
        assert client.get(f"{AGENDA}people/?q=secretariat").status_code == 403


def test_another_meetings_items_are_not_found(
    client: Client, secretary: Person, meeting: Meeting
) -> None:
    elsewhere = make_meeting("Another", starts_on=date(2027, 7, 1))
    other = make_item(day=make_day(meeting=elsewhere))

    assert client.get(f"{AGENDA}items/{other.pk}/").status_code == 404
    assert client.post(f"{AGENDA}days/{other.day_id}/items/", {"title": "Mine"}).status_code == 404


def test_undone_and_done_again(client: Client, secretary: Person, lunch: AgendaItem) -> None:
    client.post(f"{AGENDA}items/{lunch.pk}/remove/", {"confirmed": "True"})
    assert not AgendaItem.objects.exists()

    client.post(f"{AGENDA}undo/")
    assert AgendaItem.objects.get().pk == lunch.pk
    client.post(f"{AGENDA}redo/")
    assert not AgendaItem.objects.exists()


def test_nothing_to_undo_is_said(client: Client, secretary: Person, meeting: Meeting) -> None:
    answer = client.post(f"{AGENDA}undo/", headers=SCRIPT)

    assert "There is nothing of yours to undo." in answer.content.decode()


def test_only_what_was_touched_is_sent(
    client: Client, secretary: Person, lunch: AgendaItem, wednesday: AgendaDay
) -> None:
    answer = client.post(f"{AGENDA}items/{lunch.pk}/duplicate/", headers=SCRIPT).content.decode()

    assert f'id="day-{lunch.day_id}-items"' in answer
    assert f'id="day-{wednesday.pk}-items"' not in answer
    assert "<html" not in answer


def test_what_another_did_meanwhile_is_said_until_it_is_shown(
    client: Client, secretary: Person, meeting: Meeting, lunch: AgendaItem, welcome: AgendaItem
) -> None:
    seen = {"seen": str(meeting.version)}
    remove_item(item=welcome, by=make_staff("Brno organiser"))

    for _ in range(2):
        answer = client.post(f"{AGENDA}items/{lunch.pk}/duplicate/", seen, headers=SCRIPT)
        assert "Brno organiser changed this meeting meanwhile." in answer.content.decode()
        assert f'id="agenda-seen" value="{meeting.version}"' in answer.content.decode()

    shown = client.get(AGENDA, headers=SCRIPT).content.decode()
    assert "meanwhile" not in shown
    meeting.refresh_from_db()
    assert f'id="agenda-seen" value="{meeting.version}"' in shown


def test_a_row_that_another_changed_is_shown_and_not_moved(
    client: Client, secretary: Person, lunch: AgendaItem, welcome: AgendaItem
) -> None:
    words = {name: getattr(lunch, name) for name in ("kind", "starts", "ends", "place", "track")}
    edit_item(item=lunch, version=0, title="Long lunch", description="", by=make_staff(), **words)

    address = f"{AGENDA}items/{lunch.pk}/step/?version=0"
    answer = client.post(address, {"direction": "earlier"}, headers=SCRIPT)

    assert "“Long lunch” was changed meanwhile" in answer.content.decode()
    assert f'id="day-{lunch.day_id}-items"' in answer.content.decode()
    lunch.refresh_from_db()
    assert lunch.starts == time(12)
