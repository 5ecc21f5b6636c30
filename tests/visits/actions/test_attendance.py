from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_city, make_meeting, make_person
from visits.actions.attendance import note_cities, note_person
from visits.models import Attendance

pytestmark = pytest.mark.django_db


def test_note_cities_twice_is_once_and_never_the_host() -> None:
    milan, riga = make_city("Milan"), make_city("Riga")
    meeting = make_meeting(hosts=(milan,))

    for _ in range(2):
        note_cities(meeting=meeting, cities=[milan, riga], by=None)

    assert [row.city for row in Attendance.objects.all()] == [riga]


def test_note_person_keeps_the_city_of_that_day() -> None:
    meeting = make_meeting(starts_on=date(2017, 2, 23), ends_on=date(2017, 2, 24))
    person, riga = make_person(), make_city("Riga")

    row = note_person(meeting=meeting, person=person, city=riga, on=date(2017, 2, 23), by=None)

    assert (row.person, row.city, row.on) == (person, riga, date(2017, 2, 23))


def test_note_person_on_a_day_outside_is_refused() -> None:
    meeting = make_meeting(starts_on=date(2017, 2, 23), ends_on=date(2017, 2, 24))

    with pytest.raises(ValidationError, match="not one of the meeting"):
        note_person(meeting=meeting, person=make_person(), city=None, on=date(2017, 3, 1), by=None)
