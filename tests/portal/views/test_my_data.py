"""My data: the page and the file say the same, and leave out nothing that the table of personal data lists."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Person
from portal.my_data import sections
from portal.retention import PURPOSES
from tests.factories import make_person, make_representative, sign_in
from tests.pages import Page, read, words
from tests.traces import NAME, held, make_traced_person
from tests.ways_in import make_consent

pytestmark = pytest.mark.django_db

ADDRESS, FILE = "/my/data/", "/my/data.json"


def the_file(client: Client, person: Person) -> Any:
    response = sign_in(client, person).get(FILE)
    assert response.status_code == 200
    return json.loads(response.content)


def test_every_listed_field_is_in_the_file() -> None:
    """For a person of whom there is everything; secrets are named and not shown."""
    person = make_traced_person()

    shown = {
        (section.purpose.name, record.kind, fact.name)
        for section in sections(person)
        for record in section.records
        for fact in record.facts
    }

    missing = {
        (purpose.name, str(held.model._meta.verbose_name), name)
        for purpose in PURPOSES
        for held in purpose.held
        if held.whose
        for name in held.shown
    } - shown
    # Whoever can read this was not erased.
    assert {name for purpose, _kind, name in missing} == {
        "person_id", "subject_type", "subject_id", "field", "found_at", "decision",
        "decided_at",
    }  # fmt: skip
    assert {purpose for purpose, _kind, _name in missing} == {"erased"}


def test_the_file_says_what_the_page_says(client: Client) -> None:
    person = make_traced_person()

    page, file = read(sign_in(client, person), ADDRESS), the_file(client, person)

    on_page = [words(one) for one in page.all("dd")]
    in_file = [
        fact.shown
        for section in sections(person)
        for record in section.records
        for fact in record.filled
    ]
    assert on_page == [" ".join(each.split()) for each in in_file]
    kept = [section["title"] for section in file["sections"] if has_anything(section)]
    assert [heading for heading in page.headings if heading in kept] == kept


def has_anything(section: Any) -> bool:
    return any(value for record in section["records"] for value in record["facts"].values())


def test_values_of_the_file_are_those_of_the_rows(client: Client) -> None:
    person = make_traced_person()

    file = the_file(client, person)

    of = {section["name"]: section for section in file["sections"]}
    facts = of["name"]["records"][0]["facts"]
    assert (facts["name"], facts["email"]) == (NAME, person.email)
    assert of["profile"]["records"][0]["facts"] == {
        "phone": "+31 30 123 45 67",
        "languages": ["nl", "pl"],
        "news": "at_once",
    }
    assert of["needs"]["records"][0]["facts"] == {"diet": "no nuts", "access_needs": "a ramp"}
    posts = [record["facts"] for record in of["posts"]["records"] if record["kind"] == "post"]
    assert [(each["person"], each["city"], each["title"]) for each in posts] == [
        ("you", "Utrecht", "Policy officer")
    ]
    assert len(of["downloads"]["records"]) == 1
    assert of["mail"]["records"][0]["facts"]["subject"] == "A place in a group"


def test_secrets_are_named_and_never_shown(client: Client) -> None:
    person = make_traced_person()

    text = sign_in(client, person).get(FILE).content.decode()
    page = read(client, ADDRESS)

    assert "password" in page.section("How you log in")
    for secret in (person.password, '"secret"', client.session.session_key):
        assert str(secret) not in text + page.response.content.decode()


def test_nothing_about_others(client: Client) -> None:
    """Whom I invited and whose request I answered is theirs; that it was me is mine."""
    person = make_traced_person()

    text = sign_in(client, person).get(FILE).content.decode()

    for theirs in ("other@example.org", "someone@example.org", "Brno organiser", "other.new@"):
        assert theirs not in text
    assert "somebody else" in text


def test_it_is_kept_by_no_browser_and_downloaded_under_a_name(client: Client) -> None:
    sign_in(client, make_representative())

    for address in (ADDRESS, FILE):
        assert "no-store" in client.get(address)["Cache-Control"]
    response = client.get(FILE)
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", [ADDRESS, FILE])
def test_it_is_not_asked_for_too_often(client: Client, address: str) -> None:
    sign_in(client, make_representative())

    answers = [client.get(address).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_a_new_person_is_shown_as_well(client: Client) -> None:
    page = read(sign_in(client, make_person()), ADDRESS)

    assert "no consent of yours stands" in page.text
    assert "Invitations" in page.section("Nothing is kept about you for")


def test_as_many_questions_with_many_rows_as_with_one(client: Client) -> None:
    """More than other pages ask: one for each line of the table."""
    person = make_traced_person()
    sign_in(client, person)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    make_more(person)

    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)

    assert len(many) == len(few)


def make_more(person: Person) -> None:
    """Every row of the person's once more, where nothing says that there is only one."""
    for each in held():
        if each.whose is None or each.label in {"members.Person", "procrastinate.ProcrastinateJob"}:
            continue
        for row in list(each.rows_of(person)):
            row.pk = None
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
            except IntegrityError:
                continue


# Taking back --------------------------------------------------------------------------------------


def test_a_consent_is_taken_back(client: Client) -> None:
    person = make_representative(diet="no nuts")
    consent = make_consent(person=person)

    response = sign_in(client, person).post(ADDRESS, {"consent": consent.pk}, follow=True)

    person.refresh_from_db()
    assert person.diet == ""
    assert "Your consent is taken back" in Page(response).text


def test_a_consent_of_somebody_else_is_none(client: Client) -> None:
    other = make_representative(diet="no nuts")
    consent = make_consent(person=other)

    response = sign_in(client, make_representative()).post(ADDRESS, {"consent": consent.pk})

    consent.refresh_from_db()
    assert consent.withdrawn_at is None
    assert "taken back already" in Page(response).text
