"""Erasing while somebody else changes the person, or erases too: one of them, and nothing is left behind."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError

from members.actions.acceptance import ClosedError, accept
from members.models import Invitation, Person, Post
from portal import erasure
from portal.erasure import Reason, erase
from portal.models import Message
from tests.factories import make_city, make_post, make_representative
from tests.racing import race
from tests.traces import EMAIL, NAME
from tests.ways_in import make_invitation

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_erase_at_once_one_does() -> None:
    person = make_representative()

    outcomes = race(lambda: erase(person=person, by=None, reason=Reason.ASKED), times=4)

    assert sorted(map(str, outcomes)) == ["False", "False", "False", "True"]
    assert Message.objects.count() == 1


def test_who_holds_an_older_copy_cannot_write_the_name_back() -> None:
    person = make_representative(NAME, email=EMAIL)
    stale = Person.objects.get(pk=person.pk)

    erase(person=person, by=person, reason=Reason.WISH)

    with pytest.raises(IntegrityError, match="person_erased_stays_erased"):
        stale.save()
    assert not Person.objects.filter(name=NAME).exists()


@pytest.mark.parametrize("_attempt", range(3))
def test_whoever_changes_the_person_meanwhile_comes_before_or_finds_nobody(_attempt: int) -> None:
    person = make_representative(NAME, email=EMAIL)
    acts = iter([True, False] * 3)

    outcomes = race(lambda: _erase_or_change(person, next(acts)), times=6)

    # Who came too late was refused by the database, and nothing of it is left.
    allowed = (bool, type(None), IntegrityError)
    assert all(isinstance(outcome, allowed) for outcome in outcomes), outcomes
    assert outcomes.count(True) == 1
    assert not Post.objects.filter(person=person).exists()
    assert Person.objects.get(pk=person.pk).name == erasure.NAMELESS


def _erase_or_change(person: Person, erases: bool) -> bool | None:
    if erases:
        return erase(person=person, by=None, reason=Reason.ASKED)
    fresh = Person.objects.get(pk=person.pk)
    fresh.phone = "+31 30 765 43 21"
    if fresh.erased_at is None:
        make_post(person=fresh, city=make_city())
        fresh.save()
    return None


def test_nobody_gives_an_erased_person_a_post() -> None:
    person = make_representative()
    erase(person=person, by=person, reason=Reason.WISH)

    with pytest.raises(IntegrityError, match="person_erased_gets_nothing"):
        make_post(person=person, city=make_city())


@pytest.mark.parametrize("_attempt", range(3))
def test_whoever_accepts_an_invitation_meanwhile_comes_before_or_finds_it_gone(
    _attempt: int,
) -> None:
    person = make_representative(NAME, email=EMAIL)
    invitations = iter([make_invitation(EMAIL) for _ in range(3)])
    acts = iter([True, False] * 3)

    outcomes = race(lambda: _erase_or_accept(person, next(acts), invitations), times=6)

    allowed = (bool, type(None), ClosedError)
    assert all(isinstance(outcome, allowed) for outcome in outcomes), outcomes
    assert not Post.objects.current().filter(person=person).exists()
    assert Person.objects.get().name == erasure.NAMELESS


def _erase_or_accept(
    person: Person, erases: bool, invitations: Iterator[Invitation]
) -> bool | None:
    if erases:
        return erase(person=person, by=None, reason=Reason.ASKED)
    accept(invitation=next(invitations), sends=1, by=person)
    return None
