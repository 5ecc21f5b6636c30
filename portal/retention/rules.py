"""What ends when: for each rule the rows that are due at a moment, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from documents.models import Download
from members.actions.sessions import forget_ended_sessions
from members.models import (
    AccessRequest,
    AddressChange,
    Answer,
    Consent,
    GroupRequest,
    Invitation,
    InvitationBatch,
)
from portal.lib import jobs
from portal.models import Autosave, LogEntry, Mention, Message, RetentionRun
from portal.retention import former, history, of_registrations
from visits.models import AgendaChange

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Rows = QuerySet[Any]
PORTION: Final = 500
YEAR: Final = timedelta(days=365)
QUARTER: Final = timedelta(days=90)
MONTH: Final = timedelta(days=30)
WEEK: Final = timedelta(days=7)


def delete(rows: Rows) -> None:
    rows.delete()


@dataclass(frozen=True)
class Rule:
    """Rows are due once ``kept`` has passed since what ``due`` looks at; ``due`` is given the moment before which that was.

    At most ``portion`` of them are worked on in one transaction.
    """

    name: str
    says: _StrOrPromise
    kept: timedelta
    due: Callable[[datetime], Rows]
    then: Callable[[Rows], None] = delete
    portion: int = PORTION


@dataclass(frozen=True)
class Sweep:
    """A rule that another module works by in its own way; it says how many rows that took."""

    name: str
    says: _StrOrPromise
    sweep: Callable[[], int]


def _ended_invitations(before: datetime) -> Rows:
    has_ended = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    # Accepted late, or withdrawn after it ran out: the latest of these counts.
    goes_on = (
        Q(accepted_at__gte=before)
        | Q(withdrawn_at__gte=before)
        | Q(expires_at__gte=before, accepted_at=None, withdrawn_at=None)
    )
    return Invitation.objects.filter(has_ended).exclude(goes_on)


def _empty_batches(before: datetime) -> Rows:
    invitations = Invitation.objects.filter(batch=OuterRef("pk"))
    return InvitationBatch.objects.filter(~Exists(invitations), created_at__lt=before)


def _address_changes(before: datetime) -> Rows:
    has_ended = Q(confirmed_at__lt=before) | Q(taken_back_at__lt=before)
    ran_out = Q(expires_at__lt=before, confirmed_at=None, taken_back_at=None)
    return AddressChange.objects.filter(has_ended | ran_out)


def _forget_actors(entries: Rows) -> None:
    entries.update(actor_id=None)


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "downloads",
        _("Lines of the log of downloads go after 90 days."),
        QUARTER,
        lambda before: Download.objects.filter(at__lt=before),
    ),
    Rule(
        "messages",
        _("Mails that were sent, or could not be, go after a year."),
        YEAR,
        lambda before: Message.objects.filter(queued_at__lt=before).exclude(
            state=Message.State.QUEUED
        ),
    ),
    Rule(
        "invitations",
        _("Invitations go 90 days after they were accepted, withdrawn or ran out."),
        QUARTER,
        _ended_invitations,
    ),
    Rule(
        "invitations_never_sent",
        _("Invitations that were prepared and never sent go after a year."),
        YEAR,
        lambda before: Invitation.objects.filter(sends=0, created_at__lt=before),
    ),
    Rule(
        "invitation_batches",
        _(
            "Who invited many at once goes when the last of those invitations has gone, after 90 days at the earliest."
        ),
        QUARTER,
        _empty_batches,
    ),
    Rule(
        "access_requests_unconfirmed",
        _("Requests for access whose address was never confirmed go after 30 days."),
        MONTH,
        lambda before: AccessRequest.objects.filter(
            confirmed_at=None, answer="", asked_at__lt=before
        ),
    ),
    Rule(
        "access_requests_unanswered",
        _("Requests for access that nobody answered go after a year."),
        YEAR,
        lambda before: AccessRequest.objects.filter(answer="", asked_at__lt=before),
    ),
    Rule(
        "access_requests_granted",
        _("Requests for access that were granted go after 90 days: the post is the record."),
        QUARTER,
        lambda before: AccessRequest.objects.filter(answer=Answer.GRANTED, answered_at__lt=before),
    ),
    Rule(
        "access_requests_refused",
        _("Requests for access that were refused or taken back go after a year."),
        YEAR,
        lambda before: AccessRequest.objects.filter(answered_at__lt=before).exclude(
            answer=Answer.GRANTED
        ),
    ),
    Rule(
        "group_requests",
        _("Requests for a place in a group go a year after the answer."),
        YEAR,
        lambda before: GroupRequest.objects.filter(answered_at__lt=before),
    ),
    Rule(
        "group_requests_unanswered",
        _("Requests for a place in a group that nobody answered go after a year."),
        YEAR,
        lambda before: GroupRequest.objects.filter(answer="", asked_at__lt=before),
    ),
    Rule(
        "address_changes",
        _("Changes of an address go 30 days after they were confirmed, taken back or ran out."),
        MONTH,
        _address_changes,
    ),
    Rule(
        "withdrawn_consents",
        _("Consents go three years after they were withdrawn."),
        3 * YEAR,
        lambda before: Consent.objects.filter(withdrawn_at__lt=before),
    ),
    Rule(
        "needs_without_consent",
        _("Diet and access needs are emptied where no consent to keep them stands."),
        timedelta(0),
        lambda _before: former.needs_without_consent(),
        former.empty_needs,
    ),
    Rule(
        "former_profiles",
        _(
            "Telephone, languages, diet and access needs are emptied 30 days after the last post ended."
        ),
        MONTH,
        former.with_profile,
        former.empty_profiles,
    ),
    Rule(
        "former_people",
        _(
            "People without a post or an office become nameless three years after the last one, as if they had erased themselves."
        ),
        former.KEPT,
        former.nameable,
        former.erase_all,
        portion=10,
    ),
    Rule(
        "sessions",
        _("Sessions go when they have run out."),
        timedelta(0),
        lambda before: Session.objects.filter(expire_date__lt=before),
    ),
    Rule(
        "acts",
        _("The log of changes no longer says by whom after five years."),
        5 * YEAR,
        lambda before: LogEntry.objects.filter(actor_id__isnull=False, at__lt=before),
        _forget_actors,
    ),
    Rule(
        "autosaves",
        _("Texts that somebody was writing and never saved go after 30 days."),
        MONTH,
        lambda before: Autosave.objects.filter(saved_at__lt=before),
    ),
    Rule(
        "agenda_changes",
        _("The way back of an agenda that is edited goes after 7 days."),
        WEEK,
        lambda before: AgendaChange.objects.filter(made_at__lt=before),
    ),
    *(
        Rule(
            name,
            format_lazy(
                _("{of}: each goes three years after the next one took its place."),
                of=versions._meta.verbose_name_plural,  # noqa: SLF001 - Django's own way
            ),
            3 * YEAR,
            partial(history.past, versions),
        )
        for name, versions in history.TABLES.items()
    ),
    *(Rule(*row) for row in of_registrations.ROWS),
    Rule(
        "decided_mentions",
        _("Mentions of erased people go a year after they were decided."),
        YEAR,
        lambda before: Mention.objects.filter(decided_at__lt=before),
    ),
    Rule(
        "runs",
        _("What this page says of a night goes after two years."),
        2 * YEAR,
        lambda before: RetentionRun.objects.filter(ran_at__lt=before),
    ),
)

SWEEPS: Final = (
    Sweep(
        "session_records",
        _("What the list of sessions says goes with the session."),
        forget_ended_sessions,
    ),
    Sweep("jobs", _("Jobs go 7 days after they ended."), jobs.delete_finished),
)

ALL: Final[tuple[Rule | Sweep, ...]] = (*RULES, *SWEEPS)
