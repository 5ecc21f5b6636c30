"""Which meetings' seats need those who decide: a selection that is due, more of them held than there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationSettings
from visits.registration.seats import ONLINE, ROOM

if TYPE_CHECKING:
    from members.reader import Reader


class Needing(NamedTuple):
    """What there is to do about a meeting's seats, in a sentence; or to select who comes."""

    meeting: Meeting
    sentence: str
    is_to_select: bool = False


def needing(reader: Reader) -> Iterator[Needing]:
    """Of meetings to come, for staff and the chairs of their groups, who decide; organisers do not."""
    if not reader.is_staff and not reader.chaired_group_ids:
        return
    for meeting in _with_counts(reader):
        yield from _of_meeting(meeting)


def _with_counts(reader: Reader) -> Any:
    """One query, of published meetings with a registration here that have not begun."""
    coming = Meeting.objects.filter(
        state=Meeting.State.PUBLISHED,
        starts_on__gt=timezone.localdate(),
        registration_settings__way=RegistrationSettings.Way.HERE,
    )
    if not reader.is_staff:
        coming = coming.filter(coming.is_of_groups(reader.chaired_group_ids))
    claims = Claim.objects.holding()
    return (
        coming.select_related("registration_settings")
        .annotate(
            pending=_count(Registration.objects.filter(state=ClaimState.PENDING)),
            room_held=_count(claims.filter(what=ROOM)),
            online_held=_count(claims.filter(what=ONLINE)),
        )
        .order_by("starts_on", "pk")
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    of_meeting = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(of_meeting.annotate(number=Count("pk")).values("number")), 0)


def _of_meeting(meeting: Any) -> Iterator[Needing]:
    settings = meeting.registration_settings
    if settings.is_to_be_selected and meeting.pending and settings.has_closed:
        words = ngettext(
            "Registration has closed. Now select who comes: %(number)d request waits.",
            "Registration has closed. Now select who comes: %(number)d requests wait.",
            meeting.pending,
        )
        yield Needing(meeting, words % {"number": meeting.pending}, is_to_select=True)
    for held, seats in (
        (meeting.room_held, settings.room_seats),
        (meeting.online_held, settings.online_seats),
    ):
        if seats is not None and held > seats:
            words = _("%(held)d seats are held of %(seats)d: over by %(over)d.")
            said = {"held": held, "seats": seats, "over": held - seats}
            yield Needing(meeting, words % said)
