from datetime import time

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_document, make_meeting, make_staff
from tests.racing import race
from tests.visits.actions.agendas import FIRST, SECOND, item_of, lines, make_agenda
from visits.actions.agenda_days import add_day
from visits.actions.agenda_items import (
    add_item,
    attach_documents,
    cancel_item,
    move_item,
    remove_item,
    restore_item,
)
from visits.actions.agenda_speakers import add_speaker
from visits.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_agenda("10:00 11:00 Walk", "10:00 11:30 Talk", "12:00 13:00 Lunch")


def test_remove_item_leaves_its_documents_with_the_meeting(meeting: Meeting) -> None:
    document = make_document(meeting=meeting, item=item_of(meeting, "Lunch"))

    remove_item(item=item_of(meeting, "Lunch"), by=None)

    document.refresh_from_db()
    assert (document.meeting_id, document.item_id) == (meeting.pk, None)
    assert len(lines(meeting)) == 2


def test_cancel_item_keeps_it_with_its_reason_and_restore_item_takes_it_back(
    meeting: Meeting,
) -> None:
    with pytest.raises(ValidationError, match="a time and a reason"):
        cancel_item(item=item_of(meeting, "Walk"), reason=" ", by=None)
    cancel_item(item=item_of(meeting, "Walk"), reason="Rain.", by=None)
    assert item_of(meeting, "Walk").cancel_reason == "Rain."
    with pytest.raises(ValidationError, match="cancelled already"):
        cancel_item(item=item_of(meeting, "Walk"), reason="Again.", by=None)

    restore_item(item=item_of(meeting, "Walk"), by=None)

    assert item_of(meeting, "Walk").cancelled_at is None
    with pytest.raises(ValidationError, match="not cancelled"):
        restore_item(item=item_of(meeting, "Walk"), by=None)


def test_attach_documents_takes_those_given_from_wherever_they_are(meeting: Meeting) -> None:
    walk, talk = item_of(meeting, "Walk"), item_of(meeting, "Talk")
    old = make_document(meeting=meeting, item=walk)
    free = make_document(meeting=meeting)
    taken = make_document(meeting=meeting, item=talk)

    attach_documents(item=walk, document_ids=[free.pk, taken.pk], by=None)

    assert set(walk.documents.all()) == {free, taken}
    assert not talk.documents.exists()
    old.refresh_from_db()
    assert old.item is None


def test_attach_documents_of_another_meeting_is_refused(meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="not of this meeting"):
        attach_documents(item=item_of(meeting, "Walk"), document_ids=[make_document().pk], by=None)


# Together ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_one_item_from_the_same_version_one_wins() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")
    item = item_of(meeting, "Welcome")
    editors = [make_staff(), make_staff()]

    results = race(
        lambda: move_item(
            item=item_of(meeting, "Welcome"),
            starts=time(11),
            ends=time(12),
            version=item.version,
            by=editors.pop(),
        ),
        times=2,
    )

    refused = [result for result in results if isinstance(result, ValidationError)]
    assert [error.code for error in refused] == ["changed"]
    assert item_of(meeting, "Welcome").version == 1
    assert meeting.agenda_changes.count() == 1


def test_every_change_of_the_agenda_raises_the_version_of_its_meeting() -> None:
    meeting = make_meeting(starts_on=FIRST, ends_on=SECOND)
    day = add_day(meeting=meeting, on=FIRST, by=None)
    item = add_item(day=day, title="Welcome", starts=time(9), ends=time(10), by=None)
    add_speaker(item=item, name="Renato Galliano", by=None)
    move_item(item=item, starts=time(10), ends=time(11), by=None)
    cancel_item(item=item, reason="Rain.", by=None)

    meeting.refresh_from_db()
    assert meeting.version == 5
