"""Where registrations are looked at and changed: by who can log in, by a signed link for who cannot, and at the desk."""

from __future__ import annotations

from django.urls import reverse

from members.models import Person
from portal.lib import links
from visits.models import Meeting, Registration

PURPOSE = "registration"


def link_to(registration: Registration) -> str:
    """The address that a mail gives the person: the meeting's page of registering, or a link that opens it."""
    slug = registration.meeting.slug
    if not comes_by_link(registration):
        return reverse("register", args=[slug])
    return reverse("registration_link", args=[slug, signed(registration)])


def comes_by_link(registration: Registration) -> bool:
    """Whether the link lets in by itself, and is for nobody else's eyes."""
    return registration.is_guest or not registration.person.has_account


def signed(registration: Registration) -> str:
    """What the link says; it holds until the registration's link is made anew."""
    return links.signed(PURPOSE, registration.pk, registration.link_number)


def contact_of(meeting: Meeting) -> Person | None:
    """Whom answers about a meeting go to, where that is not the network as a whole."""
    contact = meeting.contact
    return contact if contact is not None and contact.is_active and contact.email else None


def to_be_answered_at(meeting: Meeting) -> str:
    """The desk's table of a meeting's registrations, narrowed to those that the reader is asked about."""
    return f"{reverse('manage_registration', args=[meeting.slug])}?only=asked"
