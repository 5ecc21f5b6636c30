"""Telling staff of a seat that became free in the last days, when none is offered by itself and they decide by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse

from portal.lib import mail, site
from visits.models import Meeting
from visits.registration.addresses import contact_of
from visits.registration.line_words import place_words
from visits.registration.window import has_begun, is_in_last_days

if TYPE_CHECKING:
    from visits.actions.registration.book import Book
    from visits.registration.seats import Place

# They are told how many wait, and who comes first.
NAMED: Final = 5


def tell_staff(book: Book) -> None:
    """One mail for all seats that this transaction freed and left free, where somebody waits whom no limit blocks."""
    if not book.freed or not _is_by_name(book):
        return
    if found := [place for place in book.freed if book.seats.who_could_have(place)]:
        contact, meeting = contact_of(book.meeting), book.meeting
        context = {
            "meeting": meeting,
            "title": meeting.title,
            "places": [_told(book, place) for place in found],
            "address": site.absolute(reverse("manage_registration", args=[meeting.slug])),
        }
        to = (contact.email or "") if contact else settings.NETWORK_EMAIL
        mail.send("registration_seat_free", to=to, person=contact, context=context)


def _is_by_name(book: Book) -> bool:
    meeting = book.meeting
    if meeting.state != Meeting.State.PUBLISHED or book.settings.is_to_be_selected:
        return False
    return is_in_last_days(meeting) and not has_begun(meeting)


def _told(book: Book, place: Place) -> dict[str, Any]:
    waiting = book.seats.who_could_have(place)
    first = waiting[:NAMED]
    book.look_up(first)
    return {
        "what": place_words(book.seats, place),
        "number": len(waiting),
        "first": [one.registration for one in first],
    }
