"""What somebody asks for when registering: how to attend, and which options."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from visits.registration.seats import ONLINE, ROOM, Place, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visits.models import Meeting, Option


class Attend(StrEnum):
    """In the room; online; or in the room, with a seat online kept while waiting for it."""

    ROOM = "room"
    ONLINE = "online"
    BOTH = "both"


@dataclass(frozen=True)
class Wish:
    """``options`` are the keys of those wanted."""

    attend: Attend
    options: frozenset[int] = frozenset()

    @classmethod
    def simplest(cls, meeting: Meeting) -> Wish:
        """To be there, and nothing else."""
        return cls(Attend(places_of(meeting)[0].what))

    @property
    def places(self) -> list[Place]:
        """Where to attend, what is preferred first."""
        wanted = {
            Attend.ROOM: [ROOM],
            Attend.ONLINE: [ONLINE],
            Attend.BOTH: [ROOM, ONLINE],
        }
        return [Place(what) for what in wanted[self.attend]]

    def check(self, meeting: Meeting, options: Iterable[Option]) -> None:
        """Raises ValidationError for what this meeting, with these options, does not have."""
        if not set(self.places) <= set(places_of(meeting)):
            raise ValidationError(_("One cannot attend this meeting that way. Choose another one."))
        if not self.options <= {one.pk for one in options}:
            raise ValidationError(
                _("One of the options is not offered any more. Nothing was sent: choose again.")
            )
