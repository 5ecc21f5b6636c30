"""Moving an agenda's items: by arrows, by dropping, by a form; and what is said of it."""

from datetime import time

import pytest
from django.test import Client

from members.models import Person
from tests.visits.manage.agenda.conftest import AGENDA, SCRIPT
from visits.models import AgendaDay, AgendaItem

pytestmark = pytest.mark.django_db


def test_an_arrow_changes_places_and_says_where_it_is_now(
    client: Client, secretary: Person, welcome: AgendaItem, lunch: AgendaItem
) -> None:
    address = f"{AGENDA}items/{welcome.pk}/step/?version=0"

    answer = client.post(address, {"direction": "later"}, headers=SCRIPT)

    assert "Moved: Welcome is now at 12:00, Tuesday 1 June, after Lunch." in answer.content.decode()
    assert f"item-{welcome.pk}-title" in answer["HX-Trigger-After-Settle"]
    lunch.refresh_from_db()
    assert lunch.starts == time(9)


def test_there_is_nothing_before_the_first(
    client: Client, secretary: Person, welcome: AgendaItem
) -> None:
    address = f"{AGENDA}items/{welcome.pk}/step/"

    answer = client.post(address, {"direction": "earlier"}, headers=SCRIPT)

    assert "is the first of its day already" in answer.content.decode()


def test_dropped_before_another_of_another_day(
    client: Client,
    secretary: Person,
    welcome: AgendaItem,
    lunch: AgendaItem,
    wednesday: AgendaDay,
) -> None:
    address = f"{AGENDA}items/{lunch.pk}/place/"
    sent = {"day": str(welcome.day_id), "before": str(welcome.pk), "track": "", "version": "0"}

    client.post(address, sent)

    lunch.refresh_from_db()
    welcome.refresh_from_db()
    assert (lunch.starts, welcome.starts) == (time(9), time(10))
    answer = client.post(address, {"day": str(wednesday.pk), "before": ""}, headers=SCRIPT)
    said = "Moved: Lunch is now at 09:00, Wednesday 2 June, as the first."
    assert said in answer.content.decode()
    for day in (welcome.day_id, wednesday.pk):
        assert f'id="day-{day}-items"' in answer.content.decode()


def test_sent_to_another_day_it_keeps_its_time(
    client: Client, secretary: Person, lunch: AgendaItem, wednesday: AgendaDay
) -> None:
    client.post(f"{AGENDA}items/{lunch.pk}/place/", {"day": str(wednesday.pk)})

    lunch.refresh_from_db()
    assert (lunch.day, lunch.starts) == (wednesday, time(12))


def test_a_place_that_is_gone_is_said(client: Client, secretary: Person, lunch: AgendaItem) -> None:
    answer = client.post(f"{AGENDA}items/{lunch.pk}/place/", {"day": "0"}, headers=SCRIPT)

    assert "That place is gone." in answer.content.decode()


def test_a_form_moves_it_to_another_day_time_and_track(
    client: Client, secretary: Person, lunch: AgendaItem, wednesday: AgendaDay
) -> None:
    sent = {"day": str(wednesday.pk), "starts": "14", "duration": "90", "track": "Room A"}

    client.post(f"{AGENDA}items/{lunch.pk}/move/", sent | {"version": "0"})

    lunch.refresh_from_db()
    assert (lunch.day, lunch.track) == (wednesday, "Room A")
    assert (lunch.starts, lunch.ends) == (time(14), time(15, 30))


def test_it_is_shifted_with_what_follows(
    client: Client, secretary: Person, welcome: AgendaItem, lunch: AgendaItem
) -> None:
    sent = {"minutes": "15", "direction": "earlier"}

    client.post(f"{AGENDA}items/{welcome.pk}/shift/", sent)

    lunch.refresh_from_db()
    welcome.refresh_from_db()
    assert (welcome.starts, lunch.starts) == (time(8, 45), time(11, 45))
