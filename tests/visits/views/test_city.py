"""Cities: the list, and the page of one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cities import make_former_address
from tests.factories import (
    make_attendance,
    make_city,
    make_draft,
    make_former_representative,
    make_group,
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


def test_member_cities_are_listed_by_country_and_name(client: Client) -> None:
    make_city("Łódź", country="Poland", country_code="PL")
    make_city("Zabrze", country="Poland", country_code="PL", kind="partner")
    make_city("Malmö", country="Sweden", country_code="SE")
    make_city("Elsewhere", is_member=False)

    page = read(client, "/cities/")

    assert page.headings == ["Cities", "Poland", "Sweden"]
    assert (
        words(next(page.all("div", class_="countries")))
        == "Poland Łódź Zabrze (partner) Sweden Malmö"
    )
    assert "3 cities in 2 countries" in page.text


def test_no_cities_yet_says_what_to_do(client: Client) -> None:
    page = read(client, "/cities/")

    assert "No city is a member yet." in page.text
    assert "mailto:secretariat@example.org" in page.links


def test_a_city_shows_its_names_seats_and_meetings(client: Client) -> None:
    city = make_city("Milan", country="Italy", country_code="IT", aliases=("Milano", "Mailand"))
    make_mandate(group=make_group("Urban farming"), city=city, person=make_person("Milan chair"))
    hosted = make_meeting("At home", hosts=(city,))
    make_attendance(meeting=hosted, city=city)
    visited = make_meeting("Away", starts_on=date(2026, 1, 1))
    for person in (None, make_person(), make_person()):
        make_attendance(meeting=visited, city=city, person=person)
    make_meeting("Of others")

    page = read(client, "/cities/milan/")

    assert page.headings == ["Milan", "Hosted by Milan", "At home", "Visited by Milan", "Away"]
    assert "Full member since 2010 Milan Italy" in page.text
    (facts,) = page.all("dl", class_="facts")
    assert words(facts) == "Also known as Mailand, Milano Chair Urban farming"
    assert "Milan chair" not in page.text


def test_members_are_shown_who_holds_a_post_there(client: Client) -> None:
    city = make_city("Utrecht")
    make_post(person=make_person("Anna"), city=city, kind="coordinator", title="Head of Europe")
    make_post(person=make_person("Berta"), city=city)
    make_post(
        person=make_person("Gone"), city=city, ends_on=timezone.localdate() - timedelta(days=1)
    )

    member = read(sign_in(Client(), make_representative()), "/cities/utrecht/")

    assert member.section("People").strip() == (
        "Seen by members only Anna, Head of Europe (coordinator) Berta, representative"
    )
    for outsider in (client, sign_in(Client(), make_former_representative())):
        page = read(outsider, "/cities/utrecht/")
        assert "Anna" not in page.text
        assert "People" not in page.headings


def test_a_city_without_meetings_or_membership_says_so(client: Client) -> None:
    make_city("Elsewhere", is_member=False)

    page = read(client, "/cities/elsewhere/")

    assert "Not a member city" in page.text
    assert "Elsewhere has neither hosted nor visited a meeting yet." in page.text


def test_a_city_that_left_keeps_its_page_and_says_until_when(client: Client) -> None:
    city = make_city("Elsewhere", is_member=False)
    city.memberships.create(starts_on=date(2010, 1, 1), ends_on=date(2020, 6, 30))
    make_meeting("At home", hosts=(city,), starts_on=date(2019, 1, 1))

    page = read(client, "/cities/elsewhere/")

    assert "Not a member city Member until 30 June 2020" in page.text
    assert "At home" in page.section("Hosted by Elsewhere")


def test_its_text_is_shown_to_all_and_its_mailbox_to_members(client: Client) -> None:
    make_city("Utrecht", text="<p>On the <em>Rhine</em>.</p>", mailbox="europe@utrecht.example")

    assert "On the Rhine ." in read(client, "/cities/utrecht/").text.replace("Rhine.", "Rhine .")
    for outsider in (client, sign_in(Client(), make_former_representative())):
        assert "europe@utrecht.example" not in read(outsider, "/cities/utrecht/").text
    member = read(sign_in(Client(), make_representative()), "/cities/utrecht/")
    assert "mailto:europe@utrecht.example" in member.links


def test_staff_find_the_way_to_its_desk_and_others_do_not(client: Client) -> None:
    make_city("Utrecht")

    staff = read(sign_in(Client(), make_staff()), "/cities/utrecht/")

    assert "/manage/cities/utrecht/" in staff.links
    for other in (client, sign_in(Client(), make_representative())):
        assert "/manage/cities/utrecht/" not in read(other, "/cities/utrecht/").links


def test_the_address_of_a_record_that_was_merged_leads_on(client: Client) -> None:
    make_former_address(make_city("Nürnberg", slug="nuernberg"), "nuremberg")

    response = client.get("/cities/nuremberg/")

    assert (response.status_code, response["Location"]) == (301, "/cities/nuernberg/")


def test_it_names_no_meeting_that_the_reader_may_not_open(client: Client) -> None:
    city = make_city()
    make_draft("Secret", hosts=(city,))
    make_meeting("Members’", hosts=(city,), page_audience="members")

    page = read(client, city.get_absolute_url())

    assert "Secret" not in page.text
    assert "Members’" not in page.text


def test_an_address_of_no_city_is_not_found(client: Client) -> None:
    read(client, "/cities/atlantis/", status=404)
