"""What of a meeting a reader is shown, decided afresh for each reader, as plain values that a page is made of."""

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from members.questions import ReadersQuestion
from members.reader import STRANGER, Reader
from members.reading import refuse
from portal.lib.questions import Numbers
from visits.listing import with_hosts_and_groups
from visits.models import Meeting, PracticalPart
from visits.neighbours import around
from visits.views.opening import OPENED_WITH


@dataclass(frozen=True)
class Shown:
    """Two readers for whom these are the same are shown the same. ``documents`` are those that are listed, each with
    whether it may be opened. Who prepares the meeting has pages with a way to edit each of their parts.
    ``registration`` is how the reader's own stands.
    """

    meeting_id: int
    shows_report: bool
    shows_practical: bool
    is_prepared: bool
    is_open_to_all: bool
    documents: tuple[tuple[int, bool], ...]
    next_id: int | None
    previous_id: int | None
    beside_ids: tuple[int, ...] = ()
    registration: str = ""


def shown_to(reader: Reader, slug: str) -> Shown:
    """Raises what the reader deserves who may not open it, as ``open_or_refuse`` does."""
    found = reader.content.kept(("around", slug), lambda _: around(slug))
    near = (found.meeting_id, *chain(*found[1:])) if found else ()
    noted = {row[0]: row[1:] for row in NOTED.ask(reader, meetings=near)}
    if found is None or found.meeting_id not in noted:
        refuse(Meeting.objects.all(), reader, slug=slug)
    report, practical, prepared, is_open_to_all, listed, openable = noted[found.meeting_id]
    return Shown(
        meeting_id=found.meeting_id,
        shows_report=report,
        shows_practical=practical,
        is_prepared=prepared,
        is_open_to_all=is_open_to_all,
        documents=tuple((pk, pk in openable) for pk in listed),
        next_id=next(filter(noted.__contains__, found.following), None),
        previous_id=next(filter(noted.__contains__, found.preceding), None),
        beside_ids=tuple(filter(noted.__contains__, found.beside)),
        registration=reader.registration_for(found.meeting_id),
    )


def listed_beyond_all(reader: Reader) -> tuple[int, ...]:
    """The meetings that are listed for this reader and not for everyone."""
    return tuple(pk for (pk,) in BEYOND.ask(reader))


def meetings_as_shown(shown: Shown) -> tuple[Meeting, Meeting | None, Meeting | None]:
    """The meeting for a page, noting what ``open_meeting`` does where pages ask for it, and ``beside``, the others of
    its gathering; the next, and the one before.
    """
    near = [shown.meeting_id, shown.next_id, shown.previous_id, *shown.beside_ids]
    found = Meeting.objects.select_related(*OPENED_WITH).in_bulk([pk for pk in near if pk])
    with_hosts_and_groups(found.values())
    meeting = found[shown.meeting_id]
    for name in ("shows_report", "shows_practical", "is_prepared", "is_open_to_all"):
        setattr(meeting, name, getattr(shown, name))
    following, previous = (found[pk] if pk else None for pk in (shown.next_id, shown.previous_id))
    meeting.beside = [found[pk] for pk in shown.beside_ids]  # type: ignore[attr-defined]
    return meeting, following, previous


def documents_as_shown(shown: Shown) -> list[Any]:
    """The rows of the list, in its order."""
    is_openable = dict(shown.documents)
    rows = _documents().filter(pk__in=is_openable).for_lists()
    for document in rows:
        document.is_openable = is_openable[document.pk]
    return list(rows)


def _noted(reader: Reader) -> QuerySet[Meeting, tuple[Any, ...]]:
    here = OuterRef("pk")
    documents = _documents().order_by().values("pk")
    return (
        Meeting.objects.openable_by(reader)
        .filter(pk__in=Numbers("meetings"))
        .noting_for(reader)
        .noting_whether_openable_by(STRANGER, name="is_open_to_all")
        .annotate(
            shows_practical=Exists(PracticalPart.objects.openable_by(reader).filter(meeting=here)),
            listed=ArraySubquery(documents.listed_for(reader).filter(meeting=here)),
            openable=ArraySubquery(documents.openable_by(reader).filter(meeting=here)),
        )
        .order_by()
        .values_list(
            "pk",
            "shows_report",
            "shows_practical",
            "is_prepared",
            "is_open_to_all",
            "listed",
            "openable",
        )
    )


def _beyond(reader: Reader) -> QuerySet[Meeting, tuple[int]]:
    return Meeting.objects.listed_beyond(reader, STRANGER).order_by("pk").values_list("pk")


def _documents() -> Any:
    """All documents: their app imports this one, and is found from here by the relation."""
    return Meeting.documents.rel.related_model.objects  # type: ignore[attr-defined]


NOTED = ReadersQuestion(_noted)
BEYOND = ReadersQuestion(_beyond)
