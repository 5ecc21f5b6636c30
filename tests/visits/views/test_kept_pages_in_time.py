"""Pages kept for whoever is signed in are never older than a change, a day or a document's time."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from members.models import City, CityMembership, Group, GroupMembership, Mandate, Person, Post
from tests.factories import (
    make_chair,
    make_document,
    make_group_membership,
    make_item,
    make_meeting,
    make_practical_part,
    make_release,
    make_representative,
    make_staff,
)
from tests.visits.views.kept_pages import AGENDA, MEETING, make_visit, openable, seen, signed_in
from visits.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)

Change = Callable[[Meeting], object]


@pytest.fixture
def meeting() -> Meeting:
    return make_visit()


@pytest.fixture
def person() -> Person:
    return make_representative("Utrecht representative")


def retitle(meeting: Meeting) -> object:
    return Meeting.objects.filter(pk=meeting.pk).update(title="Another title")


def rename_group(meeting: Meeting) -> object:
    assert meeting.lead_group is not None
    return Group.objects.filter(pk=meeting.lead_group.pk).update(name="Another group")


def rename_city(name: str) -> Change:
    return lambda _meeting: City.objects.filter(name=name).update(name="Another city")


def rename_contact(_meeting: Meeting) -> object:
    return Person.objects.filter(name="Staff contact").update(name="Another contact")


def retitle_document(meeting: Meeting) -> object:
    return meeting.documents.filter(title="Slides").update(title="Another document")


def replace_file(meeting: Meeting) -> object:
    return meeting.documents.get(title="Slides").versions.update(file_name="another.pdf")


def retitle_neighbour(_meeting: Meeting) -> object:
    return Meeting.objects.filter(slug="before").update(title="Another one before")


def release(meeting: Meeting) -> object:
    day = meeting.days.get()
    make_item("Another talk", day=day)
    return make_release(meeting)


def announce(meeting: Meeting) -> object:
    return make_meeting("Another meeting", lead_group=meeting.lead_group, follows=meeting)


CHANGES: dict[str, tuple[Change, str, list[str]]] = {
    "title": (retitle, "Another title", [MEETING, AGENDA, "/meetings/"]),
    "group": (rename_group, "Another group", [MEETING, "/meetings/"]),
    "host": (rename_city("Brno"), "Another city", [MEETING, AGENDA, "/meetings/"]),
    "visiting city": (rename_city("Utrecht"), "Another city", [MEETING, "/meetings/"]),
    "contact": (rename_contact, "Another contact", [MEETING]),
    "document": (retitle_document, "Another document", [MEETING]),
    "file": (replace_file, "another.pdf", [MEETING]),
    "previous": (retitle_neighbour, "Another one before", [MEETING, "/meetings/?year=2020"]),
    "agenda": (release, "Another talk", [MEETING, AGENDA]),
    "next": (announce, "Another meeting", [MEETING, "/meetings/"]),
    "practical": (
        lambda meeting: make_practical_part(meeting=meeting),
        "Practical information",
        [MEETING],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_at_once_in_all_workers(meeting: Meeting, person: Person, name: str) -> None:
    change, words, addresses = CHANGES[name]
    workers = signed_in(person), signed_in(make_representative())
    before = [seen(worker, address) for address in addresses for worker in workers]

    change(meeting)

    assert not any(words in page for page in before)
    for address in addresses:
        for worker in workers:
            assert words in seen(worker, address)


def end(model: type[Any]) -> Callable[[Person], object]:
    return lambda person: model.objects.filter(person=person).update(ends_on="2020-01-01")


def leave_network(person: Person) -> object:
    city = person.posts.get().city
    return CityMembership.objects.filter(city=city).update(ends_on="2020-01-01")


def bar(person: Person) -> object:
    return Person.objects.filter(pk=person.pk).update(office="")


LOSSES: dict[str, tuple[Callable[[Group], Person], Callable[[Person], object]]] = {
    "post": (make_chair, end(Post)),
    "mandate": (make_chair, end(Mandate)),
    "membership of the group": (
        lambda group: make_group_membership(person=make_representative(), group=group).person,
        end(GroupMembership),
    ),
    "membership of the city": (make_chair, leave_network),
    "office": (lambda _group: make_staff(), bar),
}


@pytest.mark.parametrize("name", LOSSES)
def test_who_loses_a_standing_loses_it_at_once_in_all_workers(meeting: Meeting, name: str) -> None:
    gain, lose = LOSSES[name]
    group = meeting.lead_group
    assert group is not None
    person = gain(group)
    workers = signed_in(person), signed_in(person)
    before = [openable(seen(worker, MEETING)) for worker in workers]

    lose(person)

    assert before == [["Slides", "Notes"]] * 2
    assert all("Notes" not in openable(seen(worker, MEETING)) for worker in workers)


def test_a_post_that_ends_today_is_over_tomorrow(meeting: Meeting, person: Person) -> None:
    Post.objects.filter(person=person).update(ends_on="2026-11-22")
    CityMembership.objects.update(starts_on="2010-01-01")
    with time_machine.travel(datetime(2026, 11, 22, 22, 59, 50, tzinfo=UTC), tick=False) as clock:
        client = signed_in(person)
        before = openable(seen(client, MEETING))
        clock.shift(10)
        after = openable(seen(client, MEETING))

    assert (before, after) == (["Slides"], [])


def test_a_document_is_seen_when_its_time_comes(meeting: Meeting, person: Person) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        make_document(
            "Slides to come",
            meeting=meeting,
            visible_from_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        )
        reader, editor = signed_in(person), signed_in(make_staff())
        before = seen(reader, MEETING), seen(editor, MEETING)
        clock.shift(30 * 60)
        after = seen(reader, MEETING), seen(editor, MEETING)

    assert "Slides to come" not in before[0]
    assert "Slides to come" in after[0]
    assert "Shown from" in before[1]
    assert "Shown from" not in after[1]
