"""Who belongs to a working group and who chairs it, at the desk."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from members.models import City, Group, Mandate, Person
from portal.models import Message
from tests.factories import (
    LONG_AGO,
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read, words
from tests.ways_in import make_group_request

pytestmark = pytest.mark.django_db

DESK = "/manage/groups/urban-farming/"


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


@pytest.fixture
def group() -> Group:
    return make_group("Urban farming")


@pytest.fixture
def riga() -> City:
    return make_city("Riga")


def text_of(response: Any) -> str:
    return str(response.content.decode())


def options(desk: Client, address: str) -> list[str]:
    return [words(option) for option in read(desk, address).all("option")]


def test_a_city_is_chosen_first_and_only_a_member_city(
    desk: Client, group: Group, riga: City
) -> None:
    make_city("Elsewhere", is_member=False)

    for below in ("people/add/", "seats/add/"):
        assert options(desk, f"{DESK}{below}") == ["Choose", "Riga"]
        assert (
            "There is no such city: choose one." in read(desk, f"{DESK}{below}?city=elsewhere").text
        )


def test_a_person_of_the_city_is_added(desk: Client, group: Group, riga: City) -> None:
    anna = make_person("Anna", city=riga)
    make_group_membership(person=make_person("There already", city=riga), group=group)
    make_representative("Of another city")
    address = f"{DESK}people/add/?city=riga"
    assert options(desk, address) == ["---------", "Anna"]

    desk.post(address, {"person": anna.pk, "starts_on": "2026-01-01"})

    assert group.memberships.get(person=anna).starts_on == date(2026, 1, 1)
    assert not Message.objects.exists()


def test_who_is_added_from_today_on_is_told_and_asks_no_more(
    desk: Client, group: Group, riga: City
) -> None:
    anna = make_person("Anna", city=riga)
    asked = make_group_request(person=anna, group=group, city=riga)

    desk.post(
        f"{DESK}people/add/?city=riga",
        {"person": anna.pk, "starts_on": timezone.localdate().isoformat()},
    )

    assert group.memberships.current().filter(person=anna).exists()
    assert Message.objects.get(person=anna).name == "nominated"
    asked.refresh_from_db()
    assert asked.answer == "granted"


def test_a_person_who_is_there_already_is_refused(desk: Client, group: Group, riga: City) -> None:
    anna = make_person("Anna", city=riga)
    make_group_membership(person=anna, group=group, ends_on=date(2026, 6, 30))

    response = desk.post(
        f"{DESK}people/add/?city=riga", {"person": anna.pk, "starts_on": "2026-06-30"}
    )

    assert "This person belongs to this group in these days already." in text_of(response)


def test_a_place_ends_with_a_day(desk: Client, group: Group) -> None:
    place = make_group_membership(person=make_representative(), group=group)

    wrong = desk.post(f"{DESK}people/{place.pk}/end/", {"last_on": "2000-01-01"})
    assert "The end comes before the start." in text_of(wrong)
    desk.post(f"{DESK}people/{place.pk}/end/", {"last_on": "2026-01-31"})

    place.refresh_from_db()
    assert place.ends_on == date(2026, 1, 31)


def test_a_seat_is_given_vacant_or_held(desk: Client, group: Group, riga: City) -> None:
    anna = make_person("Anna", city=riga)
    address = f"{DESK}seats/add/?city=riga"

    desk.post(address, {"kind": "chair", "person": "", "starts_on": "2026-01-01"})
    desk.post(address, {"kind": "vice_chair", "person": anna.pk, "starts_on": "2026-01-01"})
    again = desk.post(address, {"kind": "chair", "person": "", "starts_on": "2026-02-01"})

    assert list(group.mandates.values_list("kind", "person__name").order_by("kind")) == [
        ("chair", None),
        ("vice_chair", "Anna"),
    ]
    assert "This city holds this seat in these days already." in text_of(again)


def test_a_seat_passes_to_another_of_the_city(desk: Client, group: Group, riga: City) -> None:
    anna, berta = (make_person(name, city=riga) for name in ("Anna", "Berta"))
    mandate = make_mandate(group=group, city=riga, person=anna)
    address = f"{DESK}seats/{mandate.pk}/"
    assert options(desk, address) == ["Nobody: vacant", "Anna", "Berta"]

    desk.post(address, {"person": berta.pk, "from_on": "2026-05-01"})

    rows = Mandate.objects.order_by("starts_on").values_list("person__name", "starts_on", "ends_on")
    assert list(rows) == [
        ("Anna", LONG_AGO, date(2026, 4, 30)),
        ("Berta", date(2026, 5, 1), None),
    ]


def test_a_seat_does_not_pass_to_someone_of_another_city(
    desk: Client, group: Group, riga: City
) -> None:
    mandate = make_mandate(group=group, city=riga)
    other = make_representative()

    response = desk.post(
        f"{DESK}seats/{mandate.pk}/", {"person": other.pk, "from_on": "2026-05-01"}
    )

    assert "Select a valid choice" in text_of(response)


def test_who_came_to_the_city_later_does_not_hold_its_seat_before(
    desk: Client, group: Group, riga: City
) -> None:
    mandate = make_mandate(group=group, city=riga)
    late: Person = make_person("Late", city=riga)
    late.posts.update(starts_on=date(2026, 6, 1))

    response = desk.post(f"{DESK}seats/{mandate.pk}/", {"person": late.pk, "from_on": "2026-05-01"})

    assert "Late holds no post in Riga on 1 May 2026." in text_of(response)


def test_a_seat_ends_with_a_day(desk: Client, group: Group, riga: City) -> None:
    mandate = make_mandate(group=group, city=riga)

    desk.post(f"{DESK}seats/{mandate.pk}/end/", {"last_on": "2026-01-31"})

    mandate.refresh_from_db()
    assert mandate.ends_on == date(2026, 1, 31)


def test_a_closed_group_takes_nobody(desk: Client, riga: City) -> None:
    make_group("Urban farming", closed_on=date(2020, 1, 1), closing_note="Done.")
    anna = make_person("Anna", city=riga)

    place = desk.post(
        f"{DESK}people/add/?city=riga", {"person": anna.pk, "starts_on": "2026-01-01"}
    )
    seat = desk.post(f"{DESK}seats/add/?city=riga", {"kind": "chair", "starts_on": "2026-01-01"})

    assert "This group is closed" in text_of(place)
    assert "This group is closed" in text_of(seat)


def test_places_and_seats_of_another_group_are_not_found_here(desk: Client, group: Group) -> None:
    other = make_group()
    place = make_group_membership(person=make_representative(), group=other)
    mandate = make_mandate(group=other)

    for below in (f"people/{place.pk}/end/", f"seats/{mandate.pk}/", f"seats/{mandate.pk}/end/"):
        read(desk, f"{DESK}{below}", status=404)
