"""What a city is, was and will be to the network, read from its memberships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from members.models import CityMembership


@dataclass(frozen=True)
class Standing:
    """On one day: the membership that lasts then, since when the city has belonged without a gap, and what is to come.

    ``left_on`` is the last day of the last membership, where none lasts and none is to come.
    """

    current: CityMembership | None = None
    since: date | None = None
    until: date | None = None
    coming: CityMembership | None = None
    left_on: date | None = None

    @property
    def is_member(self) -> bool:
        return self.current is not None


def standing_in(memberships: Iterable[CityMembership], *, day: date | None = None) -> Standing:
    """Memberships that follow each other without a day between them are one: only the kind changed."""
    day = day or timezone.localdate()
    ordered = sorted(memberships, key=lambda each: each.starts_on)
    current = next((each for each in ordered if _lasts(each, day)), None)
    coming = next((each for each in ordered if each.starts_on > day), None)
    if current is None:
        over = [each.ends_on for each in ordered if each.ends_on and each.ends_on < day]
        return Standing(coming=coming, left_on=max(over, default=None) if coming is None else None)
    return Standing(current, _since(current, ordered), _until(current, ordered), coming)


def _lasts(membership: CityMembership, day: date) -> bool:
    return membership.starts_on <= day and (membership.ends_on is None or membership.ends_on >= day)


def _since(current: CityMembership, ordered: list[CityMembership]) -> date:
    since = current.starts_on
    for each in reversed(ordered):
        if each.ends_on == since - timedelta(days=1):
            since = each.starts_on
    return since


def _until(current: CityMembership, ordered: list[CityMembership]) -> date | None:
    until = current.ends_on
    for each in ordered:
        if until is not None and each.starts_on == until + timedelta(days=1):
            until = each.ends_on
    return until
