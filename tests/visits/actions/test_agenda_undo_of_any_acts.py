from collections.abc import Callable
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Person
from tests.factories import make_document, make_staff
from tests.visits.actions.agendas import SECOND, THIRD, item_of, make_agenda
from visits.actions import agenda_days, agenda_items, agenda_order, agenda_speakers
from visits.actions.agenda_undo import redo, undo
from visits.agenda_states import state_of
from visits.models import AgendaItem, Meeting
from visits.planned import SpeakerGiven

pytestmark = pytest.mark.django_db

Act = Callable[[Meeting, Person, int], object]


def some_item(meeting: Meeting, number: int) -> AgendaItem:
    items = AgendaItem.objects.filter(day__meeting=meeting).select_related("day__meeting")
    return items.order_by("pk")[number % items.count()]


def other_item(meeting: Meeting, number: int) -> AgendaItem:
    return some_item(meeting, number // 7)


ACTS: dict[str, Act] = {
    "move": lambda meeting, by, n: agenda_items.move_item(
        item=some_item(meeting, n), starts=time(n % 24), ends=time((n + 2) % 24), by=by
    ),
    "place": lambda meeting, by, n: agenda_order.place_item(
        item=some_item(meeting, n),
        day=other_item(meeting, n).day,
        before=other_item(meeting, n),
        by=by,
    ),
    "step": lambda meeting, by, n: agenda_order.step_item(
        item=some_item(meeting, n), direction="later" if n % 2 else "earlier", by=by
    ),
    "shift": lambda meeting, by, n: agenda_order.shift_from(
        item=some_item(meeting, n), minutes=n - 40, by=by
    ),
    "remove": lambda meeting, by, n: agenda_items.remove_item(item=some_item(meeting, n), by=by),
    "duplicate": lambda meeting, by, n: agenda_items.duplicate_item(
        item=some_item(meeting, n), by=by
    ),
    "cancel": lambda meeting, by, n: agenda_items.cancel_item(
        item=some_item(meeting, n), reason="Rain.", by=by
    ),
    "move day": lambda meeting, by, n: agenda_days.edit_day(
        day=some_item(meeting, n).day, on=THIRD, by=by
    ),
    "remove day": lambda meeting, by, n: agenda_days.remove_day(
        day=some_item(meeting, n).day, by=by
    ),
    "copy day": lambda meeting, by, n: agenda_days.duplicate_day(
        day=some_item(meeting, n).day, on=THIRD, by=by
    ),
    "speakers": lambda meeting, by, n: agenda_speakers.set_speakers(
        item=some_item(meeting, n), speakers=[SpeakerGiven(name=f"Speaker {n % 3}")], by=by
    ),
    "documents": lambda meeting, by, n: agenda_items.attach_documents(
        item=some_item(meeting, n), document_ids=[meeting.documents.get().pk], by=by
    ),
}


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 99)), min_size=3, max_size=7
    )
)
def test_any_acts_undone_give_the_first_agenda_back_and_done_again_the_last(
    steps: list[tuple[str, int]],
) -> None:
    meeting, by = make_agenda("09:00 10:00 Welcome", "10:00 12:00 @A Walk"), make_staff()
    make_agenda("10:00 11:00 @B Talk", "23:00 01:00 Bar", on=SECOND, meeting=meeting)
    make_document(meeting=meeting, item=item_of(meeting, "Bar"))
    first = state_of(meeting)
    for name, number in steps:
        if AgendaItem.objects.filter(day__meeting=meeting).exists():
            try:
                ACTS[name](meeting, by, number)
            except ValidationError:
                continue
    last, changes = state_of(meeting), meeting.agenda_changes.count()

    for _change in range(changes):
        undo(meeting=meeting, by=by)
    assert state_of(meeting) == first
    for _change in range(changes):
        redo(meeting=meeting, by=by)
    assert state_of(meeting) == last
