"""Sending the mail about a registration once more, as it stands: for who comes by a link, with the link made anew."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration import letters
from visits.models import ClaimState, Registration
from visits.registration.addresses import comes_by_link
from visits.registration.states import CHANGED_MEANWHILE, MAIL_OF_STATE
from visits.registration.window import is_to_come

MAILS: Final[dict[ClaimState, str]] = {
    **MAIL_OF_STATE,
    ClaimState.INVITED: "registration_invited",
    ClaimState.OFFERED: "registration_offered",
}


@transaction.atomic
def send_anew(
    *, registration: Registration, by: Person | None, version: int | None = None
) -> Registration:
    """Write to the person how the registration stands. Of a link the one before ends, whoever has it.

    Whoever prepares the meeting may. Raises ValidationError for a registration that has ended, for a meeting that is over
    or does not take place, and for who has no address.
    """
    meeting = rows.take(registration.meeting)
    if not is_to_come(meeting):
        raise ValidationError(_("This meeting is over, or does not take place: no mail was sent."))
    found = Registration.objects.select_related("person", "city", "meeting").get(pk=registration.pk)
    if not found.is_living or version not in {None, found.version}:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    if not found.person.email:
        raise ValidationError(_("There is no address to write to."))
    if comes_by_link(found):
        found.link_number, found.version = found.link_number + 1, found.version + 1
        found.save(update_fields=["link_number", "version"])
    letters.tell(found, MAILS[ClaimState(found.state)])
    LogEntry.objects.record("send_registration_anew", found, by=by, meeting=found.meeting_id)
    return found
