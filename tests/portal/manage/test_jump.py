"""Finding what one's desk holds by a few letters."""

import pytest
from django.test import Client

from tests.factories import (
    make_chair,
    make_city,
    make_group,
    make_meeting,
    make_person,
    make_staff,
    sign_in,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> None:
    group = make_group("Łódź revisited")
    make_meeting("Housing in Łódź", slug="lodz-2030-02", lead_group=group, state="draft")
    make_city("Łódź")
    make_person("Łódź representative")


def found(client: Client, words: str) -> list[str]:
    page = client.get("/manage/find/", {"q": words}, headers={"HX-Request": "true"})
    return [line for line in page.content.decode().splitlines() if "<a href" in line]


def test_staff_find_meetings_groups_cities_and_people_without_accents(
    client: Client, network: None
) -> None:
    links = "".join(found(sign_in(client, make_staff()), "lodz"))

    assert all(
        place in links
        for place in ("/meetings/lodz-2030-02/", "/groups/", "/cities/lodz/", "/manage/people/")
    )


def test_a_chair_finds_the_own_meetings_and_group_alone(client: Client, network: None) -> None:
    group = make_group("Łódź at work")
    make_meeting("Work in Łódź", slug="lodz-2030-03", lead_group=group)

    links = "".join(found(sign_in(client, make_chair(group)), "lodz"))

    assert links.count("<a href") == 2
    assert "/meetings/lodz-2030-03/" in links
    assert "Łódź revisited" not in links


def test_without_a_script_it_is_a_page_that_says_what_was_not_found(client: Client) -> None:
    page = read(sign_in(client, make_staff()), "/manage/find/?q=atlantis")

    assert "Nothing at your desk is called “atlantis”." in page.text


def test_a_sign_that_no_name_has_is_passed_over(client: Client, network: None) -> None:
    links = found(sign_in(client, make_staff()), "lo\0dz")

    assert "/meetings/lodz-2030-02/" in "".join(links)
