"""A meeting's seats as they are at this moment, for pages: without its lock, so nothing is decided by it."""

from __future__ import annotations

from typing import Final

from visits.models import Claim, Meeting, Registration
from visits.registration.seats import Seats
from visits.registration.window import settings_of, today_at

CLAIM_WITH: Final = ("registration__person", "registration__city", "option")


def seats_seen(meeting: Meeting) -> Seats:
    """Five queries, however many have registered. Claims of one registration share its row."""
    return Seats(
        meeting=meeting,
        settings=settings_of(meeting),
        allotments=list(meeting.allotments.all()),
        options=list(meeting.options.all()),
        claims=living_claims(meeting),
        today=today_at(meeting),
        gone=frozenset(meeting.registrations.whose_post_ended().values_list("pk", flat=True)),
    )


def living_claims(meeting: Meeting) -> list[Claim]:
    """The claims that have not ended, in line; those of one registration share its row, so that it is changed in one place."""
    claims = list(meeting.claims.living().select_related(*CLAIM_WITH))
    by_pk: dict[int, Registration] = {}
    for claim in claims:
        claim.meeting = meeting
        claim.registration = by_pk.setdefault(claim.registration_id, claim.registration)
        claim.registration.meeting = meeting
    return claims
