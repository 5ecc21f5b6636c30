"""Pages kept for whoever is signed in: made without any reader, right for each of them, and never older than a change."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from members.models import Person, Post
from members.reader import Reader
from tests.factories import (
    make_chair,
    make_draft,
    make_group_membership,
    make_meeting,
    make_organiser,
    make_representative,
    make_staff,
    sign_in,
)
from tests.visits.views.kept_pages import AGENDA, MEETING, make_visit, openable, seen, signed_in
from visits.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [MEETING, AGENDA, "/meetings/", "/meetings/?year=2020"]
TEMPLATES = Path(settings.BASE_DIR, "templates")

Change = Callable[[Meeting], object]


@pytest.fixture
def meeting() -> Meeting:
    return make_visit()


@pytest.fixture
def person() -> Person:
    return make_representative("Utrecht representative")


def own_parts() -> set[str]:
    """The templates that a reader's own places are drawn with, and what these include."""
    texts = {
        str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")
    }
    places = {name for text in texts.values() for name in re.findall(r'for_reader "(.+?)"', text)}
    return places.union(
        *(re.findall(r'include "(.+?)"', texts[name]) for name in places), {"ui/_nav_item.html"}
    )


# Without a reader --------------------------------------------------------------------------------


def contexts_while(call: Callable[[], object]) -> list[tuple[str, dict[str, Any]]]:
    """Each template that was rendered, and all that it knew."""
    rendered: list[tuple[str, dict[str, Any]]] = []

    def note(template: Any, context: Any, **_more: Any) -> None:
        rendered.append((template.name, context.flatten()))

    template_rendered.connect(note)
    try:
        call()
    finally:
        template_rendered.disconnect(note)
    return rendered


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_made_without_a_reader(meeting: Meeting, person: Person, address: str) -> None:
    client = signed_in(person)

    rendered = contexts_while(lambda: client.get(address))

    own = own_parts()
    made = [(name, known) for name, known in rendered if name not in own]
    assert {"base.html", "ui/_header.html"} <= {name for name, _known in made}
    for name, known in made:
        told = {"reader", "request", "user", "csrf_token", "messages"} & set(known)
        assert (name, told) == (name, set())
        assert not any(isinstance(value, Reader | HttpRequest) for value in known.values())
        assert person not in [value for value in known.values() if isinstance(value, Person)]
    assert {"ui/_account.html", "ui/_messages.html"} <= {name for name, _known in rendered}


@pytest.mark.parametrize("address", PAGES)
def test_the_next_person_has_the_same_page_with_their_own_name(
    meeting: Meeting, person: Person, address: str
) -> None:
    client, other = signed_in(person), make_representative("Graz representative")
    first = seen(client, address)
    sign_in(client, other)

    rendered = contexts_while(lambda: client.get(address))
    second = seen(client, address)

    assert {name for name, _known in rendered} <= own_parts()
    assert "Utrecht representative" in first
    assert "Utrecht representative" not in second
    assert first.split("</header>")[1] == second.split("</header>")[1].replace(
        "Graz representative", "Utrecht representative"
    )


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_kept_asks_the_database_at_most_six_times(
    meeting: Meeting, person: Person, address: str
) -> None:
    client = signed_in(person)
    seen(client, address)

    with CaptureQueriesContext(connection) as captured:
        seen(client, address)

    assert len(captured) <= 6


# For each reader ---------------------------------------------------------------------------------


def test_each_is_shown_what_is_theirs_whoever_came_before(meeting: Meeting) -> None:
    group = meeting.lead_group
    assert group is not None
    member = make_representative()
    make_group_membership(person=member, group=group)
    nobody = make_representative()
    Post.objects.filter(person=nobody).update(ends_on="2020-01-01")
    expected = {
        member: ["Slides", "Notes"],
        make_representative(): ["Slides"],
        make_staff(): ["Slides", "Notes"],
        make_chair(group): ["Slides", "Notes"],
        nobody: [],
    }
    client = Client()

    for _round in range(2):
        for person, titles in expected.items():
            sign_in(client, person)
            assert openable(seen(client, MEETING)) == titles
            client.logout()
            assert openable(seen(client, MEETING)) == []


def test_a_meeting_of_the_group_is_listed_and_led_to_for_its_people_alone(
    meeting: Meeting, person: Person
) -> None:
    group = meeting.lead_group
    assert group is not None
    member = make_representative()
    make_group_membership(person=member, group=group)
    make_meeting("For us", slug="for-us", page_audience="group", lead_group=group, follows=meeting)
    client = Client()

    for _round in range(2):
        for who, is_shown in ((member, True), (person, False), (make_staff(), True)):
            sign_in(client, who)
            assert ("For us" in seen(client, "/meetings/")) is is_shown
            assert ("For us" in seen(client, MEETING)) is is_shown
            assert client.get("/meetings/for-us/").status_code == (200 if is_shown else 403)


def test_a_draft_is_there_for_those_who_prepare_it(meeting: Meeting, person: Person) -> None:
    draft = make_draft("Draft", slug="draft")
    organiser = make_organiser(draft)
    client = Client()

    for _round in range(2):
        for who, status in ((organiser, 200), (person, 404), (make_staff(), 200)):
            sign_in(client, who)
            assert client.get("/meetings/draft/").status_code == status
            assert client.get("/meetings/nowhere/").status_code == 404
