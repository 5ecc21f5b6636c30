"""Bringing earlier words back, as a change like any other, and forgetting them (docs/decisions/0113)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.lib.history import forget_earlier
from portal.lib.restoring import Compared
from portal.lib.richtext import clean
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.agenda_items import edit_item
from visits.actions.meetings import TOLD
from visits.models import AgendaItem, Meeting, PracticalPart
from visits.versions import KINDS, PAGE, PARTS, RICH, own_versions

CHANGED: Final = _(
    "Somebody changed these texts while you were looking at them. Nothing was restored: what stands now is shown below."
)


@transaction.atomic
def restore_words(
    *,
    meeting: Meeting,
    compared: Sequence[Compared],
    seen: Mapping[str, str],
    by: Person | None,
) -> Meeting:
    """Let the page and the practical information say again what they said; a part that was removed comes back.

    ``seen`` has the mark of each text that stood there when somebody decided: where one is another now, nothing changes. State,
    dates and what calendars count go on as they are: calendars hear of an earlier title as of any other new one.
    """
    meeting = rows.take(meeting)
    if {one.key: one.mark for one in _again(meeting, compared)} != dict(seen):
        raise ValidationError(CHANGED, code="changed")
    fields = [one.key for one in compared if one.kind is PAGE]
    for one in compared:
        if one.kind is PAGE:
            setattr(meeting, one.key, clean(one.words.text) if one.key in RICH else one.words.text)
        elif one.kind is PARTS:
            _restore_part(meeting, one.version)
    _check_report(meeting)
    meeting.sequence += not meeting.is_draft and not set(TOLD).isdisjoint(fields)
    rows.save(meeting, ["title_key", "sequence", *fields])
    parts = [one.version.pgh_obj_id for one in compared if one.kind is PARTS]
    LogEntry.objects.record("restore_words", meeting, by=by, fields=fields, parts=parts)
    return meeting


@transaction.atomic
def restore_item_words(*, item: AgendaItem, version: Any, seen: int, by: Person | None) -> None:
    """Let an item of the agenda say what it said, and be when it was, on the day on which it is now."""
    names = ("title", "kind", "starts", "ends", "place", "track")
    words = {name: getattr(version, name) for name in names}
    edit_item(item=item, version=seen, by=by, description=clean(version.description), **words)


@transaction.atomic
def forget_versions(*, meeting: Meeting, by: Person | None) -> int:
    """Forget what was said earlier on the page, in the agenda and in the practical information; what stands stays."""
    meeting = rows.take(meeting)
    own = (kind.versions.objects.filter(own_versions(meeting, kind)) for kind in KINDS)
    forgotten = sum(forget_earlier(versions) for versions in own)
    LogEntry.objects.record("forget_versions", meeting, by=by, versions=forgotten)
    return forgotten


def _again(meeting: Meeting, compared: Sequence[Compared]) -> list[Compared]:
    """The same texts, with what stands now that the row is taken."""
    parts = {part.pk: part for part in meeting.practical_parts.all()}
    found = []
    for one in compared:
        record = meeting if one.kind is PAGE else parts.get(one.version.pgh_obj_id)
        now = one.kind.texts(one.kind.values_of(record), record.pk) if record else []
        words = next((words for words in now if words.key == one.key), None)
        found.append(Compared(one.kind, one.words, words, one.version))
    return found


def _restore_part(meeting: Meeting, version: Any) -> None:
    """Under its own number, so that its history goes on. One that comes back comes last."""
    part = meeting.practical_parts.filter(pk=version.pgh_obj_id).first() or PracticalPart(
        pk=version.pgh_obj_id, meeting=meeting, position=meeting.practical_parts.count()
    )
    part.kind, part.heading, part.text = version.kind, version.heading, clean(version.text)
    part.is_for_participants = version.is_for_participants
    part.version += 1
    part.full_clean(validate_unique=False)
    part.save()


def _check_report(meeting: Meeting) -> None:
    if meeting.is_reported and not meeting.report:
        raise ValidationError(
            _("The report is published: it cannot be empty. Nothing was restored.")
        )
