"""What an office that is given or taken does to invitations to an office, and that one administrator stays."""

import pytest
from django.core.exceptions import ValidationError

from members.actions.offices import close_login, give_office
from members.models import Person
from tests.factories import make_person, make_staff
from tests.racing import race
from tests.ways_in import make_invitation

pytestmark = pytest.mark.django_db

STAFF, ADMINISTRATOR = Person.Office.STAFF, Person.Office.ADMINISTRATOR


@pytest.mark.parametrize("is_named", [True, False])
def test_an_earlier_invitation_does_not_give_back_an_office_that_was_taken(is_named: bool) -> None:
    person = make_staff(email="a@x.org")
    offer = make_invitation("a@x.org", office=STAFF, person=person if is_named else None)

    give_office(person=person, office=Person.Office.NONE, by=None)

    offer.refresh_from_db()
    assert not offer.is_open


@pytest.mark.parametrize(("office", "is_open"), [("staff", False), ("administrator", True)])
def test_who_is_no_administrator_any_more_has_invited_nobody_to_an_office(
    office: Person.Office, is_open: bool
) -> None:
    make_staff(office=ADMINISTRATOR)
    was = make_staff(office=STAFF if office == ADMINISTRATOR else ADMINISTRATOR)
    offer = make_invitation("new@x.org", office=STAFF, invited_by=was)
    to_city = make_invitation("other@x.org", invited_by=was)

    give_office(person=was, office=office, by=make_person())

    offer.refresh_from_db()
    to_city.refresh_from_db()
    assert (offer.is_open, to_city.is_open) == (is_open, True)


@pytest.mark.parametrize("end", ["office", "login"])
def test_the_last_administrator_stays(end: str) -> None:
    last = make_staff(office=ADMINISTRATOR)
    make_staff(office=ADMINISTRATOR, is_active=False)

    with pytest.raises(ValidationError, match="only administrator"):
        end_power(end, of=last, by=make_staff())

    last.refresh_from_db()
    assert (last.office, last.is_active) == (ADMINISTRATOR, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", ["office", "login"])
def test_of_two_who_end_each_others_power_at_once_one_stays(end: str) -> None:
    one, other = make_staff(office=ADMINISTRATOR), make_staff(office=ADMINISTRATOR)
    turns = iter([(one, other), (other, one)])

    outcomes = race(lambda: end_power(end, of=(turn := next(turns))[0], by=turn[1]), times=2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "ValidationError"]
    assert Person.objects.filter(office=ADMINISTRATOR, is_active=True).count() == 1


def end_power(end: str, *, of: Person, by: Person) -> None:
    if end == "office":
        give_office(person=of, office=Person.Office.NONE, by=by)
    else:
        close_login(person=of, by=by)
