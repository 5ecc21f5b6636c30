"""Merging one record of a city into another, and looking at it beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import City, CityAlias, FormerAddress, Person
from portal.lib.locks import hold
from portal.merging.rules import RULES, Moved, Rule
from portal.models import LogEntry

# What the city that stays takes over where it has nothing itself.
TAKEN_OVER = ("text", "mailbox", "geonames_id")


@dataclass(frozen=True)
class Merged:
    """What moved, rule by rule, and what was taken over from the record that is gone."""

    kept: City
    parts: list[tuple[Rule, Moved]]
    taken_over: list[str]

    @property
    def overlaps(self) -> list[tuple[Rule, Moved]]:
        return [(rule, moved) for rule, moved in self.parts if moved.overlapping]


@transaction.atomic
def merge_cities(*, gone: City, kept: City, by: Person | None, is_dry_run: bool = False) -> Merged:
    """Move all that refers to ``gone`` to ``kept``, by portal/merging/rules.py, and leave its name and address there.

    The record that is gone is deleted last, which the database refuses while anything refers to it. On a dry run all
    of it is done and taken back.
    """
    if gone.pk == kept.pk:
        raise ValidationError(_("Choose another record: a city is not merged with itself."))
    hold("addresses of cities")
    hold("domains of cities")
    with transaction.atomic():
        gone, kept = _taken(gone, kept)
        files = [str(picture.file.name) for picture in gone.pictures.all()]
        taken_over = _take_over(gone, kept)
        parts = [(rule, rule.apply(gone, kept)) for rule in RULES]
        _keep_name_and_address(gone, kept)
        merged = Merged(kept, parts, taken_over)
        _record(gone, merged, by)
        gone.delete()
        _hand_in(kept, taken_over)
        if not kept.pictures.filter(file__in=files).exists():
            transaction.on_commit(_forgetting(files))
        transaction.set_rollback(is_dry_run)
    return merged


def _taken(gone: City, kept: City) -> tuple[City, City]:
    """Both rows, while nobody else changes them or gives them anything."""
    rows = City.objects.select_for_update().order_by("pk").in_bulk([gone.pk, kept.pk])
    if len(rows) < 2:
        raise ValidationError(_("One of the two records is gone: somebody merged it already."))
    return rows[gone.pk], rows[kept.pk]


def _take_over(gone: City, kept: City) -> list[str]:
    """Noted on the city that stays; written when the other, which may be known by the same number, is gone."""
    names = [name for name in TAKEN_OVER if getattr(gone, name) and not getattr(kept, name)]
    for name in names:
        setattr(kept, name, getattr(gone, name))
    if gone.picture_alt and not kept.picture_alt:
        names.append("picture_alt")
        kept.picture_alt = gone.picture_alt
    return names


def _hand_in(kept: City, names: list[str]) -> None:
    if names:
        kept.save(update_fields=names)


def _keep_name_and_address(gone: City, kept: City) -> None:
    FormerAddress.objects.create(city=kept, slug=gone.slug)
    if gone.name != kept.name and not kept.aliases.filter(name=gone.name).exists():
        CityAlias.objects.create(city=kept, name=gone.name)
    # A name that was another one there may be the city's own here.
    kept.aliases.filter(name=kept.name).delete()


def _record(gone: City, merged: Merged, by: Person | None) -> None:
    facts = {rule.path: moved.moved for rule, moved in merged.parts if moved.moved}
    LogEntry.objects.record("merge_cities", merged.kept, by=by, gone=gone.pk, moved=facts)


def _forgetting(files: list[str]) -> Callable[[], None]:
    def forget() -> None:
        for name in files:
            default_storage.delete(name)

    return forget
