"""What ends of registrations for meetings: the columns of these rules, which ``rules`` makes ones of. docs/decisions/0141."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from visits.models import Question, RegistrationConsent
from visits.registration import deletion

Then = Callable[[QuerySet[Any]], None]
Row = tuple[str, Any, timedelta, Callable[[datetime], QuerySet[Any]], Then]


def delete(rows: QuerySet[Any]) -> None:
    rows.delete()


def _sensitive_answers(before: datetime) -> QuerySet[Any]:
    return deletion.answers_due(before, Question.Care.SENSITIVE)


def _withdrawn_consents(before: datetime) -> QuerySet[Any]:
    return RegistrationConsent.objects.filter(withdrawn_at__lt=before)


ROWS: Final[tuple[Row, ...]] = (
    (
        "security_answers",
        _("What a venue\u2019s security asked for goes when the visit ends, or the registration."),
        timedelta(0),
        deletion.security_answers_due,
        deletion.delete_answers,
    ),
    (
        "sensitive_answers",
        _(
            "Sensitive answers go 30 days after the last day of the meeting, or after the registration ended; of a meeting "
            "that was postponed to unknown dates, 30 days after the last day it had."
        ),
        deletion.KEPT_AFTER,
        _sensitive_answers,
        deletion.delete_answers,
    ),
    (
        "ordinary_answers",
        _("All other answers go a year after the meeting: until then they are offered again."),
        deletion.OTHERS_KEPT_AFTER,
        deletion.ordinary_answers_due,
        deletion.delete_answers,
    ),
    (
        "words_of_registrations",
        _(
            "Notes about registrations, reasons and addresses for copies are emptied a year after the meeting."
        ),
        deletion.OTHERS_KEPT_AFTER,
        deletion.registrations_with_words_due,
        deletion.empty_words,
    ),
    (
        "withdrawn_registration_consents",
        _("Consents of participants go three years after they were withdrawn."),
        timedelta(days=3 * 365),
        _withdrawn_consents,
        delete,
    ),
)
