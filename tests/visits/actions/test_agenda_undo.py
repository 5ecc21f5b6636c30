from datetime import time
from itertools import count
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from members.models import Person
from portal.models import LogEntry
from tests.factories import make_document, make_person, make_staff
from tests.racing import race
from tests.visits.actions.agendas import (
    FIRST,
    SECOND,
    THIRD,
    day_of,
    item_of,
    lines,
    make_agenda,
)
from visits.actions import agenda_days, agenda_items, agenda_order, agenda_speakers
from visits.actions.agenda_undo import redo, undo
from visits.models import AgendaChange, AgendaItem, Meeting
from visits.planned import SpeakerGiven

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_agenda("09:00 10:00 Welcome", "10:00 11:00 Walk", "12:00 13:00 Lunch")


@pytest.fixture
def by() -> Person:
    return make_staff("Brno organiser")


@pytest.fixture
def other() -> Person:
    return make_staff("Warsaw chair")


def rename(meeting: Meeting, title: str, to: str, by: Person) -> AgendaItem:
    item = item_of(meeting, title)
    names = ("kind", "starts", "ends", "place", "track", "description")
    same: dict[str, Any] = {name: getattr(item, name) for name in names}
    return agenda_items.edit_item(item=item, version=None, title=to, by=by, **same)


def test_undo_of_a_removal_brings_back_the_same_item_with_all_that_hung_on_it(
    meeting: Meeting, by: Person
) -> None:
    item = item_of(meeting, "Lunch")
    document = make_document(meeting=meeting, item=item)
    speaker = agenda_speakers.add_speaker(item=item, name="Renato Galliano", by=None)
    agenda_items.remove_item(item=item, by=by)

    undo(meeting=meeting, by=by)

    back = item_of(meeting, "Lunch")
    assert (back.pk, back.uid) == (item.pk, item.uid)
    assert [(one.pk, str(one)) for one in back.speakers.all()] == [(speaker.pk, "Renato Galliano")]
    assert list(back.documents.all()) == [document]


def test_undo_goes_back_step_by_step_and_redo_forth(meeting: Meeting, by: Person) -> None:
    before = lines(meeting)
    agenda_order.step_item(item=item_of(meeting, "Walk"), direction="earlier", by=by)
    stepped = lines(meeting)
    agenda_days.remove_day(day=day_of(meeting), by=by)

    undo(meeting=meeting, by=by)
    assert lines(meeting) == stepped
    undo(meeting=meeting, by=by)
    assert lines(meeting) == before
    with pytest.raises(ValidationError, match="nothing of yours to undo"):
        undo(meeting=meeting, by=by)
    redo(meeting=meeting, by=by)
    redo(meeting=meeting, by=by)
    assert not meeting.days.exists()
    with pytest.raises(ValidationError, match="nothing of yours to do again"):
        redo(meeting=meeting, by=by)


def test_redo_is_gone_once_something_else_was_done(meeting: Meeting, by: Person) -> None:
    rename(meeting, "Walk", "Stroll", by)
    undo(meeting=meeting, by=by)
    rename(meeting, "Lunch", "Dinner", by)

    with pytest.raises(ValidationError, match="do again"):
        redo(meeting=meeting, by=by)


def test_undo_takes_back_ones_own_change_beside_anothers(
    meeting: Meeting, by: Person, other: Person
) -> None:
    agenda_items.move_item(item=item_of(meeting, "Lunch"), starts=time(13), ends=time(14), by=by)
    rename(meeting, "Lunch", "Dinner", other)

    undo(meeting=meeting, by=by)

    assert lines(meeting)[-1] == "12:00 13:00 Dinner"


def test_undo_of_what_another_changed_since_is_refused_with_the_name(
    meeting: Meeting, by: Person, other: Person
) -> None:
    rename(meeting, "Lunch", "Dinner", by)
    rename(meeting, "Dinner", "Supper", other)

    with pytest.raises(ValidationError, match="Warsaw chair changed “Supper” since") as refused:
        undo(meeting=meeting, by=by)

    assert refused.value.code == "changed"
    assert lines(meeting)[-1] == "12:00 13:00 Supper"


def test_undo_of_another_persons_change_only_when_it_is_named(
    meeting: Meeting, by: Person, other: Person
) -> None:
    rename(meeting, "Lunch", "Dinner", other)
    change = AgendaChange.objects.get()

    with pytest.raises(ValidationError, match="nothing of yours"):
        undo(meeting=meeting, by=by)
    undo(meeting=meeting, change=change, by=by)

    assert lines(meeting)[-1] == "12:00 13:00 Lunch"
    logged = LogEntry.objects.get(verb="undo")
    assert (logged.actor_id, logged.facts) == (by.pk, {"change": change.pk})


def test_undo_of_a_new_day_that_others_filled_is_refused(
    meeting: Meeting, by: Person, other: Person
) -> None:
    day = agenda_days.add_day(meeting=meeting, on=SECOND, by=by)
    agenda_items.add_item(day=day, title="Ideas", starts=time(9), ends=time(10), by=other)

    with pytest.raises(ValidationError, match="Warsaw chair changed “Ideas” since"):
        undo(meeting=meeting, by=by)

    assert lines(meeting, SECOND) == ["09:00 10:00 Ideas"]


def test_undo_onto_a_date_that_another_day_took_is_refused(meeting: Meeting, by: Person) -> None:
    agenda_days.edit_day(day=day_of(meeting), on=THIRD, by=by)
    agenda_days.add_day(meeting=meeting, on=FIRST, by=None)

    with pytest.raises(ValidationError, match="another day on that date"):
        undo(meeting=meeting, by=by)


def test_undo_with_a_speaker_who_is_gone_is_refused(meeting: Meeting, by: Person) -> None:
    person = make_person()
    item = item_of(meeting, "Lunch")
    agenda_speakers.set_speakers(item=item, speakers=[SpeakerGiven(person=person)], by=None)
    agenda_speakers.set_speakers(item=item, speakers=[], by=by)
    person.delete()

    with pytest.raises(ValidationError, match="not in the network's records"):
        undo(meeting=meeting, by=by)


def test_what_the_portal_does_by_itself_is_not_kept_and_an_act_that_changes_nothing_neither(
    meeting: Meeting, by: Person
) -> None:
    agenda_days.add_day(meeting=meeting, on=SECOND, by=None)
    rename(meeting, "Lunch", "Lunch", by)

    assert not AgendaChange.objects.exists()


def test_a_change_keeps_what_it_touched_and_no_more(meeting: Meeting, by: Person) -> None:
    item = rename(meeting, "Lunch", "Dinner", by)

    change = AgendaChange.objects.get()
    assert change.before == {"days": {}, "items": {str(item.pk): {"title": "Lunch"}}}
    assert change.after == {"days": {}, "items": {str(item.pk): {"title": "Dinner"}}}


@pytest.mark.django_db(transaction=True)
def test_undo_against_a_concurrent_edit_loses_neither_of_them() -> None:
    meeting = make_agenda("12:00 13:00 Lunch")
    by, other = make_staff(), make_staff()
    rename(meeting, "Lunch", "Dinner", by)
    item = item_of(meeting, "Dinner")
    turns = count()

    def act() -> object:
        if next(turns):
            return undo(meeting=meeting, by=by)
        return agenda_items.edit_item(
            item=item,
            version=item.version,
            title="Supper",
            kind=item.kind,
            starts=item.starts,
            ends=item.ends,
            place="",
            track="",
            description="",
            by=other,
        )

    results = race(act, times=2)

    # Whoever took the row first has done it; the other was told, and nothing else happened.
    refused = [result for result in results if isinstance(result, ValidationError)]
    assert [error.code for error in refused] == ["changed"]
    undone = AgendaChange.objects.filter(undone_at__isnull=False).exists()
    assert lines(meeting) == [f"12:00 13:00 {'Lunch' if undone else 'Supper'}"]
