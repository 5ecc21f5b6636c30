"""What the mails about a registration are called where they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAIL_WORDS: Final[dict[str, StrOrPromise]] = {
    "registration_received": _("Request received"),
    "registration_confirmed": _("Confirmation"),
    "registration_waiting": _("On the waiting list"),
    "registration_offered": _("A seat is offered"),
    "registration_passed_on": _("Time ran out"),
    "registration_changed": _("Registration changed"),
    "registration_substituted": _("Somebody else comes instead"),
    "registration_taken_over": _("Place taken over"),
    "registration_cancelled": _("Cancellation"),
    "registration_withdrawn": _("Registration withdrawn"),
    "registration_refused": _("Request refused"),
    "registration_declined": _("Declined"),
    "registration_invited": _("Invitation"),
    "registration_reminder": _("Reminder"),
}
