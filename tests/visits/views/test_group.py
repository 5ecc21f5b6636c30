"""Working groups: the list, and the page of one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cities import make_year
from tests.factories import (
    make_city,
    make_document,
    make_draft,
    make_former_representative,
    make_forum,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read, words

pytestmark = pytest.mark.django_db


def test_open_groups_come_first_and_closed_ones_say_why(client: Client) -> None:
    make_group(
        "Zebra crossings",
        forums=(make_forum("Mobility"),),
        objectives="<p>Safer <em>streets</em>.</p>",
    )
    make_group("Ale houses", closed_on=date(2020, 1, 1), closing_note="Its work is done.")

    page = read(client, "/groups/")

    assert [words(one) for one in page.all("li", class_="group-row")] == [
        "Zebra crossings Mobility Safer streets .".replace(" .", " ."),
        "Ale houses Its work is done.",
    ]
    assert page.headings == ["Working groups", "Closed groups"]


def test_no_groups_yet_says_what_to_do(client: Client) -> None:
    page = read(client, "/groups/")

    assert "There are no working groups yet." in page.text
    assert "mailto:secretariat@example.org" in page.links


def test_a_group_shows_what_it_is_and_who_leads_it(client: Client) -> None:
    group = make_group(
        "Urban farming",
        forums=(make_forum("Environment"),),
        objectives="<h2>Why</h2><p>To grow.</p>",
        staff_contact=make_person("Gabriel Jacqmin"),
    )
    make_mandate(group=group, city=make_city("Warsaw"), person=make_person("Warsaw representative"))
    make_mandate(group=group, city=make_city("Porto"), kind="vice_chair")
    yesterday = timezone.localdate() - timedelta(days=1)
    make_mandate(group=group, city=make_city("Former chair"), ends_on=yesterday)
    make_meeting("Next", lead_group=group)
    make_meeting("Last", lead_group=group, starts_on=date(2026, 1, 1))
    make_meeting("Of others")

    page = read(client, "/groups/urban-farming/")

    assert page.headings[:2] == ["Urban farming", "Why"]
    assert "Environment" in page.text
    assert "Next" in page.section("Next meetings")
    assert "Last" in page.section("Past meetings")
    (facts,) = page.all("dl", class_="facts")
    assert words(facts) == (
        "Chair Warsaw Vice-chair Porto EUROCITIES staff contact Gabriel Jacqmin secretariat@example.org"
    )
    for hidden in ("Of others", "Former chair", "Warsaw representative", "Members"):
        assert hidden not in page.text


def test_members_are_shown_who_belongs_by_city(client: Client) -> None:
    group = make_group("Urban farming")
    riga, utrecht = make_city("Riga"), make_city("Utrecht")
    for name, city in (("Anna", utrecht), ("Berta", riga), ("Carla", riga)):
        make_group_membership(person=make_person(name, city=city), group=group)
    gone = make_person("Gone", city=riga)
    make_group_membership(
        person=gone, group=group, ends_on=timezone.localdate() - timedelta(days=1)
    )
    moved = make_person("Moved")
    make_post(person=moved, city=utrecht, ends_on=timezone.localdate() - timedelta(days=1))
    make_group_membership(person=moved, group=group)
    make_mandate(group=group, city=riga, person=make_person("Riga representative", city=riga))

    for person in (make_representative(), make_staff()):
        page = read(sign_in(Client(), person), "/groups/urban-farming/")

        assert page.section("Members").removesuffix(" Edit at the desk") == (
            "Seen by members only Riga Berta Carla Utrecht Anna Chair Riga Riga representative"
        )
    for outsider in (client, sign_in(Client(), make_former_representative())):
        page = read(outsider, "/groups/urban-farming/")

        for name in ("Anna", "Berta", "Riga representative"):
            assert name not in page.text


def test_a_closed_group_says_when_and_why(client: Client) -> None:
    make_group("Ale houses", closed_on=date(2020, 1, 31), closing_note="Its work is done.")

    page = read(client, "/groups/ale-houses/")

    assert "Closed on 31 January 2020. Its work is done." in page.text
    assert "No meeting of this group is planned." in page.text


def test_members_see_which_seats_are_vacant(client: Client) -> None:
    group = make_group("Urban farming")
    make_mandate(group=group, city=make_city("Riga"))
    make_mandate(group=group, city=make_city("Porto"), person=make_person("Moved away"))

    (facts,) = read(sign_in(client, make_representative()), "/groups/urban-farming/").all(
        "dl", class_="facts"
    )

    assert words(facts) == "Chair Porto vacant Chair Riga vacant"


def test_objectives_of_each_year_are_read_by_all_the_newest_first(client: Client) -> None:
    group = make_group("Urban farming")
    make_year(group, 2025, "<p>Bees.</p>")
    make_year(group, 2026, "<p>Trees.</p>")

    page = read(client, "/groups/urban-farming/")

    assert page.section("Objectives by year") == "2026 Trees. 2025 Bees."


def test_staff_find_the_way_to_its_desk_and_others_do_not(client: Client) -> None:
    make_group("Urban farming")

    staff = read(sign_in(Client(), make_staff()), "/groups/urban-farming/")

    assert "/manage/groups/urban-farming/" in staff.links
    for other in (client, sign_in(Client(), make_representative())):
        assert "/manage/groups/urban-farming/" not in read(other, "/groups/urban-farming/").links


def test_documents_of_the_group_are_listed_for_the_reader(client: Client) -> None:
    group = make_group()
    make_document("Work plan", group=group)
    make_document("Among us", group=group, audience="group")

    stranger = read(client, group.get_absolute_url())
    member = read(sign_in(Client(), make_representative()), group.get_absolute_url())

    assert "Log in to download Work plan" in stranger.section("Documents")
    assert "Among us" not in stranger.text
    assert "For the group only" in member.section("Documents")


def test_it_names_no_meeting_that_the_reader_may_not_open(client: Client) -> None:
    group = make_group()
    make_draft("Secret", lead_group=group)
    make_meeting("Members’", lead_group=group, page_audience="members")

    page = read(client, group.get_absolute_url())

    assert "Secret" not in page.text
    assert "Members’" not in page.text


def test_an_address_of_no_group_is_not_found(client: Client) -> None:
    read(client, "/groups/none/", status=404)
