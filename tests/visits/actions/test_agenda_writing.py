from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_document, make_staff
from tests.visits.actions.agendas import FIRST, SECOND, item_of, lines, make_agenda
from visits.actions.agenda_undo import undo
from visits.actions.agenda_writing import write_agenda
from visits.models import Meeting
from visits.planned import PlannedItem, SpeakerGiven

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_agenda("09:00 10:00 Welcome", "10:00 11:00 Walk")


def planned(title: str, starts: int, *, on: date = FIRST, **fields: object) -> PlannedItem:
    times = {"starts": time(starts), "ends": time(starts + 1)}
    return PlannedItem(on=on, title=title, **(times | fields))  # type: ignore[arg-type]


def test_write_agenda_adds_items_and_the_days_they_need_as_one_change(meeting: Meeting) -> None:
    by = make_staff()

    items = write_agenda(
        meeting=meeting,
        planned=[
            planned("Ideas", 9, on=SECOND, speakers=(SpeakerGiven(name="Renato Galliano"),)),
            planned("Lunch", 12, kind="meal"),
        ],
        by=by,
    )

    assert [item.title for item in items] == ["Ideas", "Lunch"]
    assert lines(meeting) == ["09:00 10:00 Welcome", "10:00 11:00 Walk", "12:00 13:00 Lunch"]
    assert lines(meeting, SECOND) == ["09:00 10:00 Ideas"]
    assert str(items[0].speakers.get()) == "Renato Galliano"
    undo(meeting=meeting, by=by)
    assert lines(meeting) == ["09:00 10:00 Welcome", "10:00 11:00 Walk"]
    assert not meeting.days.filter(on=SECOND).exists()


def test_write_agenda_that_replaces_keeps_items_of_the_same_title(meeting: Meeting) -> None:
    welcome, by = item_of(meeting, "Welcome"), make_staff()
    make_document(meeting=meeting, item=welcome)
    walking = make_document(meeting=meeting, item=item_of(meeting, "Walk"))

    write_agenda(meeting=meeting, planned=[planned("WELCOME", 11, on=SECOND)], replaces=True, by=by)

    kept = item_of(meeting, "WELCOME")
    assert (kept.pk, kept.uid, kept.documents.count()) == (welcome.pk, welcome.uid, 1)
    assert [day.on for day in meeting.days.all()] == [SECOND]
    walking.refresh_from_db()
    assert walking.item is None
    undo(meeting=meeting, by=by)
    assert lines(meeting) == ["09:00 10:00 Welcome", "10:00 11:00 Walk"]
    walking.refresh_from_db()
    assert walking.item == item_of(meeting, "Walk")


def test_write_agenda_refuses_all_where_one_item_has_no_title(meeting: Meeting) -> None:
    with pytest.raises(ValidationError):
        write_agenda(meeting=meeting, planned=[planned("Ideas", 9), planned("", 10)], by=None)

    assert len(lines(meeting)) == 2


def test_write_agenda_asks_the_database_once_an_item(meeting: Meeting) -> None:
    with CaptureQueriesContext(connection) as queries:
        write_agenda(
            meeting=meeting, planned=[planned(f"Part {n}", n % 22) for n in range(40)], by=None
        )

    assert len(queries) < 40 + 15
