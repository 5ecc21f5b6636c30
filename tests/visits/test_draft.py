from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_city, make_document, make_person, make_release, make_staff
from tests.visits.actions.agendas import SECOND, THIRD, item_of, make_agenda
from visits.actions.agenda_items import edit_item
from visits.agenda import Agenda
from visits.draft import Draft, redoable, undoable
from visits.models import Speaker

pytestmark = pytest.mark.django_db


def test_draft_has_all_at_hand_in_four_questions() -> None:
    meeting = make_agenda("09:00 10:00 Welcome", "10:00 11:00 Walk")
    for on in (SECOND, THIRD):
        make_agenda(
            *(f"{hour:02}:00 23:00 Item {hour}" for hour in range(9, 20)), on=on, meeting=meeting
        )
    item = item_of(meeting, "Welcome")
    Speaker.objects.create(item=item, person=make_person("Speaker"), city=make_city("Milan"))
    make_document(meeting=meeting, item=item)
    make_document(meeting=meeting, item=item)
    make_release(meeting)

    with CaptureQueriesContext(connection) as queries:
        draft = Draft.of(meeting)
        told = [
            (str(speaker), speaker.city.name if speaker.city else "")
            for each in draft.items
            for speaker in each.speakers.all()
        ]
        counted = [each.document_count for each in draft.items]  # type: ignore[attr-defined]
        instants = [each.starts_at for each in draft.items]

    assert len(queries) == 4
    assert [len(day.items) for day in draft.days] == [2, 11, 11]
    assert told == [("Speaker", "Milan")]
    assert counted == [2, *[0] * 23]
    assert instants == sorted(instants)
    assert draft.by_id[item.pk].title == "Welcome"


def test_the_drafts_agenda_is_what_a_release_of_it_would_be() -> None:
    meeting = make_agenda("09:00 10:00 Welcome", "10:00 11:00 @A Walk")
    Speaker.objects.create(item=item_of(meeting, "Walk"), name="Renato Galliano")

    draft = Draft.of(meeting)

    assert draft.agenda == Agenda.of(make_release(meeting))


def test_what_can_be_undone_and_done_again_is_ones_own_last() -> None:
    meeting, by, other = make_agenda("09:00 10:00 Welcome"), make_staff(), make_staff()
    for person, title in ((by, "One"), (by, "Two"), (other, "Three")):
        edit_item(
            item=meeting.days.get().items.get(),
            version=None,
            title=title,
            kind="session",
            starts=time(9),
            ends=time(10),
            place="",
            track="",
            description="",
            by=person,
        )
    first, second, third = meeting.agenda_changes.order_by("pk")

    assert (undoable(meeting, by), redoable(meeting, by)) == (second, None)
    assert undoable(meeting, by, third) == third
    second.undone_at = second.made_at
    second.save()
    assert (undoable(meeting, by), redoable(meeting, by)) == (first, second)
    assert undoable(meeting, by, second) is None
