"""A list of cities at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.models import City
from tests.factories import make_city, make_representative, make_staff, sign_in
from tests.pages import Page, read

pytestmark = pytest.mark.django_db

ADDRESS = "/manage/cities/import/"
GOOD = "name,country_code,country,latitude,longitude,time_zone\nTromsø,NO,Norway,69.6,18.9,Europe/Oslo\n"


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def hand_in(desk: Client, content: bytes) -> Page:
    page = Page(desk.post(ADDRESS, {"file": SimpleUploadedFile("cities.csv", content)}))
    assert page.errors == []
    return page


def hidden(page: Page) -> dict[str, Any]:
    form = next(
        one for one in page.main.iter("form") if one.get("class", "").endswith("desk-final")
    )
    return {one.get("name", ""): one.get("value", "") for one in form.iter("input")}


def test_it_is_looked_at_first_and_then_brought_in_by_a_button(desk: Client) -> None:
    page = hand_in(desk, GOOD.encode("latin-1"))

    assert "1 would be added, 0 changed, 0 stay as they are. Nothing is kept yet." in page.text
    assert not City.objects.exists()

    done = desk.post(ADDRESS, hidden(page), follow=True)
    assert City.objects.get().name == "Tromsø"
    assert "The list is in: 1 added, 0 changed" in done.content.decode()


def test_faults_are_told_by_line_and_there_is_no_button(desk: Client) -> None:
    page = hand_in(desk, GOOD.replace("69.6", "north").encode())

    assert "1 line has faults. Nothing is imported" in page.text
    assert "latitude: “north” is not degrees" in page.text
    assert not list(page.all("form", class_="desk-final"))


def test_a_last_press_on_faulty_lines_keeps_nothing(desk: Client) -> None:
    desk.post(ADDRESS, {"text": GOOD + "Bodø,N,Norway,67,14,Europe/Oslo\n", "is_final": "on"})

    assert not City.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\0\0", "This file is no text."),
        (b"a,b\n1,2\n", "There is no column name"),
        (b"x" * 600_000, "a list has at most"),
    ],
)
def test_what_is_no_list_is_refused(desk: Client, content: bytes, why: str) -> None:
    assert why in hand_in(desk, content).text


def test_nothing_handed_in_says_so(desk: Client) -> None:
    response = desk.post(ADDRESS, {})

    assert "Choose a file." in response.content.decode()


def test_a_line_that_changes_nothing_says_so(desk: Client) -> None:
    make_city("Brno")

    page = hand_in(desk, b"name,country_code\nBrno,NL\n")

    assert "Brno stays as it is" in page.text


def test_others_are_told_that_it_is_not_for_them(client: Client) -> None:
    assert client.get(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"
    read(sign_in(client, make_representative()), ADDRESS, status=403)
    refused = client.post(ADDRESS, {"text": GOOD, "is_final": "on"})
    assert (refused.status_code, City.objects.count()) == (403, 1)
