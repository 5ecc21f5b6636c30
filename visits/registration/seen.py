"""A meeting's seats as they are at this moment. Without the meeting's lock they are for pages: nothing is decided by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Prefetch, prefetch_related_objects

from visits.models import Claim, Meeting, Option, Registration
from visits.registration.seats import Seats
from visits.registration.window import settings_seen, today_at

# What pages show of each claim; actions ask for it where they need it, which is for few.
SHOWN_WITH: Final = ("registration__person", "registration__city")


def seats_seen(meeting: Meeting, *, shown: bool = True) -> Seats:
    """Four queries at most, however many have registered; three where the settings were read with the meeting. ``shown``
    with each person and city.
    """
    related = SHOWN_WITH if shown else ("registration",)
    living = meeting.claims.living().noting_whose_post_ended().select_related(*related)
    return _sharing_registrations(_seats(meeting, living))


def seats_counted(meeting: Meeting) -> Seats:
    """The same to say how many there are and are left: whose post has ended is not asked, so it says nothing of limits."""
    living = meeting.claims.living().select_related("registration")
    return _sharing_registrations(_seats(meeting, living))


def seats_of(meetings: Collection[Meeting]) -> list[Seats]:
    """``seats_seen`` of several, in two questions for all of them, with those options alone that somebody asks for. Their
    settings were read with them.
    """
    living = Claim.objects.living().noting_whose_post_ended()
    asked = Prefetch("claims", living.select_related("registration", "option"))
    prefetch_related_objects(list(meetings), asked, "allotments")
    found = []
    for meeting in meetings:
        claims = meeting.claims.all()
        options = [claim.option for claim in claims if claim.option is not None]
        found.append(_sharing_registrations(_seats(meeting, claims, options)))
    return found


def seats_to_change(meeting: Meeting) -> Seats:
    """The same for who holds the meeting's row, while everybody else who registers waits for it: claims without their
    registrations and without the moments of the past, of which a change needs one or two.
    """
    living = meeting.claims.living().noting_whose_post_ended().defer("asked_at", "since_at")
    seats = _seats(meeting, living)
    if seats.allotments:
        entitled = meeting.registrations.living().filter(allotment__isnull=False)
        seats.entitled = dict(entitled.values_list("pk", "allotment"))
    return seats


def _seats(
    meeting: Meeting, living: Iterable[Claim], options: Iterable[Option] | None = None
) -> Seats:
    """Those that are kept are asked for when that matters; the options, where they are not known yet."""
    known = meeting.options.all() if options is None else options
    by_pk = {option.pk: option for option in known}
    claims = list(living)
    for claim in claims:
        if claim.option_id is not None:
            claim.option = by_pk[claim.option_id]
    return Seats(
        meeting=meeting,
        settings=settings_seen(meeting),
        allotments=meeting.allotments.all(),
        options=list(by_pk.values()),
        claims=claims,
        today=today_at(meeting),
        gone=frozenset(one.registration_id for one in claims if getattr(one, "is_gone", False)),
    )


def _sharing_registrations(seats: Seats) -> Seats:
    """The claims of one registration share its row."""
    by_pk: dict[int, Registration] = {}
    for claim in seats.claims:
        registration = by_pk.setdefault(claim.registration_id, claim.registration)
        registration.meeting = claim.meeting = seats.meeting
        claim.registration = registration
        if registration.allotment_id is not None:
            seats.entitled[registration.pk] = registration.allotment_id
    return seats
