"""The texts that are edited at the desk, and who may read on the way what stands there."""

from collections.abc import Callable
from typing import Final

from django.http import Http404

from members.models import Group
from members.reader import Reader
from portal.lib.autosaves import Place
from visits.models import Meeting, PracticalPart


def _of_meetings(reader: Reader, place: Place) -> str | None:
    prepared = Meeting.objects.prepared_by(reader).filter(pk=place.subject_id)
    return prepared.values_list(place.field, flat=True).first()


def _of_parts(reader: Reader, place: Place) -> str | None:
    prepared = Meeting.objects.prepared_by(reader).values("pk")
    parts = PracticalPart.objects.filter(meeting__in=prepared, pk=place.subject_id)
    return parts.values_list(place.field, flat=True).first()


def _of_groups(reader: Reader, place: Place) -> str | None:
    prepared = Group.objects.prepared_by(reader).filter(pk=place.subject_id)
    return prepared.values_list(place.field, flat=True).first()


# By the kind of record: its texts, and how this reader finds what stands in one of them.
TEXTS: Final[dict[str, tuple[tuple[str, ...], Callable[[Reader, Place], str | None]]]] = {
    "meeting": (("introduction", "report"), _of_meetings),
    "practicalpart": (("text",), _of_parts),
    "group": (("objectives",), _of_groups),
}


def standing_at(reader: Reader, place: Place) -> str:
    """What stands there, for who may write it; for all others there is no such text."""
    fields, find = TEXTS.get(place.subject_type, ((), None))
    text = find(reader, place) if find and place.field in fields else None
    if text is None:
        raise Http404
    return text
