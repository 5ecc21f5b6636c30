from collections.abc import Callable
from datetime import date, time

import pytest

from tests.factories import make_day, make_item, make_meeting, make_release
from tests.visits.actions.agendas import SECOND, THIRD, day_of, item_of, make_agenda
from visits.actions.agenda_days import (
    cancel_day,
    edit_day,
    remove_day,
    restore_day,
)
from visits.actions.agenda_items import add_item, cancel_item, move_item
from visits.actions.agenda_speakers import add_speaker
from visits.actions.releases import release_agenda
from visits.agenda import Agenda
from visits.agenda_changes import changes
from visits.draft import Draft
from visits.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db


def rename(item: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(title="Good morning")


def relocate(item: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(place="Room 2")


def describe(item: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(description="<p>More.</p>")


def move(item: AgendaItem) -> None:
    move_item(item=item, starts=time(14), ends=time(15, 30), by=None)


def cancel(item: AgendaItem) -> None:
    cancel_item(item=item, reason="The speaker is ill.", by=None)


def speak(item: AgendaItem) -> None:
    add_speaker(item=item, name="Renato Galliano", by=None)


def add(item: AgendaItem) -> None:
    add_item(day=item.day, title="Lunch", starts=time(12), ends=time(13), kind="meal", by=None)


def remove(item: AgendaItem) -> None:
    item.delete()


def nothing(item: AgendaItem) -> None:
    item.save()


@pytest.mark.parametrize(
    ("act", "sentences"),
    [
        (nothing, []),
        (rename, ["“Welcome” is now called “Good morning”."]),
        (relocate, ["“Welcome” moves from Room 1 to Room 2."]),
        (describe, ["Details of “Welcome” changed."]),
        (move, ["“Welcome” moves from 1 June, 09:00–10:00 to 1 June, 14:00–15:30."]),
        (cancel, ["“Welcome”, 1 June, 09:00–10:00, is cancelled: The speaker is ill."]),
        (speak, ["Speakers of “Welcome” are now Renato Galliano."]),
        (add, ["Added: “Lunch”, 1 June, 12:00–13:00."]),
        (remove, ["“Welcome” is no longer on the agenda."]),
    ],
)
def test_changes_says_it_in_a_sentence(
    act: Callable[[AgendaItem], None], sentences: list[str]
) -> None:
    meeting = make_meeting(starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))
    day = make_day(meeting=meeting, on=date(2027, 6, 1))
    item = make_item("Welcome", day=day, starts=time(9), ends=time(10), place="Room 1")
    old = Agenda.of(release_agenda(meeting=meeting, by=None))

    act(item)

    new = Agenda.of(release_agenda(meeting=meeting, by=None))
    assert changes(old, new) == sentences


# Days --------------------------------------------------------------------------------------------


def of_two_days() -> Meeting:
    """Three items on 1 June, two on 2 June, released."""
    meeting = make_agenda("09:00 10:00 Welcome", "10:00 11:00 Walk", "12:00 13:00 Lunch")
    make_agenda("09:00 10:00 Ideas", "10:00 11:00 Plans", on=SECOND, meeting=meeting)
    make_release(meeting)
    return meeting


def since(meeting: Meeting) -> list[str]:
    return Draft.of(meeting).changes


def test_a_day_that_moves_with_its_items_is_one_sentence() -> None:
    meeting = of_two_days()

    edit_day(day=day_of(meeting), on=THIRD, by=None)

    assert since(meeting) == ["Tuesday 1 June moves to Thursday 3 June, with all of its items."]


def test_days_that_all_move_by_one_are_a_sentence_each() -> None:
    meeting = of_two_days()
    edit_day(day=day_of(meeting, SECOND), on=THIRD, by=None)
    edit_day(day=day_of(meeting), on=SECOND, by=None)
    item = item_of(meeting, "Lunch")

    move_item(item=item, starts=time(12, 30), ends=time(13), by=None)

    assert since(meeting) == [
        "Tuesday 1 June moves to Wednesday 2 June, with all of its items.",
        "“Lunch” moves from 1 June, 12:00–13:00 to 2 June, 12:30–13:00.",
        "Wednesday 2 June moves to Thursday 3 June, with all of its items.",
    ]


def test_one_item_that_moves_to_another_day_is_no_day_that_moves() -> None:
    meeting = of_two_days()

    for title in ("Welcome", "Walk"):
        item = item_of(meeting, title)
        to = day_of(meeting, SECOND)
        move_item(item=item, day=to, starts=item.starts, ends=item.ends, by=None)

    assert since(meeting) == [
        "“Welcome” moves from 1 June, 09:00–10:00 to 2 June, 09:00–10:00.",
        "“Walk” moves from 1 June, 10:00–11:00 to 2 June, 10:00–11:00.",
    ]


def test_a_day_that_is_named_cancelled_restored_and_removed() -> None:
    meeting = of_two_days()
    edit_day(day=day_of(meeting), heading="In the city", by=None)
    cancel_day(day=day_of(meeting), reason="Strike.", by=None)
    remove_day(day=day_of(meeting, SECOND), by=None)

    assert since(meeting) == [
        "Tuesday 1 June is now called “In the city”.",
        "Tuesday 1 June is cancelled: Strike.",
        "Wednesday 2 June is no longer on the agenda.",
    ]
    make_release(meeting)
    edit_day(day=day_of(meeting), heading="", by=None)
    restore_day(day=day_of(meeting), by=None)
    assert since(meeting) == [
        "Tuesday 1 June is no longer called “In the city”.",
        "Tuesday 1 June takes place after all.",
    ]


def test_another_time_zone_is_told_once() -> None:
    meeting = of_two_days()
    meeting.time_zone = "Europe/Lisbon"

    assert since(meeting) == ["All times are now those of Europe/Lisbon."]


def test_without_a_release_nothing_has_changed() -> None:
    assert since(make_agenda("09:00 10:00 Welcome")) == []
