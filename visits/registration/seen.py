"""A meeting's seats as they are at this moment. Without the meeting's lock they are for pages: nothing is decided by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from django.utils.functional import SimpleLazyObject

from visits.models import Meeting, Registration
from visits.registration.seats import Seats
from visits.registration.window import settings_seen, today_at

if TYPE_CHECKING:
    from visits.models.claim import ClaimQuerySet

# What pages show of each claim; actions ask for it where they need it, which is for few.
SHOWN_WITH: Final = ("registration__person", "registration__city")


def seats_seen(meeting: Meeting, *, shown: bool = True) -> Seats:
    """Four queries at most, however many have registered; three where the settings were read with the meeting. ``shown``
    with each person and city.
    """
    related = SHOWN_WITH if shown else ("registration",)
    living = meeting.claims.living().noting_whose_post_ended().select_related(*related)
    seats = _seats(meeting, living)
    _share_registrations(seats)
    seats.gone = frozenset(one.registration_id for one in seats.claims if one.is_gone)  # type: ignore[attr-defined]
    return seats


def seats_counted(meeting: Meeting) -> Seats:
    """The same to say how many there are and are left: whose post has ended is not asked, so it says nothing of limits."""
    seats = _seats(meeting, meeting.claims.living().select_related("registration"))
    _share_registrations(seats)
    return seats


def seats_to_change(meeting: Meeting) -> Seats:
    """The same for who holds the meeting's row, while everybody else who registers waits for it: claims without their
    registrations, of which a change needs one or two; and whose post has ended is asked when somebody's limit is.
    """
    seats = _seats(meeting, meeting.claims.living())
    if seats.allotments:
        entitled = meeting.registrations.living().filter(allotment__isnull=False)
        seats.entitled = dict(entitled.values_list("pk", "allotment"))
    ended = meeting.registrations.whose_post_ended().values_list("pk", flat=True)
    seats.gone = cast("frozenset[int]", SimpleLazyObject(lambda: frozenset(ended)))
    return seats


def _seats(meeting: Meeting, living: ClaimQuerySet) -> Seats:
    """Those that are kept are asked for when that matters."""
    options = {option.pk: option for option in meeting.options.all()}
    claims = list(living)
    for claim in claims:
        claim.meeting = meeting
        if claim.option_id is not None:
            claim.option = options[claim.option_id]
    return Seats(
        meeting=meeting,
        settings=settings_seen(meeting),
        allotments=meeting.allotments.all(),
        options=list(options.values()),
        claims=claims,
        today=today_at(meeting),
    )


def _share_registrations(seats: Seats) -> None:
    """The claims of one registration share its row."""
    by_pk: dict[int, Registration] = {}
    for claim in seats.claims:
        registration = by_pk.setdefault(claim.registration_id, claim.registration)
        registration.meeting, claim.registration = seats.meeting, registration
        if registration.allotment_id is not None:
            seats.entitled[registration.pk] = registration.allotment_id
