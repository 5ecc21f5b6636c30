"""Ending a post over HTTP: when, who takes over what, and what is said afterwards."""

from datetime import timedelta

import pytest
from django.test import Client

from members.models import City, Mandate, Person, Post
from members.reader import Reader
from tests.factories import make_group, make_group_membership, make_mandate, make_person, sign_in
from tests.pages import Page, read
from tests.personas import today, yesterday
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(colleague: Person) -> Post:
    return colleague.posts.get()


@pytest.fixture
def mandate(city: City, colleague: Person) -> Mandate:
    return make_mandate(group=make_group("Urban farming"), city=city, person=colleague)


def send(client: Client, post: Post, **fields: object) -> Page:
    return Page(client.post(f"/my/city/posts/{post.pk}/end/", fields, follow=True))


def test_it_ends_at_once_and_the_seat_passes(
    desk: Client, post: Post, mandate: Mandate, coordinator: Person
) -> None:
    page = send(desk, post, **{"when": "at_once", f"mandate-{mandate.pk}": coordinator.pk})

    assert "The post of Utrecht officer in Utrecht is over." in page.text
    assert "Utrecht officer" not in page.section("People")
    assert not Reader(person=post.person).posts
    assert Reader(person=coordinator).chaired_group_ids == {mandate.group_id}


def test_it_ends_with_today(desk: Client, post: Post) -> None:
    page = send(desk, post, when="today")

    assert "The post of Utrecht officer in Utrecht ends with" in page.text
    post.refresh_from_db()
    assert post.ends_on == today()


def test_it_ends_on_a_day(desk: Client, post: Post) -> None:
    day = today() + timedelta(days=30)

    send(desk, post, when="on_a_day", day=str(day))

    post.refresh_from_db()
    assert post.ends_on == day


def test_what_nobody_takes_over_is_said(desk: Client, post: Post, mandate: Mandate) -> None:
    page = send(desk, post, when="at_once")

    assert "1 thing is left to be decided: Chair of Urban farming." in page.text
    assert "Nobody holds the city’s seat as chair of Urban farming" in page.section("To be decided")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"when": "on_a_day"}, "Give the last day"),
        ({"when": "on_a_day", "day": "2009-12-31"}, "The post had not begun on that day."),
        ({"when": "on_a_day", "day": "soon"}, "Enter a valid date."),
        ({"when": "never"}, "Select a valid choice."),
    ],
)
def test_a_form_that_does_not_say_when_comes_back(
    desk: Client, post: Post, fields: dict[str, str], said: str
) -> None:
    page = send(desk, post, **fields)

    assert said in page.text
    post.refresh_from_db()
    assert post.ends_on is None


def test_only_colleagues_who_stay_can_be_chosen(
    desk: Client, post: Post, mandate: Mandate, city: City
) -> None:
    leaving = make_person("Leaving", city=city)
    leaving.posts.update(ends_on=today() + timedelta(days=3))
    fields = {"when": "on_a_day", "day": str(today() + timedelta(days=9))}

    page = send(desk, post, **fields, **{f"mandate-{mandate.pk}": leaving.pk})

    assert "Leaving cannot take over: Chair of Urban farming. Nothing was changed." in page.text
    post.refresh_from_db()
    assert post.ends_on is None


def test_a_thing_that_ends_before_the_post_is_not_handed_over(
    desk: Client, post: Post, coordinator: Person
) -> None:
    place = make_group_membership(
        person=post.person, group=make_group(), ends_on=today() + timedelta(days=3)
    )
    fields = {"when": "on_a_day", "day": str(today() + timedelta(days=9))}

    send(desk, post, **fields, **{f"place-{place.pk}": coordinator.pk})

    post.refresh_from_db()
    assert post.ends_on == today() + timedelta(days=9)
    assert not coordinator.group_memberships.exists()


def test_a_post_that_another_coordinator_has_ended_is_said_so(
    desk: Client, post: Post, city: City
) -> None:
    post.ends_on = today()
    post.save()

    page = send(desk, post, when="today")

    assert "ends on" in page.text
    assert "already. Nothing was changed." in page.text


def test_a_post_that_is_over_is_no_page(desk: Client, post: Post) -> None:
    post.end(yesterday())

    read(desk, f"/my/city/posts/{post.pk}/end/", status=404)


def test_who_ends_the_own_post_comes_to_the_own_page(
    desk: Client, coordinator: Person, city: City
) -> None:
    make_coordinator(city)

    page = send(desk, coordinator.posts.get(), when="at_once")

    assert "You hold no post in a member city today." in page.text


def test_the_secretariats_contacts_are_not_a_coordinators_to_name(
    desk: Client, post: Post, coordinator: Person
) -> None:
    group = make_group("Urban farming", staff_contact=post.person)

    page = read(desk, f"/my/city/posts/{post.pk}/end/")
    send(desk, post, **{"when": "at_once", f"group_contact-{group.pk}": coordinator.pk})

    assert "The secretariat names somebody else for: Staff contact of Urban farming." in page.text
    group.refresh_from_db()
    assert group.staff_contact == post.person


def test_without_anything_to_hand_over_it_says_so(
    client: Client, post: Post, coordinator: Person
) -> None:
    page = read(sign_in(client, coordinator), f"/my/city/posts/{post.pk}/end/")

    assert "Nothing hangs on this person" in page.text
