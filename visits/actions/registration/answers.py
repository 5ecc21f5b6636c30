"""What a participant says beside the wish: answers, consents, the objection to being listed, who gets copies."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration.book import WRITTEN
from visits.models import Answer, Registration, RegistrationConsent
from visits.registration.saying import Given, Said
from visits.registration.states import CHANGED_MEANWHILE
from visits.registration.window import may_change_answers, settings_of


@transaction.atomic
def answer(*, registration: Registration, said: Said, by: Person | None) -> Registration:
    """Keep what was said, in place of what was said before; a sensitive answer only with its consent.

    Answers after their time raise ValidationError, but for taking back what was told with consent. The rest may be changed
    as long as the registration lasts: a consent is withdrawn as easily as it was given.
    """
    meeting = rows.take(registration.meeting)
    found = Registration.objects.get(pk=registration.pk)
    if not found.is_living:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    is_late = not may_change_answers(meeting, settings_of(meeting))
    if is_late and not all(_stays_or_goes(found, given) for given in said.answers):
        raise ValidationError(_("Answers cannot be changed any more. Nothing was changed."))
    keep_said(found, said)
    found.version += 1
    found.save(update_fields=WRITTEN)
    LogEntry.objects.record("answer_registration", found, by=by, meeting=meeting.pk)
    return found


def keep_said(registration: Registration, said: Said) -> None:
    """Answers, consents and what others see, on a row that an action has taken, and writes and logs: ``answer``, or
    registering and accepting, where they come with it.
    """
    now = timezone.now()
    for given in said.answers:
        keep(registration, given)
    _agree(registration, said.consents)
    registration.role, registration.copy_to = said.role, said.copy_to
    if said.is_listed:
        registration.objected_at = None
    elif registration.objected_at is None:
        registration.objected_at = now
    registration.answered_at = now
    # What was typed is checked; what holds between fields has not changed here, and the database sees to it.
    registration.clean_fields(exclude=["meeting", "person", "city", "allotment", "registered_by"])


def _stays_or_goes(registration: Registration, given: Given) -> bool:
    """Whether nothing new is said: a sensitive answer as it stands, or none any more."""
    if not given.question.is_sensitive:
        return False
    kept = registration.answers.filter(question=given.question).first()
    return not given.wording or (kept is not None and kept.value == given.value)


def keep(registration: Registration, given: Given) -> None:
    """In place of what was said before; a sensitive answer only with its consent."""
    is_agreed = bool(given.wording) or not given.question.is_sensitive
    if given.value is None or not is_agreed:
        registration.answers.filter(question=given.question).delete()
        return
    now = timezone.now()
    kept = registration.answers.filter(question=given.question).first()
    kept = kept or Answer(registration=registration, question=given.question)
    if kept.value != given.value or kept.pk is None:
        kept.value, kept.answered_at = given.value, now
    if given.wording != kept.consent_wording:
        kept.consent_wording = given.wording
        kept.consented_at = now if given.wording else None
    kept.save()


def _agree(registration: Registration, consents: Mapping[str, str]) -> None:
    """What is not agreed to any more is withdrawn; what is, is kept as it was asked the first time."""
    standing = registration.consents.filter(withdrawn_at__isnull=True)
    # Who has not answered yet has agreed to nothing.
    is_first = registration.answered_at is None
    known = set() if is_first else set(standing.values_list("kind", flat=True))
    if gone := known - consents.keys():
        standing.filter(kind__in=gone).update(withdrawn_at=timezone.now())
    for kind, wording in consents.items():
        if kind not in known:
            RegistrationConsent.objects.create(
                registration=registration, kind=kind, wording=wording
            )
