"""An agenda of two days, and its secretariat."""

from datetime import date, time

import pytest
from django.test import Client

from members.models import Person
from tests.factories import make_city, make_day, make_item, make_meeting, make_staff, sign_in
from visits.models import AgendaDay, AgendaItem, Meeting

AGENDA = "/manage/meetings/visit/agenda/"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def meeting() -> Meeting:
    brno = make_city("Brno", time_zone="Europe/Prague")
    return make_meeting("Visit", hosts=(brno,), starts_on=date(2027, 6, 1))


@pytest.fixture
def tuesday(meeting: Meeting) -> AgendaDay:
    return make_day(meeting=meeting)


@pytest.fixture
def wednesday(meeting: Meeting) -> AgendaDay:
    return make_day(meeting=meeting, on=date(2027, 6, 2))


@pytest.fixture
def welcome(tuesday: AgendaDay) -> AgendaItem:
    return make_item("Welcome", day=tuesday, starts=time(9), ends=time(10))


@pytest.fixture
def lunch(tuesday: AgendaDay) -> AgendaItem:
    return make_item("Lunch", day=tuesday, kind="meal", starts=time(12), ends=time(13))


@pytest.fixture
def secretary(client: Client) -> Person:
    """Signed in with ``client``."""
    person = make_staff("Secretariat")
    sign_in(client, person)
    return person
