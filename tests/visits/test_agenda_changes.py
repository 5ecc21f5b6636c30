from collections.abc import Callable
from datetime import date, time

import pytest

from tests.factories import make_day, make_item, make_meeting
from visits.actions.agenda_items import add_item, cancel_item, move_item
from visits.actions.agenda_speakers import add_speaker
from visits.actions.releases import release_agenda
from visits.agenda import Agenda
from visits.agenda_changes import changes
from visits.models import AgendaItem

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
