"""Places in what is published that named somebody who was erased: where each is, and what was decided about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.models import LogEntry, Mention
from portal.retention.history import TABLES, words

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Finder:
    """How the records of one kind are found, named and linked to."""

    address: Callable[[Any], str]
    words: Callable[[Any], str] = str
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A mention, and where a reader finds it; without an address its record is gone."""

    mention: Mention
    kind: _StrOrPromise
    field: _StrOrPromise
    words: str = ""
    address: str = ""
    decided_by: str = ""


def _agenda(meeting: Any) -> str:
    return reverse("agenda", args=[meeting.slug])


def _practical(meeting: Any) -> str:
    return reverse("practical", args=[meeting.slug])


def _gathering(gathering: Any) -> str:
    first = gathering.meetings.first()
    return str(first.get_absolute_url()) if first else ""


def _pictured(picture: Any) -> str:
    return str((picture.meeting or picture.group).get_absolute_url())


def _asked(row: Any) -> str:
    return reverse("register", args=[row.meeting.slug])


FINDERS: Final = {
    "visits.meeting": Finder(lambda row: row.get_absolute_url()),
    "visits.gathering": Finder(_gathering),
    "visits.archivepage": Finder(
        lambda row: row.meeting.get_absolute_url(), lambda row: str(row.meeting), ("meeting",)
    ),
    "visits.agendaday": Finder(
        lambda row: _agenda(row.meeting), lambda row: f"{row.meeting}, {row}", ("meeting",)
    ),
    "visits.agendaitem": Finder(
        lambda row: _agenda(row.day.meeting),
        lambda row: f"{row.day.meeting}, {row}",
        ("day__meeting",),
    ),
    "visits.speaker": Finder(
        lambda row: _agenda(row.item.day.meeting),
        lambda row: f"{row.item.day.meeting}, {row.item}",
        ("item__day__meeting",),
    ),
    "visits.release": Finder(lambda row: _agenda(row.meeting), str, ("meeting",)),
    "visits.practicalpart": Finder(
        lambda row: _practical(row.meeting), lambda row: f"{row.meeting}, {row}", ("meeting",)
    ),
    "visits.picture": Finder(_pictured),
    "visits.picturefile": Finder(
        lambda row: _pictured(row.picture), lambda row: str(row.picture), ("picture",)
    ),
    "visits.option": Finder(_asked, lambda row: f"{row.meeting}, {row}", ("meeting",)),
    "visits.question": Finder(_asked, lambda row: f"{row.meeting}, {row}", ("meeting",)),
    "visits.countdownstep": Finder(
        lambda row: row.meeting.get_absolute_url(),
        lambda row: f"{row.meeting}, {row}",
        ("meeting",),
    ),
    "members.city": Finder(lambda row: row.get_absolute_url()),
    "members.group": Finder(lambda row: row.get_absolute_url()),
    "members.groupyear": Finder(lambda row: row.group.get_absolute_url(), str, ("group",)),
    "documents.document": Finder(lambda row: row.get_absolute_url()),
    "documents.documentversion": Finder(
        lambda row: row.document.get_absolute_url(), str, ("document",)
    ),
    "documents.documentpage": Finder(
        lambda row: f"{row.version.document.get_absolute_url()}#slide-{row.number}",
        str,
        ("version__document",),
    ),
    "documents.pageimage": Finder(
        lambda row: f"{row.page.version.document.get_absolute_url()}#slide-{row.page.number}",
        str,
        ("page__version__document",),
    ),
}


def located(mentions: Iterable[Mention]) -> list[Place]:
    """Each with its place, in the order given; the records of one kind are read together."""
    mentions = list(mentions)
    rows: dict[tuple[str, int], Any] = {}
    by_kind = sorted(mentions, key=lambda mention: mention.subject_type)
    for kind, of_kind in groupby(by_kind, key=lambda mention: mention.subject_type):
        related = FINDERS[kind].related
        records = apps.get_model(kind).objects.select_related(*related)
        found = records.in_bulk([mention.subject_id for mention in of_kind])
        rows |= {(kind, number): row for number, row in found.items()}
    people = Person.objects.in_bulk({mention.decided_by_id for mention in mentions} - {None})
    return [
        _place(mention, rows.get((mention.subject_type, mention.subject_id)), people)
        for mention in mentions
    ]


def _place(mention: Mention, row: Any, people: dict[Any, Person]) -> Place:
    meta = apps.get_model(mention.subject_type)._meta  # noqa: SLF001 - Django's own way
    field = meta.get_field(mention.field)
    kind, name = meta.verbose_name or "", getattr(field, "verbose_name", mention.field)
    decider = people.get(mention.decided_by_id)
    by = str(decider) if decider else ""
    if row is None:
        return Place(mention, kind, name, decided_by=by)
    finder = FINDERS[mention.subject_type]
    return Place(mention, kind, name, finder.words(row), finder.address(row), by)


@transaction.atomic
def decide(*, mention: Mention, decision: Mention.Decision, by: Person) -> None:
    """Say once what becomes of a place: it stays as it was published, or was changed by hand.

    What was changed is forgotten as it was before, too. Nobody knows the name any more, so every version goes that says
    something else there than the changed text does.
    """
    mention = Mention.objects.select_for_update().get(pk=mention.pk)
    if mention.decision:
        raise ValidationError(
            _("Somebody has decided about this place meanwhile. Nothing was changed.")
        )
    mention.decision, mention.decided_at = decision, timezone.now()
    mention.decided_by_id = by.pk
    mention.save(update_fields=["decision", "decided_at", "decided_by_id"])
    if decision == Mention.Decision.CHANGED:
        _forget_versions(mention)
    LogEntry.objects.record("decide_mention", mention, by=by, decision=str(decision))


def _forget_versions(mention: Mention) -> None:
    model = apps.get_model(mention.subject_type)
    tables = [each for each in TABLES.values() if each.pgh_tracked_model is model]
    for versions in tables:
        if mention.field not in words(versions):
            continue
        before = versions.objects.filter(pgh_obj_id=mention.subject_id)
        stands = model._default_manager.filter(pk=mention.subject_id)  # noqa: SLF001 - Django's own way
        text = stands.values_list(mention.field, flat=True).first()
        if text is not None:
            before = before.exclude(**{mention.field: text})
        before.delete()
