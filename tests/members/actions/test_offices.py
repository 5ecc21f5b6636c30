"""What an office that is given or taken does to invitations to an office."""

import pytest

from members.actions.offices import give_office
from members.models import Person
from tests.factories import make_person, make_staff
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
    was = make_staff(office=STAFF if office == ADMINISTRATOR else ADMINISTRATOR)
    offer = make_invitation("new@x.org", office=STAFF, invited_by=was)
    to_city = make_invitation("other@x.org", invited_by=was)

    give_office(person=was, office=office, by=make_person())

    offer.refresh_from_db()
    to_city.refresh_from_db()
    assert (offer.is_open, to_city.is_open) == (is_open, True)
