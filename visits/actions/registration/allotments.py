"""Seats that are kept for the host's team, speakers and staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from visits.models import Allotment, Meeting


class Kept(NamedTuple):
    """How many, and until which day; none are kept where there are 0."""

    seats: int
    until_on: date | None = None


def keep(meeting: Meeting, kept: Mapping[str, Kept]) -> bool:
    """Keep so many for each kind, and none for the kinds that are not named; whether that is a change.

    Who holds such a seat goes on holding it.

    Part of a change of settings (``visits/actions/registration/settings.py``), which holds the meeting's row, notes the
    change and offers what comes free.
    """
    there = {one.kind: one for one in meeting.allotments.all()}
    is_changed = False
    for kind in Allotment.Kind.values:
        wanted, found = kept.get(kind, Kept(0)), there.get(kind)
        if wanted.seats == 0:
            _check_day(kind, wanted)
            if found is not None:
                found.delete()
                is_changed = True
        elif found is None or (found.seats, found.until_on) != wanted:
            _write(found or Allotment(meeting=meeting, kind=kind), wanted)
            is_changed = True
    return is_changed


def _write(allotment: Allotment, wanted: Kept) -> None:
    allotment.seats, allotment.until_on = wanted
    allotment.version += 1
    allotment.full_clean()
    allotment.save()


def _check_day(kind: str, wanted: Kept) -> None:
    if wanted.until_on is not None:
        raise ValidationError(
            {f"{kind}_seats": _("Say how many seats are kept until then, or empty the day.")}
        )
