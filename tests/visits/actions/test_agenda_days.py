from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_document, make_person
from tests.visits.actions.agendas import (
    FIRST,
    SECOND,
    THIRD,
    day_of,
    item_of,
    lines,
    make_agenda,
)
from visits.actions.agenda_days import (
    add_day,
    cancel_day,
    duplicate_day,
    edit_day,
    remove_day,
    restore_day,
)
from visits.models import AgendaItem, Meeting, Speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_agenda("09:00 10:00 Welcome", "10:00 11:00 @A Walk")


def test_add_day_twice_is_refused(meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="has this day already"):
        add_day(meeting=meeting, on=FIRST, by=None)


def test_another_date_takes_its_items_along_as_they_are(meeting: Meeting) -> None:
    before = item_of(meeting, "Welcome")

    edit_day(day=day_of(meeting), on=THIRD, by=None)

    after = item_of(meeting, "Welcome")
    assert (after.pk, after.uid) == (before.pk, before.uid)
    assert lines(meeting, THIRD) == ["09:00 10:00 Welcome", "10:00 11:00 @A Walk"]


def test_a_date_that_is_another_days_is_refused(meeting: Meeting) -> None:
    add_day(meeting=meeting, on=SECOND, by=None)

    with pytest.raises(ValidationError, match="has this day already"):
        edit_day(day=day_of(meeting), on=SECOND, by=None)


def test_a_heading_leaves_the_date(meeting: Meeting) -> None:
    edit_day(day=day_of(meeting), heading="In the city", by=None)

    assert day_of(meeting).heading == "In the city"


def test_duplicate_day_copies_items_and_speakers_and_neither_documents_nor_cancellations(
    meeting: Meeting,
) -> None:
    item = item_of(meeting, "Welcome")
    AgendaItem.objects.filter(pk=item.pk).update(cancelled_at=meeting.created_at, cancel_reason="x")
    Speaker.objects.create(item=item, person=make_person("Utrecht representative"))
    make_document(meeting=meeting, item=item)

    copy = duplicate_day(day=day_of(meeting), on=SECOND, by=None)

    assert lines(meeting, SECOND) == lines(meeting, FIRST)
    copied = copy.items.get(title="Welcome")
    assert copied.uid != item.uid
    assert (copied.cancelled_at, copied.cancel_reason, copied.documents.count()) == (None, "", 0)
    assert [str(speaker) for speaker in copied.speakers.all()] == ["Utrecht representative"]
    assert item.documents.count() == 1


def test_remove_day_leaves_the_documents_of_its_items_with_the_meeting(meeting: Meeting) -> None:
    document = make_document(meeting=meeting, item=item_of(meeting, "Welcome"))

    remove_day(day=day_of(meeting), by=None)

    document.refresh_from_db()
    assert (document.meeting_id, document.item_id) == (meeting.pk, None)
    assert not meeting.days.exists()


def test_cancel_day_asks_a_reason_and_restore_day_takes_it_back(meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="a time and a reason"):
        cancel_day(day=day_of(meeting), reason=" ", by=None)
    cancel_day(day=day_of(meeting), reason="Strike.", by=None)
    with pytest.raises(ValidationError, match="cancelled already"):
        cancel_day(day=day_of(meeting), reason="Strike.", by=None)

    restore_day(day=day_of(meeting), by=None)

    assert day_of(meeting).cancelled_at is None
    with pytest.raises(ValidationError, match="not cancelled"):
        restore_day(day=day_of(meeting), by=None)


def test_a_day_of_another_meeting_and_one_that_was_removed_are_refused(meeting: Meeting) -> None:
    day = day_of(meeting)
    remove_day(day=day_of(meeting), by=None)

    with pytest.raises(ValidationError, match="removed meanwhile"):
        edit_day(day=day, on=date(2027, 6, 5), by=None)
