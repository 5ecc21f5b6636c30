"""The mails about one registration: which of several says most, to whom it goes, and what it says."""

from __future__ import annotations

from typing import Final

from portal.lib import mail
from visits.models import Registration, RegistrationMail
from visits.registration.letter import Letter
from visits.registration.seats import Seats
from visits.registration.seen import seats_seen

# What happened to several claims at once is told in one mail: the first of these.
BY_WEIGHT: Final = (
    "registration_taken_over",
    "registration_substituted",
    "registration_withdrawn",
    "registration_refused",
    "registration_cancelled",
    "registration_declined",
    "registration_passed_on",
    "registration_offered",
    "registration_invited",
    "registration_confirmed",
    "registration_waiting",
    "registration_received",
    "registration_changed",
)

# What changes nothing says nothing to calendars either.
WITHOUT_ENTRY: Final = frozenset({"registration_reminder"})


def says_more(name: str, than: str) -> bool:
    """Whether the mail ``name`` is the one to send, rather than ``than`` (none yet, when empty)."""
    return not than or BY_WEIGHT.index(name) < BY_WEIGHT.index(than)


def tell(
    registration: Registration,
    name: str,
    *,
    was: str = "",
    reason: str = "",
    seats: Seats | None = None,
) -> None:
    """Write the mail ``name`` to the person, and a copy to whom the person named for it; without an address none.

    ``was`` is the state of the registration before, ``reason`` what was given for a refusal or withdrawal; ``seats``
    those of the meeting, where they are counted already.
    """
    if not registration.person.email:
        return
    seats = seats or seats_seen(registration.meeting, shown=False)
    letter = Letter(registration, seats, was=was, reason=reason)
    if name in WITHOUT_ENTRY:
        letter.invitation = None
    _send(letter, name, registration.person.email)
    if registration.copy_to not in {"", registration.person.email}:
        _send(letter.copy(), name, registration.copy_to)


def _send(letter: Letter, name: str, to: str) -> None:
    """A copy is nobody's own: by the address of an assistant no person is known."""
    registration, contact = letter.registration, letter.contact
    message = mail.send(
        name,
        to=to,
        person=None if letter.is_copy else registration.person,
        context={"letter": letter, "meeting": letter.meeting, "title": letter.meeting.title},
        is_secret=letter.lets_in,
        reply_to=(contact.email or "") if contact else "",
        calendar=letter.invitation,
    )
    RegistrationMail.objects.create(registration=registration, message=message)
