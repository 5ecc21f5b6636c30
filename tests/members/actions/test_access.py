"""Requests for access: asked, confirmed, told to whom they wait for, and answered once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.actions import access as acts
from members.models import AccessRequest, City, GroupRequest, Invitation, Person, Post
from members.permissions import may_answer
from members.reader import Reader
from portal.lib import jobs
from portal.models import Message
from tests.factories import make_city, make_group, make_group_membership, make_person, make_staff
from tests.racing import race
from tests.ways_in import make_access_request, make_coordinator, make_group_request

pytestmark = pytest.mark.django_db

SAID = {"name": "Anna Smith", "title": "Officer", "note": "I work on housing."}
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


def ask(email: str, city: City, **said: str) -> None:
    acts.ask(email=email, city=city, by=None, **(SAID | said))


def subjects() -> list[str]:
    jobs.run_due()
    return [str(each.subject) for each in outbox.outbox]


def test_what_is_asked_waits_for_its_address(utrecht: City) -> None:
    ask("a@utrecht.example", utrecht)

    (asked,) = AccessRequest.objects.all()
    assert (asked.name, asked.city, asked.confirmed_at) == ("Anna Smith", utrecht, None)
    assert not AccessRequest.objects.waiting().exists()
    assert subjects() == ["Confirm that you ask for access for Utrecht"]
    body = str(outbox.outbox[0].body)
    assert "http://localhost:8000/accounts/ask/" in body
    # A stranger wrote them, and they would go to whoever has that address.
    assert not [said for said in SAID.values() if said in body]
    assert Message.objects.get().text == ""


def test_asked_again_is_asked_once_and_the_last_words_count(utrecht: City) -> None:
    ask("a@utrecht.example", utrecht)
    ask("a@utrecht.example", utrecht, name="Anna B. Smith")

    assert AccessRequest.objects.get().name == "Anna B. Smith"


def test_what_is_confirmed_is_not_changed_by_asking_again(utrecht: City) -> None:
    make_access_request("a@utrecht.example", city=utrecht, name="Anna")

    ask("a@utrecht.example", utrecht, name="Somebody else")

    assert AccessRequest.objects.get().name == "Anna"
    assert subjects() == ["Your request for Utrecht is waiting"]


def test_who_has_an_account_is_told_to_log_in(utrecht: City) -> None:
    make_person(email="a@utrecht.example", city=utrecht, password="a password")

    ask("a@utrecht.example", utrecht)

    assert subjects() == ["You have an account at EUROCITIES"]
    assert not AccessRequest.objects.exists()


def test_who_was_imported_and_who_is_of_another_city_may_ask(utrecht: City) -> None:
    make_person(email="a@utrecht.example", city=utrecht)
    make_person(email="b@utrecht.example", city=make_city(), password="a password")

    ask("a@utrecht.example", utrecht)
    ask("b@utrecht.example", utrecht)

    assert subjects() == ["Confirm that you ask for access for Utrecht"] * 2


# Confirmed ----------------------------------------------------------------------------------------


def confirm(asked: AccessRequest) -> AccessRequest:
    return acts.confirm(asked=asked, by=None, **SAID)


def unconfirmed(city: City, email: str = "a@utrecht.example") -> AccessRequest:
    return make_access_request(email, city=city, confirmed_at=None, to_staff_at=None)


def test_confirmed_it_waits_three_working_days_for_the_city(utrecht: City) -> None:
    make_coordinator(utrecht)
    with time_machine.travel(MONDAY, tick=False):
        asked = confirm(unconfirmed(utrecht))

    assert asked.to_staff_at == MONDAY + timedelta(days=3)
    assert subjects() == []


def test_without_a_coordinator_staff_are_told_at_once(utrecht: City) -> None:
    asked = confirm(unconfirmed(utrecht))

    assert asked.is_with_staff
    assert subjects() == ["A request waits for the secretariat"]
    assert outbox.outbox[0].to == [settings.NETWORK_EMAIL]
    assert "Access for a city\n- Anna Smith (a@utrecht.example), Utrecht\n" in outbox.outbox[0].body


def test_confirmed_twice_is_once(utrecht: City) -> None:
    asked = unconfirmed(utrecht)
    first = confirm(asked).confirmed_at

    again = acts.confirm(asked=asked, by=None, name="Other", title="", note="")

    assert (again.confirmed_at, again.name) == (first, "Anna Smith")


# Whose it is --------------------------------------------------------------------------------------


def test_whom_a_request_waits_for(utrecht: City) -> None:
    coordinator, other, staff = make_coordinator(utrecht), make_coordinator(), make_staff()
    with_city = make_access_request("a@x.org", city=utrecht)
    passed = make_access_request("b@x.org", city=utrecht, to_staff_at=timezone.now())
    make_access_request("c@x.org", city=utrecht, answer="granted", answered_at=timezone.now())
    unconfirmed(utrecht)

    def waits(person: Person) -> set[AccessRequest]:
        return set(AccessRequest.objects.waiting_for(Reader(person=person)))

    assert waits(coordinator) == {with_city, passed}
    assert waits(other) == set()
    assert waits(staff) == {passed}
    for person in (coordinator, other, staff):
        reader = Reader(person=person)
        may = {each for each in AccessRequest.objects.all() if may_answer(reader, each, each.city)}
        assert may & {with_city, passed} == waits(person)


# Answered -----------------------------------------------------------------------------------------


def grant(asked: AccessRequest, by: Person) -> Person:
    return acts.grant(asked=asked, kind=Post.Kind.REPRESENTATIVE, title="Head", by=by)


def test_granted_there_is_a_person_a_post_and_the_link_to_an_account(utrecht: City) -> None:
    by = make_coordinator(utrecht, "Utrecht coordinator")
    asked = make_access_request("a@x.org", city=utrecht, name="Anna Smith")

    person = grant(asked, by)

    assert (person.name, person.email, person.has_account) == ("Anna Smith", "a@x.org", False)
    post = person.posts.get()
    assert (post.city, post.title, post.starts_on) == (utrecht, "Head", timezone.localdate())
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.person) == ("granted", by, person)
    assert subjects() == ["Welcome: you represent Utrecht at EUROCITIES"]
    body = str(outbox.outbox[0].body)
    assert "Utrecht coordinator said yes: you are representative of Utrecht" in body
    assert "http://localhost:8000/invitations/" in body
    invitation = Invitation.objects.get()
    assert (invitation.person, invitation.sends) == (person, 1)


def test_who_is_known_keeps_the_record(utrecht: City) -> None:
    known = make_person("A. Smith", email="a@x.org", city=make_city(), password="a password")

    person = grant(make_access_request("a@x.org", city=utrecht), make_coordinator(utrecht))

    assert person == known
    assert known.posts.count() == 2
    assert subjects() == ["You represent Utrecht from today on"]
    assert not Invitation.objects.exists()


def test_refused_the_reason_is_mailed(utrecht: City) -> None:
    by = make_coordinator(utrecht, "Utrecht coordinator")
    asked = make_access_request("a@x.org", city=utrecht, name="Anna")

    acts.refuse(asked=asked, reason="You left last year.", by=by)

    body = str(outbox.outbox[0].body) if subjects() else ""
    assert "Utrecht coordinator answered no" in body
    assert "You left last year." in body
    assert not Person.objects.filter(email="a@x.org").exists()


def test_answered_is_answered(utrecht: City) -> None:
    by = make_coordinator(utrecht)
    asked = make_access_request("a@x.org", city=utrecht)
    grant(asked, by)

    with pytest.raises(ValidationError, match="answered this request meanwhile"):
        acts.refuse(asked=asked, reason="Too late.", by=by)


def test_nobody_is_let_in_for_a_city_that_left() -> None:
    asked = make_access_request("a@x.org", city=make_city("Oslo", is_member=False))

    with pytest.raises(ValidationError, match="Oslo is no member city today"):
        grant(asked, make_staff())


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_answer_once() -> None:
    city = make_city("Utrecht")
    by = make_coordinator(city)
    asked = make_access_request("a@x.org", city=city)

    results = race(lambda: grant(asked, by), times=4)

    assert sum(isinstance(each, Person) for each in results) == 1
    assert Post.objects.filter(person__email="a@x.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_asked_many_times_at_once_is_asked_once() -> None:
    city = make_city("Utrecht")

    results = race(lambda: ask("a@utrecht.example", city), times=6)

    assert [each for each in results if each is not None] == []
    assert AccessRequest.objects.count() == 1


def test_a_request_of_a_colleague_for_a_group_counts_while_the_post_lasts(utrecht: City) -> None:
    person = make_person(city=utrecht)
    make_group_membership(person=person, group=make_group())
    make_group_request(person=person, city=utrecht)
    assert GroupRequest.objects.waiting().count() == 1
