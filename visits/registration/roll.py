"""Registrations as the desk's table shows them: each in a line, with its claims in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.reader import Reader
from visits.models import Answer, Claim, ClaimState, Meeting, Question, Registration
from visits.models.claim_states import LIVING
from visits.models.registration import RegistrationQuerySet
from visits.registration.line_words import why_words
from visits.registration.seats import ONLINE, Seats
from visits.registration.standing import is_asked
from visits.registration.states import Actor

ORDER: Final = [str(state) for state in LIVING]
TONES: Final = {
    ClaimState.CONFIRMED: "good",
    ClaimState.OFFERED: "sun",
    ClaimState.PENDING: "stop",
}


class Part(NamedTuple):
    """One claim in words: to what, how it stands, since when or why; ``tone`` is the colour of its tag. ``is_free`` says
    of one that waits that there is a seat, which may be given by name.
    """

    what: str
    words: str
    note: str
    tone: str
    claim: Claim | None = None
    is_free: bool = False

    @property
    def beside(self) -> str:
        """The words after the name of an option."""
        return self.words[:1].lower() + self.words[1:]


@dataclass
class Line:
    """One registration. ``claims`` are its living ones, those to attend before options."""

    registration: Registration
    claims: list[Claim]
    seats: Seats
    is_asked: bool = False

    @property
    def is_gone(self) -> bool:
        """The person does not represent the city any more."""
        return self.registration.pk in self.seats.gone

    @property
    def is_unanswered(self) -> bool:
        return bool(getattr(self.registration, "lacks_answers", False))

    @property
    def key(self) -> str:
        """What the table's boxes send: the row, and the version in which it was seen."""
        return f"{self.registration.pk}:{self.registration.version}"

    @property
    def number(self) -> int:
        """The earliest of its places in line; behind all where there is none."""
        return min((one.number for one in self.claims), default=1_000_000_000)

    @property
    def whence(self) -> str:
        city = self.registration.city
        return city.name if city else self.registration.organisation

    @property
    def attending(self) -> list[Part]:
        """How the registration stands: its claims to attend, or how it ended."""
        if not self.registration.is_living:
            return [self._ended]
        claims = [one for one in self.claims if one.option_id is None]
        claims.sort(key=lambda one: (ORDER.index(one.state), one.what == ONLINE))
        return [self.part_of(one) for one in claims]

    @property
    def options(self) -> list[Part]:
        return [self.part_of(one) for one in self.claims if one.option_id is not None]

    @cached_property
    def _ended(self) -> Part:
        row = self.registration
        late = _("late") if row.is_late else ""
        when = self._moment(row.ended_at, "j M") if row.ended_at else ""
        return Part(
            "", row.get_state_display().capitalize(), ", ".join(filter(None, (when, late))), ""
        )

    def part_of(self, claim: Claim) -> Part:
        words, note = self._said(claim)
        tone = TONES.get(ClaimState(claim.state), "")
        if claim.state == ClaimState.PENDING and not self.is_asked:
            tone = ""
        what = str(claim.option or claim.get_what_display())
        is_waiting = claim.state == ClaimState.WAITING
        return Part(
            what, words, note, tone, claim, is_waiting and self.seats.limit_of(claim) is None
        )

    def _said(self, claim: Claim) -> tuple[str, str]:
        since = _("since %(day)s") % {"day": self._moment(claim.since_at, "j M")}
        until = self._moment(claim.until_at, "D j M, H:i") if claim.until_at else ""
        match claim.state:
            case ClaimState.OFFERED:
                return _("Offered"), _("until %(time)s") % {"time": until}
            case ClaimState.INVITED if until:
                return _("Invited"), _("until %(time)s") % {"time": until}
            case ClaimState.INVITED:
                return _("Invited"), since
            case ClaimState.PENDING:
                return self._pending(), since
            case ClaimState.WAITING:
                place = {"place": self.seats.position(claim)}
                return _("Waiting, number %(place)d") % place, why_words(self.seats, claim)
            case _confirmed:
                kept = {"whom": claim.allotment} if claim.allotment else None
                return _("Confirmed"), _("kept for: %(whom)s") % kept if kept else since

    def _pending(self) -> str:
        row = self.registration
        if row.approval and row.approved_at is None:
            if row.approval == Registration.By.CITY and not self.is_asked and row.to_staff_at:
                day = {"day": self._moment(row.to_staff_at, "j M")}
                return _("With the city until %(day)s") % day
            return _("To be approved")
        return _("To be selected")

    def _moment(self, at: object, form: str) -> str:
        return date_format(timezone.localtime(at, self.seats.meeting.zone), form)  # type: ignore[arg-type]


def lines_of(
    meeting: Meeting, reader: Reader, seats: Seats, actors: Collection[Actor]
) -> list[Line]:
    """All of a meeting, ended ones too, by name: one query beside those of its seats."""
    rows = (
        noting_missing_answers(Registration.objects.listed_for(reader))
        .filter(meeting=meeting)
        .select_related("person", "city", "registered_by")
        .order_by("person__name_key", "pk")
    )
    return [line_of(row, seats, actors) for row in with_claims(rows, seats)]


def with_claims(
    rows: Iterable[Registration], seats: Seats
) -> Iterable[tuple[Registration, list[Claim]]]:
    claims: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in seats.claims:
        claims[claim.registration_id].append(claim)
    kept = {one.pk: one for one in seats.allotments}
    for row in rows:
        row.meeting = seats.meeting
        for claim in claims[row.pk]:
            claim.registration = row
            claim.allotment = kept.get(claim.allotment_id or 0)
        yield row, claims[row.pk]


def line_of(
    found: tuple[Registration, list[Claim]], seats: Seats, actors: Collection[Actor]
) -> Line:
    row, claims = found
    claims.sort(
        key=lambda one: (one.option_id is not None, one.option.position if one.option else 0)
    )
    return Line(row, claims, seats, any(is_asked(actor, row) for actor in actors))


def noting_missing_answers(rows: RegistrationQuerySet) -> RegistrationQuerySet:
    """Each with ``lacks_answers``: living, asked something, and has not answered, or not all that must be."""
    asked = Question.objects.filter(meeting=OuterRef("meeting"))
    given = Answer.objects.filter(question=OuterRef("pk"), registration=OuterRef(OuterRef("pk")))
    due = asked.filter(~Exists(given), is_required=True)
    at_once, once_confirmed = due.filter(is_followup=False), due.filter(is_followup=True)
    living = Q(ended_at__isnull=True) & ~Q(state=ClaimState.INVITED)
    lacking = (
        Exists(at_once)
        | (Q(state=ClaimState.CONFIRMED) & Exists(once_confirmed))
        | (Q(answered_at__isnull=True) & Exists(asked))
    )
    return rows.annotate(lacks_answers=living & lacking)
