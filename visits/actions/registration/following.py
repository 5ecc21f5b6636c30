"""What follows by itself from a change: seats that became free are offered, and each registration shows what its claims say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from portal.lib.working_days import working_days_after
from visits.models import Claim, ClaimState, Meeting, Registration
from visits.models.claim_states import LIVING
from visits.registration.seats import ONLINE, ROOM
from visits.registration.window import begins_at, is_in_last_days

if TYPE_CHECKING:
    from visits.actions.registration.book import Book

OFFER_LASTS_WORKING_DAYS: Final = 2
# The better comes first.
BY_WORTH: Final = [str(state) for state in LIVING]


def follow(book: Book) -> None:
    """What ended frees seats; these are offered, and then everything that was touched shows how it stands."""
    for registration in list(book.touched.values()):
        settle(book, registration)
    offer_free_seats(book)
    for registration in list(book.touched.values()):
        settle(book, registration)


def offer_free_seats(book: Book) -> None:
    """Offer every free seat to the first whom no limit blocks; not in the last days, and not before a selection."""
    meeting = book.meeting
    if is_in_last_days(meeting) or book.settings.is_to_be_selected:
        return
    if meeting.state != Meeting.State.PUBLISHED:
        return
    for place in book.seats.places:
        while (claim := book.seats.next_for(place)) is not None:
            book.look_up([claim])
            book.by_portal(claim, "offer", ClaimState.OFFERED, until_at=offer_until(claim))


def settle(book: Book, registration: Registration) -> None:
    """The best of its claims to attend; without any its options end as well."""
    attending = book.to_attend(registration)
    if any(one.state == ClaimState.CONFIRMED for one in attending):
        _let_online_go(book, attending)
        _seat_options(book, registration)
        attending = book.to_attend(registration)
    if attending:
        registration.state = min((one.state for one in attending), key=BY_WORTH.index)
        return
    last = registration.claims.filter(option=None).order_by("-since_at", "-pk").first()
    for option in book.claims_of(registration):
        book.by_portal(option, "let_go", ClaimState.CANCELLED)
    if last is not None and registration.ended_at is None:
        registration.state, registration.ended_at = last.state, timezone.now()


def offer_until(claim: Claim) -> datetime:
    """Two working days from now in the city's calendar; in that of the host city for who comes for no city. No longer than
    until the meeting begins, when the line is closed.
    """
    city = claim.registration.city or claim.meeting.hosts.first()
    until_at = working_days_after(
        timezone.now(),
        OFFER_LASTS_WORKING_DAYS,
        country_code=city.country_code if city else "",
        time_zone=city.time_zone if city else claim.meeting.time_zone,
    )
    begins = begins_at(claim.meeting)
    return until_at if begins is None else min(until_at, begins)


def _seat_options(book: Book, registration: Registration) -> None:
    """Now that the person comes: the options that have a seat, where nobody waits for it before."""
    for claim in book.claims_of(registration):
        is_option = claim.option_id is not None and claim.state == ClaimState.WAITING
        if is_option and book.seats.limit_in_line(claim) is None:
            book.by_portal(claim, "give_seat", ClaimState.CONFIRMED)


def _let_online_go(book: Book, attending: list[Claim]) -> None:
    """Who has a seat in the room does not need the one online that was kept meanwhile."""
    if any(one.what == ROOM and one.state == ClaimState.CONFIRMED for one in attending):
        for claim in attending:
            if claim.what == ONLINE:
                book.by_portal(claim, "let_go", ClaimState.CANCELLED)
