"""Who takes part in a meeting, as its list shows each reader: cities always, names for its audience, and no more than agreed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from members.models import City
from visits.models import Meeting, Registration, RegistrationConsent

if TYPE_CHECKING:
    from members.reader import Reader

Kind = RegistrationConsent.Kind


@dataclass(frozen=True)
class Delegation:
    """A city, or none for guests of no city, with those of its participants whom this reader may see."""

    city: City | None
    people: list[Registration]
    number: int

    @property
    def unnamed(self) -> int:
        return self.number - len(self.people)


class Participants:
    """The confirmed registrations of one meeting. Who objected to being listed is counted with the city, and not named.

    Where the list is for everyone, those who do not belong to the network or the meeting see who agreed to that alone.
    """

    def __init__(self, meeting: Meeting, reader: Reader) -> None:
        self.meeting, self.reader = meeting, reader

    @cached_property
    def shows_names(self) -> bool:
        found = Meeting.objects.with_participants_for(self.reader)
        return found.filter(pk=self.meeting.pk).exists()

    @property
    def shows_email(self) -> bool:
        """Addresses are for the other participants, and for those who prepare the meeting."""
        is_prepared: bool = self.meeting.is_prepared  # type: ignore[attr-defined]  # noted where meetings are opened
        return is_prepared or self.meeting.pk in self.reader.joined_meeting_ids

    @cached_property
    def delegations(self) -> list[Delegation]:
        """By the names of cities; guests of no city at the end."""
        by_city: dict[int | None, list[Registration]] = {}
        for registration in self._confirmed:
            by_city.setdefault(registration.city_id, []).append(registration)
        found = [
            Delegation(every[0].city, list(filter(self._is_named, every)), len(every))
            for every in by_city.values()
        ]
        return sorted(found, key=lambda one: one.city.name_key if one.city else "\U0010ffff")

    @cached_property
    def number(self) -> int:
        return len(self._confirmed)

    @property
    def cities(self) -> int:
        return sum(1 for one in self.delegations if one.city)

    @cached_property
    def _confirmed(self) -> list[Registration]:
        agreed = Q(consents__withdrawn_at__isnull=True)
        rows = (
            self.meeting.registrations.confirmed()
            .select_related("person", "city")
            .annotate(agreed=ArrayAgg("consents__kind", filter=agreed, default=[]))
            .order_by("person__name_key", "pk")
        )
        return list(rows)

    def _is_named(self, registration: Registration) -> bool:
        if not self.shows_names or registration.objected_at is not None:
            return False
        agreed = getattr(registration, "agreed", [])
        registration.shown_email = (  # type: ignore[attr-defined]
            registration.person.email if self.shows_email and Kind.EMAIL in agreed else None
        )
        return self._belongs or Kind.PUBLIC in agreed

    @cached_property
    def _belongs(self) -> bool:
        reader = self.reader
        return reader.is_member or self.meeting.pk in reader.joined_meeting_ids
