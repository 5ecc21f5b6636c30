"""The mails about one registration: which of several says most, to whom it goes, and what it says."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from portal.lib import mail, site
from visits.models import Registration, RegistrationMail
from visits.registration.addresses import link_to

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


def says_more(name: str, than: str) -> bool:
    """Whether the mail ``name`` is the one to send, rather than ``than`` (none yet, when empty)."""
    return not than or BY_WEIGHT.index(name) < BY_WEIGHT.index(than)


def tell(registration: Registration, name: str, *, was: str = "", reason: str = "") -> None:
    """Write the mail ``name`` to the person; who has no address is not written to.

    ``was`` is the state of the registration before, ``reason`` what was given for a refusal or withdrawal.
    """
    person = registration.person
    if not person.email:
        return
    meeting = registration.meeting
    context = {
        "registration": registration,
        "person": person,
        "meeting": meeting,
        "was": was,
        "reason": reason,
        "link": site.absolute(link_to(registration)),
        "page": site.absolute(reverse("meeting", args=[meeting.slug])),
    }
    message = mail.send(name, to=person.email, person=person, context=context)
    RegistrationMail.objects.create(registration=registration, message=message)
