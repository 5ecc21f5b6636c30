"""Two who confirm the same address at once: one has it, and nothing of the other's is lost."""

import pytest

from members.actions.addresses import Outcome, ask_for_address, confirm_address
from members.models import AddressChange
from tests.factories import make_person
from tests.racing import race
from tests.ways_in import make_address_change

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_people_with_one_new_address_one_has_it() -> None:
    changes = iter([make_address_change(person=make_person()) for _ in range(2)])

    outcomes = race(lambda: confirm_address(change=next(changes), by=None, but=None), times=2)

    assert sorted(str(each) for each in outcomes) == [str(Outcome.DONE), str(Outcome.TAKEN)]
    assert not AddressChange.objects.open().exists()


def test_one_link_pressed_twice_at_once_is_used_once() -> None:
    change = make_address_change(person=make_person())

    outcomes = race(lambda: confirm_address(change=change, by=None, but=None), times=4)

    assert outcomes.count(Outcome.DONE) == 1
    assert outcomes.count(Outcome.OVER) == 3


def test_asking_twice_at_once_leaves_one_open() -> None:
    person = make_person()
    emails = iter(["a@example.org", "b@example.org", "c@example.org"])

    made = race(lambda: ask_for_address(person=person, email=next(emails), by=person), times=3)

    assert all(isinstance(each, AddressChange) for each in made)
    assert AddressChange.objects.open().count() == 1
