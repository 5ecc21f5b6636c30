"""A meeting's seats as they are at this moment. Without the meeting's lock they are for pages: nothing is decided by them."""

from __future__ import annotations

from typing import Final, cast

from django.utils.functional import SimpleLazyObject

from visits.models import Claim, Meeting, Option, Registration
from visits.registration.seats import Seats
from visits.registration.window import settings_seen, today_at

# What pages show of each claim; actions ask for it where they need it, which is for few.
SHOWN_WITH: Final = ("registration__person", "registration__city")


def seats_seen(meeting: Meeting, *, shown: bool = True) -> Seats:
    """Five queries at most, however many have registered, four where the settings were read with the meeting; ``shown`` with
    each person and city. Whose post has ended is asked when somebody's limit is.
    """
    seats = seats_counted(meeting, shown=shown)
    seats.gone = cast("frozenset[int]", SimpleLazyObject(lambda: _gone(meeting)))
    return seats


def seats_counted(meeting: Meeting, *, shown: bool = False) -> Seats:
    """The same to say how many there are and are left: whose post has ended is not asked, so it says nothing of limits."""
    options = list(meeting.options.all())
    return Seats(
        meeting=meeting,
        settings=settings_seen(meeting),
        allotments=list(meeting.allotments.all()),
        options=options,
        claims=_living_claims(meeting, options, SHOWN_WITH if shown else ("registration",)),
        today=today_at(meeting),
    )


def _living_claims(
    meeting: Meeting, options: list[Option], related: tuple[str, ...]
) -> list[Claim]:
    """Those that have not ended, in line; those of one registration share its row, so that it is changed in one place."""
    claims = list(meeting.claims.living().select_related(*related))
    by_pk: dict[int, Registration] = {}
    of_meeting = {option.pk: option for option in options}
    for claim in claims:
        claim.meeting = meeting
        claim.registration = by_pk.setdefault(claim.registration_id, claim.registration)
        claim.registration.meeting = meeting
        if claim.option_id is not None:
            claim.option = of_meeting[claim.option_id]
    return claims


def _gone(meeting: Meeting) -> frozenset[int]:
    """Asked for where somebody could be given a seat, and not by pages that show what is."""
    return frozenset(meeting.registrations.whose_post_ended().values_list("pk", flat=True))
