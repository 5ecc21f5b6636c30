"""Places in groups over HTTP: asked for on the group's page, answered by the city or staff, given on a colleague's page."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import City, Group, GroupRequest, Person, Post
from members.reader import Reader
from tests.factories import (
    make_city,
    make_former_representative,
    make_group,
    make_group_membership,
    make_person,
    make_post,
    make_staff,
    sign_in,
)
from tests.pages import Page, read
from tests.ways_in import make_coordinator, make_group_request

pytestmark = pytest.mark.django_db

GROUP = "/groups/urban-farming/"


@pytest.fixture
def city() -> City:
    return make_city("Utrecht")


@pytest.fixture
def group() -> Group:
    return make_group("Urban farming")


@pytest.fixture
def person(city: City) -> Person:
    return make_person("Utrecht officer", city=city)


@pytest.fixture
def coordinator(city: City) -> Person:
    return make_coordinator(city, "Utrecht coordinator")


def send(client: Client, address: str, **fields: object) -> Page:
    return Page(client.post(address, fields, follow=True))


def has_place(person: Person, group: Group) -> bool:
    return group.pk in Reader(person=person).joined_group_ids


# On the group's page -----------------------------------------------------------------------------


def test_a_representative_asks_and_takes_it_back(
    client: Client, group: Group, person: Person, coordinator: Person
) -> None:
    sign_in(client, person)
    assert "Ask for a place" in read(client, GROUP).text

    asked = send(client, f"{GROUP}join/")
    assert "Your request for Utrecht is kept. The answer comes by mail." in asked.text
    assert "You asked for a place for Utrecht on" in read(client, GROUP).text

    back = send(client, f"{GROUP}join/take-back/")
    assert "Your request is taken back." in back.text
    assert GroupRequest.objects.get().answer == "taken_back"
    assert "Ask for a place" in read(client, GROUP).text


def test_asking_twice_is_one_request_and_a_sentence(
    client: Client, group: Group, person: Person
) -> None:
    sign_in(client, person)
    send(client, f"{GROUP}join/")

    page = send(client, f"{GROUP}join/")

    assert "This person has asked for this group already." in page.text
    assert GroupRequest.objects.count() == 1


def test_a_coordinator_takes_a_place(client: Client, group: Group, coordinator: Person) -> None:
    sign_in(client, coordinator)
    assert "Take a place" in read(client, GROUP).text

    page = send(client, f"{GROUP}join/")

    assert "You have a place in Urban farming for Utrecht." in page.text
    assert has_place(coordinator, group)


def test_who_represents_two_cities_says_for_which(
    client: Client, group: Group, person: Person
) -> None:
    make_post(person=person, city=make_city("Riga"))
    sign_in(client, person)
    assert "For which city" in read(client, GROUP).text

    send(client, f"{GROUP}join/", city="riga")

    assert GroupRequest.objects.get().city.slug == "riga"


def test_nobody_asks_for_a_city_of_others(client: Client, group: Group, person: Person) -> None:
    make_city("Riga")

    assert sign_in(client, person).post(f"{GROUP}join/", {"city": "riga"}).status_code == 403


def test_who_has_a_place_gives_it_up(client: Client, group: Group, person: Person) -> None:
    make_group_membership(person=person, group=group)
    sign_in(client, person)
    assert "You have a place in this group." in read(client, GROUP).text

    page = send(client, f"{GROUP}leave/")

    assert "You gave up your place in Urban farming." in page.text
    assert not has_place(person, group)


def test_a_closed_group_offers_nothing_and_refuses_with_a_sentence(
    client: Client, group: Group, person: Person
) -> None:
    Group.objects.update(closed_on=date(2020, 1, 1), closing_note="Its work is done.")
    sign_in(client, person)
    assert "Your place" not in read(client, GROUP).headings

    page = send(client, f"{GROUP}join/")

    assert "Urban farming is closed and takes nobody any more: Its work is done." in page.text
    assert not GroupRequest.objects.exists()


def test_who_was_in_a_group_that_closed_can_still_give_the_place_up(
    client: Client, group: Group, person: Person
) -> None:
    make_group_membership(person=person, group=group)
    Group.objects.update(closed_on=date(2020, 1, 1), closing_note="Its work is done.")

    send(sign_in(client, person), f"{GROUP}leave/")

    assert not has_place(person, group)


def test_only_who_represents_a_city_is_offered_a_place(client: Client, group: Group) -> None:
    for page in (
        read(client, GROUP),
        read(sign_in(Client(), make_former_representative()), GROUP),
        read(sign_in(Client(), make_staff()), GROUP),
    ):
        assert "Your place" not in page.headings


# Answers -----------------------------------------------------------------------------------------


@pytest.fixture
def asked(person: Person, group: Group, city: City) -> GroupRequest:
    return make_group_request(person=person, group=group, city=city)


def test_the_coordinator_says_yes(
    client: Client, asked: GroupRequest, coordinator: Person, person: Person, group: Group
) -> None:
    address = reverse("place_request", args=[asked.pk])
    sign_in(client, coordinator)
    assert "Nobody of Utrecht is in the group yet." in read(client, address).text

    page = send(client, address, answer="grant")

    assert "Utrecht officer has a place in Urban farming, and was told." in page.text
    assert has_place(person, group)
    assert "This request was answered on" in read(client, address).text


def test_no_needs_a_reason(client: Client, asked: GroupRequest, coordinator: Person) -> None:
    address = reverse("place_request", args=[asked.pk])
    sign_in(client, coordinator)

    refused = send(client, address, answer="refuse")
    assert "Say why: a no without a reason helps nobody." in refused.text
    told = send(client, address, answer="refuse", reason="Housing has the seat.")

    assert "Utrecht officer was told that the answer is no." in told.text
    asked.refresh_from_db()
    assert (asked.answer, asked.reason) == ("refused", "Housing has the seat.")


def test_who_is_in_the_group_already_is_named(
    client: Client, asked: GroupRequest, coordinator: Person, group: Group
) -> None:
    make_group_membership(person=coordinator, group=group)
    make_group_membership(person=make_person("Of Riga", city=make_city("Riga")), group=group)

    page = read(sign_in(client, coordinator), reverse("place_request", args=[asked.pk]))

    assert "Of Utrecht there are in the group already: Utrecht coordinator." in page.text


def test_what_was_answered_meanwhile_is_said_so(
    client: Client, asked: GroupRequest, coordinator: Person, group: Group, person: Person
) -> None:
    GroupRequest.objects.update(answer="refused", answered_at=timezone.now())

    page = send(
        sign_in(client, coordinator), reverse("place_request", args=[asked.pk]), answer="grant"
    )

    assert "This request was answered on" in page.text
    assert not has_place(person, group)


def test_staff_answer_once_it_has_passed_to_them(
    client: Client, asked: GroupRequest, coordinator: Person, person: Person, group: Group
) -> None:
    address = reverse("place_request", args=[asked.pk])
    sign_in(client, make_staff())
    early = send(client, address, answer="grant")
    assert "The coordinators of Utrecht have until" in early.text
    assert not has_place(person, group)
    assert "Still with their cities" in read(client, "/manage/places/").headings

    GroupRequest.objects.update(to_staff_at=timezone.now())
    send(client, address, answer="grant")

    assert has_place(person, group)
    assert "Nothing waits for the secretariat." in read(client, "/manage/places/").text


def test_a_request_of_somebody_who_left_does_not_wait(
    client: Client, asked: GroupRequest, coordinator: Person, person: Person
) -> None:
    GroupRequest.objects.update(to_staff_at=timezone.now())
    Post.objects.filter(person=person).delete()

    assert "Utrecht officer" not in read(sign_in(client, make_staff()), "/manage/places/").text
    assert Reader(person=coordinator).number_waiting == 0


# On a colleague's page ---------------------------------------------------------------------------


def test_a_coordinator_nominates_and_withdraws(
    client: Client, group: Group, person: Person, coordinator: Person
) -> None:
    post = person.posts.get()
    sign_in(client, coordinator)

    given = send(client, f"/my/city/posts/{post.pk}/nominate/", group=group.pk)
    assert "Utrecht officer has a place in Urban farming." in given.text
    assert has_place(person, group)

    taken = send(client, f"/my/city/posts/{post.pk}/withdraw/", group=group.pk)
    assert "Utrecht officer no longer has a place in Urban farming." in taken.text
    assert not has_place(person, group)


def test_what_cannot_be_is_a_sentence(
    client: Client, group: Group, person: Person, coordinator: Person
) -> None:
    address = f"/my/city/posts/{person.posts.get().pk}"
    sign_in(client, coordinator)

    assert "No group was chosen." in send(client, f"{address}/nominate/", group="").text
    assert "has no place in" in send(client, f"{address}/withdraw/", group=group.pk).text
    Group.objects.update(closed_on=date(2020, 1, 1), closing_note="Its work is done.")
    assert "is closed" in send(client, f"{address}/nominate/", group=group.pk).text
    assert not has_place(person, group)
