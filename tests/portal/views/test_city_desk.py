"""My city: who represents it, what waits, what is nobody's any more; and what a coordinator does about a colleague."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import City, Person, Post
from portal.models import LogEntry
from tests.factories import (
    make_city,
    make_day,
    make_draft,
    make_group,
    make_group_membership,
    make_item,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_representative,
    sign_in,
)
from tests.pages import Page, read, words
from tests.personas import today, tomorrow, yesterday
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_access_request, make_coordinator, make_group_request
from visits.models import Organiser

pytestmark = pytest.mark.django_db


def people(page: Page) -> list[str]:
    return [words(row) for row in page.all("li", class_="colleague")]


def waiting(page: Page) -> list[str]:
    return [words(next(row.iter("div"))) for row in page.all("li", class_="waiting-row")]


# The page ----------------------------------------------------------------------------------------


def test_people_are_shown_with_job_role_groups_and_coming_meetings(
    desk: Client, city: City, colleague: Person
) -> None:
    group, chaired = make_group("Urban farming"), make_group("Night mayors")
    make_group_membership(person=colleague, group=group)
    make_group_membership(person=colleague, group=chaired)
    make_mandate(group=chaired, city=city, person=colleague)
    visit = make_meeting("Visit", starts_on=today() + timedelta(days=30))
    Organiser.objects.create(meeting=visit, person=colleague)
    trip = make_open_meeting("Night trip", starts_on=today() + timedelta(days=40))
    make_registration(meeting=trip, person=colleague)
    make_item(day=make_day(meeting=visit), speakers=(colleague,))
    secret = make_draft("Secret")
    Organiser.objects.create(meeting=secret, person=colleague)
    make_person("Somebody of Riga", city=make_city("Riga"))
    make_post(person=make_person("Gone"), city=city, ends_on=yesterday())

    shown = people(read(desk, "/my/city/"))

    assert shown[0] == "Utrecht coordinator Coordinator In no working group yet"
    assert shown[1].startswith("Utrecht officer Policy officer, housing No login yet")
    assert "Chair Night mayors Urban farming" in shown[1]
    assert "Visit organises" in shown[1]
    assert shown[1].endswith("Night trip takes part")
    assert len(shown) == 2


def test_posts_that_end_or_begin_say_when(desk: Client, city: City) -> None:
    make_post(person=make_person("Leaving"), city=city, ends_on=today())
    make_post(person=make_person("Coming"), city=city, starts_on=tomorrow())

    shown = " ".join(people(read(desk, "/my/city/")))

    assert "Leaving Representative No login yet Until" in shown
    assert "Coming Representative No login yet From" in shown


def test_what_waits_is_shown_and_counted_in_the_header(
    desk: Client, city: City, colleague: Person
) -> None:
    make_access_request(city=city, name="Utrecht planner", title="Planner")
    make_group_request(person=colleague, group=make_group("Urban farming"), city=city)
    make_access_request("x@riga.example", city=make_city("Riga"))

    page = read(desk, "/my/city/")

    first, second = waiting(page)
    assert first.startswith("Utrecht planner, Planner asks for access someone@utrecht.example")
    assert second.startswith("Utrecht officer asks for a place in Urban farming")
    assert "passes to staff on" in second
    (header,) = page.all("header", class_="top")
    assert "My city, 2 things wait for your decision" in words(header)


def test_nothing_waits_and_nothing_is_said_of_it(desk: Client, colleague: Person) -> None:
    page = read(desk, "/my/city/")

    assert page.headings == ["Utrecht", "People", "Utrecht coordinator", "Utrecht officer"]
    (header,) = page.all("header", class_="top")
    assert "wait" not in words(header)


def test_who_decides_for_several_cities_chooses(desk: Client, coordinator: Person) -> None:
    riga = make_city("Riga")
    make_post(person=coordinator, city=riga, kind=Post.Kind.COORDINATOR)
    make_post(person=coordinator, city=make_city("Oslo"))

    page = read(desk, "/my/city/?city=riga")

    assert page.headings[0] == "Riga"
    assert {"/my/city/?city=utrecht", "/my/city/?city=oslo"} <= set(page.links)
    assert read(desk, "/my/city/?city=oslo").headings[1] == "Your colleagues"
    read(desk, "/my/city/?city=nowhere", status=403)


def test_a_representative_reads_names_and_groups_and_nothing_to_do(
    client: Client, city: City, colleague: Person, coordinator: Person
) -> None:
    make_group_membership(person=coordinator, group=make_group("Urban farming"))
    make_access_request(city=city)

    page = read(sign_in(client, colleague), "/my/city/")

    assert "Utrecht coordinator Coordinator Urban farming" in people(page)
    assert "asks for access" not in page.text
    assert "No login yet" not in page.text
    assert not [link for link in page.links if "/posts/" in link]


# A colleague -------------------------------------------------------------------------------------


def test_role_and_title_are_kept(desk: Client, colleague: Person) -> None:
    post = colleague.posts.get()
    address = f"/my/city/posts/{post.pk}/"

    page = Page(desk.post(address, {"kind": "coordinator", "title": "Head"}, follow=True))

    assert "Utrecht officer: role and job title are kept." in page.text
    post.refresh_from_db()
    assert (post.kind, post.title) == ("coordinator", "Head")


def test_the_last_coordinator_is_warned(
    desk: Client, coordinator: Person, colleague: Person, city: City
) -> None:
    mine = f"/my/city/posts/{coordinator.posts.get().pk}/"
    warning = "nobody of the city can invite or nominate"

    assert warning in read(desk, mine).text
    assert warning in read(desk, f"{mine}end/").text
    assert warning not in read(desk, f"/my/city/posts/{colleague.posts.get().pk}/").text
    make_coordinator(city)
    assert warning not in read(desk, mine).text


def test_who_steps_down_has_no_desk_any_more(desk: Client, coordinator: Person) -> None:
    post = coordinator.posts.get()

    response = desk.post(f"/my/city/posts/{post.pk}/", {"kind": "representative", "title": ""})

    assert response.status_code == 302
    assert read(desk, "/my/city/").headings[1] == "Your colleagues"


@pytest.mark.parametrize("make", [make_representative, make_coordinator])
def test_nobody_else_acts_for_the_city(
    client: Client, colleague: Person, make: Callable[[], Person]
) -> None:
    post = colleague.posts.get()
    group = make_group()
    sign_in(client, make())

    for address, fields in (
        ("", {"kind": "coordinator", "title": ""}),
        ("end/", {"when": "at_once"}),
        ("nominate/", {"group": group.pk}),
        ("withdraw/", {"group": group.pk}),
    ):
        response = client.post(f"/my/city/posts/{post.pk}/{address}", fields)
        assert response.status_code == 403, address

    post.refresh_from_db()
    assert (post.kind, post.ends_on) == ("representative", None)
    assert not LogEntry.objects.exists()


def test_a_city_that_left_is_nobodys_to_decide(client: Client) -> None:
    city = make_city("Left", is_member=False)
    colleague = make_person(city=city)
    sign_in(client, make_coordinator(city))

    assert client.get("/my/city/").status_code == 403
    assert client.get(f"/my/city/posts/{colleague.posts.get().pk}/").status_code == 403


# Queries -----------------------------------------------------------------------------------------


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def grow(city: City) -> None:
    person, group = make_person(city=city), make_group()
    make_group_membership(person=person, group=group)
    make_mandate(group=group, city=city, person=person)
    make_mandate(group=make_group(), city=city)
    meeting = make_meeting(lead_group=group, hosts=(city,))
    make_meeting(hosts=(city,))
    Organiser.objects.create(meeting=meeting, person=person)
    make_item(day=make_day(meeting=meeting), speakers=(person,))
    make_group_request(person=person, city=city)
    make_access_request(f"{person.pk}@utrecht.example", city=city)


def test_the_desk_asks_as_often_for_one_as_for_thirty(
    desk: Client, city: City, coordinator: Person
) -> None:
    grow(city)
    make_group_membership(person=coordinator, group=make_group())
    addresses = ("/my/", "/my/city/", f"/my/city/posts/{coordinator.posts.get().pk}/")
    with_one = {address: counted(desk, address) for address in addresses}

    for _ in range(30):
        grow(city)

    assert {address: counted(desk, address) for address in addresses} == with_one
    assert max(with_one.values()) <= 12


def test_colleagues_are_listed_with_as_many_queries(
    client: Client, city: City, colleague: Person
) -> None:
    sign_in(client, colleague)
    grow(city)
    with_one = counted(client, "/my/city/")

    for _ in range(30):
        grow(city)

    assert counted(client, "/my/city/") == with_one <= 12


@pytest.mark.django_db(transaction=True)
def test_where_posts_are_kept_only_coordinators_ask_what_waits_and_ask_it_afresh(
    client: Client, coordinator: Person, city: City
) -> None:
    def counts(person: Person) -> int:
        with CaptureQueriesContext(connection) as captured:
            sign_in(client, person).get("/meetings/")
        return sum("members_accessrequest" in query["sql"] for query in captured)

    for person in (coordinator, representative := make_representative()):
        counts(person)
    make_access_request(city=city)

    assert counts(coordinator) == 1
    (header,) = read(client, "/meetings/").all("header", class_="top")
    assert "1 thing waits for your decision" in words(header)
    assert counts(representative) == 0
