"""Erasing oneself: what is said before, who one is, the word, and that one is gone."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from members.models import Person
from tests.factories import (
    PASSWORD,
    make_chair,
    make_group,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import Page, read

pytestmark = pytest.mark.django_db

ADDRESS = "/my/data/erase/"


def log_in(client: Client, person: Person) -> None:
    """As people do, so that it is noted when they said who they are."""
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def is_erased(person: Person) -> bool:
    person.refresh_from_db()
    return person.erased_at is not None


def test_it_says_what_happens_and_what_will_be_vacant(client: Client) -> None:
    chair = make_chair(make_group("Urban farming"))

    page = read(sign_in(client, chair), ADDRESS)

    assert "deleted, now and for good" in page.section("What happens")
    assert "Chair of Urban farming" in page.section("What will be vacant")
    assert "/my/data.json" in page.links


def test_one_says_again_who_one_is_before_there_is_a_form(client: Client) -> None:
    person = make_representative(password=PASSWORD)
    sign_in(client, person)

    page = read(client, ADDRESS)
    response = client.post(ADDRESS, {"word": "erase"})

    assert not list(page.all("input", name="word"))
    assert f"/accounts/again/?next={ADDRESS}" in page.links
    assert response["Location"] == "/accounts/again/?next=%2Fmy%2Fdata%2Ferase%2F"
    assert not is_erased(person)


def test_the_whole_way(client: Client) -> None:
    person = make_representative("Utrecht representative", password=PASSWORD)
    sign_in(client, person)

    form = client.post(f"/accounts/again/?next={ADDRESS}", {"password": PASSWORD}, follow=True)
    assert list(Page(form).all("input", name="word"))
    page = Page(client.post(ADDRESS, {"word": " Erase "}))

    assert page.errors == []
    assert page.headings == ["You are erased"]
    assert is_erased(person)
    assert "Utrecht representative" not in page.response.content.decode()
    assert client.get("/my/data/").status_code == 302


def test_after_ten_minutes_one_says_it_again(client: Client) -> None:
    person = make_representative(password=PASSWORD)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, person)
        assert list(read(client, ADDRESS).all("input", name="word"))
        clock.shift(601)

        response = client.post(ADDRESS, {"word": "erase"})

    assert response.status_code == 302
    assert not is_erased(person)


def test_who_has_no_password_and_no_factor_logs_in_anew(client: Client) -> None:
    person = make_person()
    sign_in(client, person)

    page = read(client, ADDRESS)
    response = client.post(ADDRESS, {"word": "erase"})

    assert "log out, log in again" in page.text
    assert response["Location"].startswith("/accounts/logout/")
    assert not is_erased(person)


@pytest.mark.parametrize("word", ["", "yes", "erased"])
def test_without_the_word_nothing_happens(client: Client, word: str) -> None:
    person = make_representative(password=PASSWORD)
    log_in(client, person)

    page = Page(client.post(ADDRESS, {"word": word}))

    assert "This did not work yet" in page.headings
    assert not is_erased(person)


def test_the_only_administrator_is_told_why_not(client: Client) -> None:
    person = make_staff(office=Person.Office.ADMINISTRATOR, password=PASSWORD)
    log_in(client, person)

    page = Page(client.post(ADDRESS, {"word": "erase"}))

    assert "Make somebody else an administrator first" in page.text
    assert not is_erased(person)


def test_looking_erases_nobody(client: Client) -> None:
    person = make_representative(password=PASSWORD)
    log_in(client, person)

    client.get(ADDRESS, {"word": "erase"})

    assert not is_erased(person)
