"""Erasing at the desk: found by name, with a reason, by whom it is allowed."""

import pytest
from django.test import Client

from members.models import Person
from portal.models import LogEntry
from tests.factories import make_person, make_representative, make_staff, sign_in
from tests.pages import Page, read

pytestmark = pytest.mark.django_db

FIND = "/manage/erasing/"
SAID = {"reason": "asked", "word": "erase"}


def is_erased(person: Person) -> bool:
    person.refresh_from_db()
    return person.erased_at is not None


@pytest.mark.parametrize("asked", ["zolc", "Łukasz", "LUKASZ@"])
def test_people_are_found_by_a_part_of_name_or_address(client: Client, asked: str) -> None:
    person = make_representative("Łukasz Żółć", email="lukasz@utrecht.example")
    make_representative("Brno organiser")

    page = read(sign_in(client, make_staff()), f"{FIND}?q={asked}")

    assert f"{FIND}{person.pk}/" in page.links
    assert "Brno organiser" not in page.text


@pytest.mark.parametrize("asked", ["", "nobody", "%%", "erased person", "former colleague"])
def test_nobody_is_listed_unasked_and_the_erased_never(client: Client, asked: str) -> None:
    staff, gone = make_staff(), make_representative()
    sign_in(client, staff).post(f"{FIND}{gone.pk}/", SAID)

    page = read(client, f"{FIND}?q={asked}")

    assert not [link for link in page.links if link.startswith(FIND)]


def test_staff_erase_with_a_reason(client: Client) -> None:
    staff, person = make_staff(), make_representative("Utrecht representative")

    page = Page(sign_in(client, staff).post(f"{FIND}{person.pk}/", SAID, follow=True))

    assert is_erased(person)
    assert "This person is erased." in page.text
    entry = LogEntry.objects.get(verb="erase_person")
    assert (entry.actor_id, entry.facts) == (staff.pk, {"reason": "asked"})


@pytest.mark.parametrize("missing", ["reason", "word"])
def test_without_reason_or_word_nothing_happens(client: Client, missing: str) -> None:
    person = make_representative()

    page = Page(sign_in(client, make_staff()).post(f"{FIND}{person.pk}/", SAID | {missing: ""}))

    assert "This did not work yet" in page.headings
    assert not is_erased(person)


@pytest.mark.parametrize("reason", ["wish", "term"])
def test_reasons_that_are_not_theirs_are_refused(client: Client, reason: str) -> None:
    person = make_representative()

    sign_in(client, make_staff()).post(f"{FIND}{person.pk}/", SAID | {"reason": reason})

    assert not is_erased(person)


def test_who_holds_an_office_is_erased_by_an_administrator_alone(client: Client) -> None:
    staff, colleague = make_staff(), make_staff()
    administrator = make_staff(office=Person.Office.ADMINISTRATOR)

    refused = sign_in(client, staff).post(f"{FIND}{colleague.pk}/", SAID)
    assert (refused.status_code, is_erased(colleague)) == (403, False)
    sign_in(client, administrator).post(f"{FIND}{colleague.pk}/", SAID)

    assert is_erased(colleague)


def test_ones_own_record_is_erased_where_one_says_who_one_is(client: Client) -> None:
    staff = make_staff()

    response = sign_in(client, staff).post(f"{FIND}{staff.pk}/", SAID)

    assert response["Location"] == "/my/data/erase/"
    assert not is_erased(staff)


def test_who_is_erased_is_not_there_any_more(client: Client) -> None:
    person = make_person()
    sign_in(client, make_staff()).post(f"{FIND}{person.pk}/", SAID)

    assert client.get(f"{FIND}{person.pk}/").status_code == 404
