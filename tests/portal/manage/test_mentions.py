"""Places that name somebody who was erased: each leads there, and is decided about once, by somebody with a name."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentPage
from members.models import Person
from portal.erasure import Reason, erase
from portal.mentions import FINDERS, decide, located
from portal.models import LogEntry, Mention
from portal.retention import PUBLISHED
from tests.factories import make_group, make_staff, sign_in
from tests.pages import Page, read
from tests.racing import race
from tests.traces import EMAIL, NAME, make_traced_person, plant

pytestmark = pytest.mark.django_db

ADDRESS = "/manage/mentions/"


def make_mention(**fields: object) -> Mention:
    group = make_group("Urban farming")
    row = {"person_id": 999, "subject_type": "members.group", "field": "objectives"}
    return Mention.objects.create(**(row | {"subject_id": group.pk} | fields))


def test_every_kind_of_published_record_is_found() -> None:
    assert set(FINDERS) == {held.label.lower() for held in PUBLISHED.held}


def test_every_place_has_words_and_an_address_that_opens(client: Client) -> None:
    person = make_traced_person()
    plant(person)
    erase(person=person, by=None, reason=Reason.TERM)
    sign_in(client, make_staff())

    places = located(Mention.objects.filter(person_id=person.pk))

    assert {place.mention.subject_type for place in places} == set(FINDERS)
    assert [place for place in places if not place.words] == []
    for address in {place.address for place in places}:
        assert client.get(address).status_code == 200, address


def test_the_page_names_the_place_and_the_record_but_nobody(client: Client) -> None:
    person = make_traced_person()
    plant_one(person)
    erase(person=person, by=None, reason=Reason.TERM)

    page = read(sign_in(client, make_staff()), ADDRESS)

    slide = DocumentPage.objects.get()
    assert f"{slide.version.document.get_absolute_url()}#slide-1" in page.links
    assert str(person.pk) in page.text
    assert NAME not in page.text


def plant_one(person: Person) -> None:
    DocumentPage.objects.update(text=f"Questions? {person.name}, {EMAIL}")


def test_a_decision_is_kept_with_who_and_when(client: Client) -> None:
    staff, mention = make_staff("Brussels officer"), make_mention()

    response = sign_in(client, staff).post(
        ADDRESS, {"mention": mention.pk, "decision": "kept"}, follow=True
    )

    page = Page(response)
    assert "Your decision is kept." in page.text
    assert "Stays as it was published" in page.text
    assert "Brussels officer" in page.text
    mention.refresh_from_db()
    assert (mention.decision, mention.decided_by_id) == ("kept", staff.pk)
    assert LogEntry.objects.get(verb="decide_mention").facts == {"decision": "kept"}


def test_it_is_decided_once(client: Client) -> None:
    mention = make_mention()
    sign_in(client, make_staff()).post(ADDRESS, {"mention": mention.pk, "decision": "kept"})

    page = Page(client.post(ADDRESS, {"mention": mention.pk, "decision": "changed"}))

    assert "has decided about this place meanwhile" in page.text
    mention.refresh_from_db()
    assert mention.decision == "kept"


@pytest.mark.parametrize("given", [{}, {"mention": "0", "decision": "kept"}, {"decision": "kept"}])
def test_what_makes_no_sense_is_said(client: Client, given: dict[str, str]) -> None:
    mention = make_mention()

    page = Page(sign_in(client, make_staff()).post(ADDRESS, given))

    assert "This did not work yet" in page.headings
    mention.refresh_from_db()
    assert mention.decision == ""


def test_without_a_decision_it_stays_open(client: Client) -> None:
    mention = make_mention()

    sign_in(client, make_staff()).post(ADDRESS, {"mention": mention.pk, "decision": ""})

    mention.refresh_from_db()
    assert mention.decided_at is None


def test_who_decided_and_was_erased_is_a_former_colleague(client: Client) -> None:
    staff, mention = make_staff("Brussels officer"), make_mention()
    decide(mention=mention, decision=Mention.Decision.KEPT, by=staff)
    erase(person=staff, by=None, reason=Reason.LEFT)

    page = read(sign_in(client, make_staff()), ADDRESS)

    assert "a former colleague" in page.text


def test_a_place_whose_record_is_gone_says_so(client: Client) -> None:
    make_mention(subject_id=0)

    page = read(sign_in(client, make_staff()), ADDRESS)

    assert "is not there any more" in page.text


def test_with_nothing_to_decide_it_says_what_would_be(client: Client) -> None:
    assert "Nothing waits" in read(sign_in(client, make_staff()), ADDRESS).text


def test_many_places_ask_no_more_questions_than_one(client: Client) -> None:
    make_mention()
    sign_in(client, make_staff())
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    for number in range(20):
        group = apps.get_model("members.Group").objects.create(name=f"G{number}", slug=f"g{number}")
        Mention.objects.create(
            person_id=number, subject_type="members.group", subject_id=group.pk, field="name"
        )

    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)

    assert len(many) == len(one) <= 12


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does() -> None:
    mention, staff = make_mention(), make_staff()

    outcomes = race(
        lambda: decide(mention=mention, decision=Mention.Decision.KEPT, by=staff), times=3
    )

    assert [type(outcome) for outcome in outcomes if outcome] == [ValidationError] * 2
