"""Working groups at the desk: the list, and one of them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Forum, Group
from tests.cities import make_year
from tests.factories import (
    make_chair,
    make_city,
    make_forum,
    make_group,
    make_group_membership,
    make_mandate,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read, words
from tests.personas import yesterday

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_groups_are_listed_with_what_they_lack(desk: Client) -> None:
    farming = make_group("Urban farming", forums=(make_forum("Environment"), make_forum("Food")))
    make_chair(farming)
    for _ in range(2):
        make_group_membership(person=make_representative(), group=farming)
    make_group_membership(person=make_representative(), group=farming, ends_on=yesterday())
    make_group("Zebra crossings")
    make_group("Ale houses", closed_on=date(2020, 1, 31), closing_note="Done.")

    page = read(desk, "/manage/groups/")

    assert [words(row) for row in page.all("tr")][1:] == [
        "Urban farming Environment, Food open yes 2",
        "Zebra crossings open none 0",
        "Ale houses closed on 31 January 2020 none 0",
    ]
    assert "Environment, Food" in page.section("Forums")


def test_no_group_yet_says_what_to_do(desk: Client) -> None:
    assert "/manage/groups/add/" in read(desk, "/manage/groups/").links


def test_a_group_is_made_with_its_forum_and_contact(desk: Client) -> None:
    desk.post("/manage/groups/forums/add/", {"name": "Culture"})
    contact = make_staff("Gabriel")

    desk.post(
        "/manage/groups/add/",
        {
            "name": "Night mayors",
            "short_name": "Night",
            "forums": [Forum.objects.get().pk],
            "staff_contact": contact.pk,
            "objectives": "To sleep less.\n\nTo know more.",
        },
    )

    group = Group.objects.get()
    assert (group.slug, group.staff_contact) == ("night", contact)
    assert group.objectives == "<p>To sleep less.</p><p>To know more.</p>"
    assert [forum.name for forum in group.forums.all()] == ["Culture"]


def test_a_group_of_a_name_that_is_there_is_refused_at_its_field(desk: Client) -> None:
    make_group("Night mayors")

    response = desk.post("/manage/groups/add/", {"name": "NIGHT MAYORS"})

    assert "This did not work yet" in text_of(response)
    assert Group.objects.count() == 1


def test_the_page_tells_seats_people_and_what_is_wanted(desk: Client) -> None:
    group = make_group("Urban farming", staff_contact=make_staff("Gabriel"))
    riga = make_city("Riga")
    make_mandate(group=group, city=riga, person=make_person("Anna", city=riga))
    make_mandate(group=group, city=make_city("Porto"), kind="vice_chair")
    make_mandate(group=group, city=make_city("Turin"), person=make_person("Moved"))
    make_mandate(group=group, city=make_city("Former"), ends_on=yesterday())
    make_group_membership(person=make_person("Berta", city=riga), group=group)
    make_group_membership(person=make_person("Nobody's"), group=group)
    make_group_membership(person=make_person("Gone"), group=group, ends_on=yesterday())
    make_year(group, 2026)

    page = read(desk, "/manage/groups/urban-farming/")

    seats = page.section("Chairs")
    for said in ("Riga chair Anna", "Porto vice-chair vacant", "no post in Turin today"):
        assert said in seats
    assert "1 former holder Former chair" in seats
    people = page.section("People")
    assert "Riga Berta since 1 January 2010" in people
    assert "Without a post today Nobody's" in people
    assert "Gone" not in people
    assert "1 place has ended." in people
    assert "2026 More trees." in page.section("Objectives by year")
    assert "Gabriel" in page.text


def test_what_is_said_of_a_group_is_changed(desk: Client) -> None:
    group = make_group("Urban farming", staff_contact=make_person("Without office"))
    page = read(desk, "/manage/groups/urban-farming/facts/")
    assert "Without office" in page.text

    desk.post("/manage/groups/urban-farming/facts/", {"name": "City farms", "short_name": "Farms"})

    group.refresh_from_db()
    assert (group.name, group.slug, group.staff_contact) == ("City farms", "urban-farming", None)


def test_objectives_are_written_for_a_year_and_edited(desk: Client) -> None:
    group = make_group("Urban farming")
    address = "/manage/groups/urban-farming/years/"
    year = timezone.localdate().year
    assert f'value="{year}"' in text_of(desk.get(address))

    desk.post(address, {"year": "2027", "objectives": "- <ul><li>Trees</li></ul>"})
    shown = text_of(desk.get(f"{address}?year=2027"))
    seen = group.years.get().objectives
    desk.post(address, {"year": "2027", "objectives": "Bees.", "seen": seen})

    assert "&lt;ul&gt;" in shown
    assert [(row.year, row.objectives) for row in group.years.all()] == [(2027, "<p>Bees.</p>")]
    desk.post(address, {"year": "2027", "objectives": "", "seen": "<p>Bees.</p>"})
    assert not group.years.exists()
    assert f'value="{year}"' in text_of(desk.get(f"{address}?year=nonsense"))


def test_a_group_is_closed_with_its_reason_and_reopened(desk: Client) -> None:
    group = make_group("Urban farming")
    address = "/manage/groups/urban-farming/"

    without = desk.post(f"{address}closing/", {"closed_on": "2026-01-31", "note": " "})
    assert "This field is required" in text_of(without)
    desk.post(f"{address}closing/", {"closed_on": "2026-01-31", "note": "Its work is done."})
    assert "Closed on 31 January 2026. Its work is done." in read(desk, address).text
    twice = desk.post(f"{address}closing/", {"closed_on": "2026-02-01", "note": "Again."})
    assert "This group is closed already." in text_of(twice)

    desk.post(f"{address}reopening/")
    desk.post(f"{address}reopening/")
    group.refresh_from_db()
    assert (group.closed_on, group.closing_note) == (None, "")


PAGES = ("", "facts/", "years/", "closing/", "people/add/", "seats/add/")


@pytest.mark.parametrize("below", PAGES)
def test_chairs_and_others_are_told_that_it_is_not_for_them(client: Client, below: str) -> None:
    group = make_group("Urban farming")
    address = f"/manage/groups/urban-farming/{below}"

    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    # A chair of the group writes what it wants; the rest of it is the secretariat's.
    of_chairs = {"", "years/"}
    others = [make_chair(make_group()), *([] if below in of_chairs else [make_chair(group)])]
    for person in (make_representative(), *others):
        read(sign_in(Client(), person), address, status=403)


@pytest.mark.parametrize("below", PAGES)
def test_a_group_that_is_not_there_is_not_found(desk: Client, below: str) -> None:
    read(desk, f"/manage/groups/nobodys/{below}", status=404)
