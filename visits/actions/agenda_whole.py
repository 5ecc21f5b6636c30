"""An agenda's item with all that hangs on it, as one form gives it: one change, which is undone as one."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from members.models import Person
from visits import agenda_states
from visits.actions import rows
from visits.actions.agenda_items import add_item, attach_documents, edit_item
from visits.actions.agenda_speakers import set_speakers
from visits.models import AgendaChange, AgendaDay, AgendaItem, Meeting
from visits.planned import SpeakerGiven


@transaction.atomic
def add_whole(
    *,
    day: AgendaDay,
    by: Person,
    speakers: Sequence[SpeakerGiven] | None,
    document_ids: Collection[int] | None,
    **words: Any,
) -> AgendaItem:
    """Add an item with its speakers and documents; what is none of these is as ``add_item`` takes it."""
    with _as_one(day.meeting, "add_item", by):
        item = add_item(day=day, by=by, **words)
        _hang(item, by, speakers, document_ids)
    return item


@transaction.atomic
def edit_whole(
    *,
    item: AgendaItem,
    by: Person,
    speakers: Sequence[SpeakerGiven] | None,
    document_ids: Collection[int] | None,
    **words: Any,
) -> AgendaItem:
    """Edit an item; its speakers and documents stay where none are given. The rest is as ``edit_item`` takes it."""
    if speakers is None and document_ids is None:
        return edit_item(item=item, by=by, **words)
    with _as_one(item.day.meeting, "edit_item", by):
        item = edit_item(item=item, by=by, **words)
        _hang(item, by, speakers, document_ids)
    return item


def _hang(
    item: AgendaItem,
    by: Person,
    speakers: Sequence[SpeakerGiven] | None,
    document_ids: Collection[int] | None,
) -> None:
    if speakers is not None:
        set_speakers(item=item, speakers=speakers, by=by)
    if document_ids is not None:
        attach_documents(item=item, document_ids=document_ids, by=by)


@contextmanager
def _as_one(meeting: Meeting, verb: str, by: Person) -> Iterator[None]:
    """The changes that are kept within become one. The meeting's row is taken, so that they are all of ``by``."""
    taken = rows.take(meeting)
    last = taken.agenda_changes.values_list("pk", flat=True).first() or 0
    before = agenda_states.state_of(taken)
    yield
    taken.agenda_changes.filter(pk__gt=last).delete()
    was, became = agenda_states.difference(before, agenda_states.state_of(taken))
    if was != became:
        AgendaChange.objects.create(meeting=taken, verb=verb, before=was, after=became, made_by=by)
