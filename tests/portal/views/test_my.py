"""My own page: my meetings and why, my groups and cities, and nothing kept."""

from datetime import timedelta

import pytest
from django.test import Client

from members.models import Person
from tests.factories import (
    make_attendance,
    make_chair,
    make_city,
    make_day,
    make_former_representative,
    make_group,
    make_group_membership,
    make_item,
    make_meeting,
    make_organiser,
    make_person,
    make_post,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read, words
from tests.personas import today
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db


def tags(client: Client) -> list[str]:
    """What is said of each meeting: why it is there, and its title."""
    page = read(client, "/my/")
    return [
        f"{words(next(each.iter('span')))}: {words(next(each.iter('h3')))}"
        for each in page.all("div", class_="meeting-row-text")
    ]


def test_a_meeting_says_once_why_it_is_mine(client: Client) -> None:
    group = make_group()
    meetings = {
        name: make_meeting(name, starts_on=today() + timedelta(days=number), lead_group=group)
        for number, name in enumerate(("Organised", "Spoken at", "Attended", "Of the group"), 1)
    }
    me = make_organiser(meetings["Organised"])
    make_item(day=make_day(meeting=meetings["Spoken at"]), speakers=(me,))
    for name in ("Organised", "Attended"):
        make_attendance(meeting=meetings[name], person=me)
    make_group_membership(person=me, group=group)
    make_meeting("Of others")
    make_meeting("Past", lead_group=group, starts_on=today() - timedelta(days=9))

    assert tags(sign_in(client, me)) == [
        "You organise it: Organised",
        "You speak: Spoken at",
        "You take part: Attended",
        "Your group: Of the group",
    ]


def test_a_draft_of_my_group_is_not_on_my_page(client: Client) -> None:
    group = make_group()
    make_meeting("Secret", lead_group=group, state="draft")
    member = make_representative()
    make_group_membership(person=member, group=group)

    assert tags(sign_in(client, member)) == []
    assert tags(sign_in(Client(), make_chair(group))) == ["Your group: Secret"]


def test_groups_and_cities_are_linked(client: Client) -> None:
    group, city = make_group("Urban farming"), make_city("Utrecht")
    me = make_person("Utrecht representative", city=city)
    make_post(person=me, city=make_city("Left", is_member=False), title="Adviser")
    make_group_membership(person=me, group=group)

    page = read(sign_in(client, me), "/my/")

    assert "/groups/urban-farming/" in page.links
    assert "/my/city/?city=utrecht" in page.links
    assert "/my/city/?city=left" not in page.links
    assert "Left no member today" in page.text


def test_nothing_yet_says_where_to_begin(client: Client) -> None:
    page = read(sign_in(client, make_representative()), "/my/")

    assert "Nothing of yours is planned." in page.text
    assert {"/meetings/", "/groups/"} <= set(page.links)


def test_without_a_post_it_says_so_and_names_no_meeting(client: Client) -> None:
    former = make_former_representative()
    make_attendance(meeting=make_meeting("Attended"), person=former)

    page = read(sign_in(client, former), "/my/")

    assert "You hold no post in a member city today." in page.text
    assert "Attended" not in page.text


def test_staff_without_a_city_have_it_too(client: Client) -> None:
    page = read(sign_in(client, make_staff("Secretariat")), "/my/")

    assert "no post" not in page.text
    assert "Staff" in page.text


@pytest.mark.parametrize("address", ["/my/", "/my/city/"])
def test_no_browser_and_no_proxy_keeps_what_is_personal(client: Client, address: str) -> None:
    response = sign_in(client, make_representative()).get(address)

    assert {"no-store", "private"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert "ETag" not in response


# The header --------------------------------------------------------------------------------------


def top_of(client: Client) -> str:
    return words(next(read(client, "/privacy/").all("header", class_="top")))


def test_the_name_leads_to_my_page(client: Client) -> None:
    page = read(sign_in(client, make_representative("Utrecht representative")), "/privacy/")

    links = {words(link): link.get("href") for link in page.all("a", class_="top-person")}
    assert links == {"Utrecht representative": "/my/"}


def test_only_coordinators_have_my_city_and_only_staff_the_desk(client: Client) -> None:
    coordinator: Person = make_coordinator()

    assert "My city" in top_of(sign_in(Client(), coordinator))
    for other in (make_representative(), make_staff(), make_former_representative()):
        assert "My city" not in top_of(sign_in(Client(), other))
    assert "Desk" in top_of(sign_in(Client(), make_staff()))
    assert "Desk" not in top_of(sign_in(Client(), coordinator))
    assert "My city" not in top_of(client)
