"""Which meetings' seats need those who decide: a selection that is due, seats held beyond those that are, seats to be given
by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationSettings
from visits.registration.seats import ONLINE, ROOM, Seats
from visits.registration.seen import seats_of
from visits.registration.window import is_in_last_days

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
    meetings = list(_with_counts(reader))
    waited_for = _waited_for(meetings) if reader.is_staff else {}
    for meeting in meetings:
        yield from _of_meeting(meeting)
        if number := waited_for.get(meeting.pk):
            words = ngettext(
                "A seat is free, and %(number)d person waits who could have it. In the last seven days nothing is offered "
                "by itself: decide by name.",
                "Seats are free, and %(number)d people wait who could have one. In the last seven days nothing is offered "
                "by itself: decide by name.",
                number,
            )
            yield Needing(meeting, words % {"number": number})


def _waited_for(meetings: Iterable[Any]) -> dict[int, int]:
    """How many wait whom no limit blocks, of each meeting in its last days, when staff decide by name."""
    by_name = [
        one
        for one in meetings
        if one.is_waited_for
        and is_in_last_days(one)
        and not one.registration_settings.is_to_be_selected
    ]
    return {seats.meeting.pk: _number_seatable(seats) for seats in seats_of(by_name)}


def _number_seatable(seats: Seats) -> int:
    found = (claim for place in seats.places for claim in seats.who_could_have(place))
    return len({claim.registration_id for claim in found})


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
    waiting = Claim.objects.filter(meeting=OuterRef("pk"), state=ClaimState.WAITING)
    return (
        coming.select_related("registration_settings")
        .annotate(
            pending=_count(_to_select()),
            is_waited_for=Exists(waiting),
            room_held=_count(claims.filter(what=ROOM)),
            online_held=_count(claims.filter(what=ONLINE)),
        )
        .order_by("starts_on", "pk")
    )


def _to_select() -> QuerySet[Registration]:
    """What a selection answers: not what waits for a city, which is asked first."""
    with_city = Registration.objects.awaiting_city().exclude(to_staff_at__lte=timezone.now())
    return Registration.objects.filter(state=ClaimState.PENDING).exclude(pk__in=with_city)


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
