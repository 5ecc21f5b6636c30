"""What people are writing and have not saved yet, kept for each of them alone (docs/decisions/0109)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from portal.models import Autosave

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


class Place(NamedTuple):
    """One text of one record: the record's kind and number, and the name of the field."""

    subject_type: str
    subject_id: int
    field: str

    @classmethod
    def of(cls, subject: Model, field: str) -> Place:
        """``subject_type`` is written as the log writes it."""
        return cls(type(subject).__name__.lower(), subject.pk, field)


def keep(place: Place, *, base: str, text: str, by: Model) -> Autosave:
    """Keep what ``by`` is writing, in the stead of what was kept before. ``base`` is what the writing began from."""
    kept, _is_new = Autosave.objects.update_or_create(
        person_id=by.pk,
        **place._asdict(),
        defaults={"base": base, "text": text, "saved_at": timezone.now()},
    )
    return kept


def find(place: Place, *, by: Model) -> Autosave | None:
    """What this person alone is writing there."""
    return _of(place, by).first()


def drop(place: Place, *, by: Model) -> None:
    """It was saved, or thrown away."""
    _of(place, by).delete()


def _of(place: Place, by: Model) -> QuerySet[Autosave]:
    return Autosave.objects.filter(person_id=by.pk, **place._asdict())
