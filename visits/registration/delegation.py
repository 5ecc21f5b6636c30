"""A city's delegations: who comes to a meeting or asks to come, how each stands, in words; and the meetings to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationSettings
from visits.models.claim import TO_ATTEND
from visits.models.claim_states import LIVING
from visits.registration.delegation_seats import CitySeats, city_seats
from visits.registration.line_words import why_words
from visits.registration.seats import ONLINE, Seats, places_of
from visits.registration.seen import seats_seen
from visits.registration.standing import is_asked
from visits.registration.states import Actor
from visits.registration.substitution import may_send_colleague
from visits.registration.window import today_at, why_closed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.models import City
    from members.reader import Reader
    from visits.models.reading import MeetingQuerySet
    from visits.models.registration import RegistrationQuerySet

ORDER: Final = [str(state) for state in LIVING]
TONES: Final = {ClaimState.CONFIRMED: "good", ClaimState.OFFERED: "sun"}


# One registration ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A registration as the city's coordinators see it: never answers, options or consents.

    ``claims`` are those to attend, ``has_left`` says that the person does not represent the city any more.
    """

    registration: Registration
    claims: tuple[Claim, ...]
    seats: Seats
    has_left: bool = False

    @property
    def tone(self) -> str:
        """The colour of the words: what waits for the city itself stands out most."""
        if self.is_asked:
            return "stop"
        return TONES.get(ClaimState(self.registration.state), "")

    @property
    def is_asked(self) -> bool:
        """Whether the answer is the city's to give now."""
        return is_asked(Actor.CITY, self.registration)

    @property
    def may_be_replaced(self) -> bool:
        """By a colleague; what waits for the city's yes is answered first, unless the person has left."""
        if self.is_asked and not self.has_left:
            return False
        return may_send_colleague(self.registration, self.seats.meeting)

    @cached_property
    def words(self) -> str:
        """How the best of the claims to attend stands, and what is waited for beside it."""
        first, *others = sorted(self.claims, key=lambda one: ORDER.index(one.state))
        beside = (one for one in others if one.state != first.state)
        return "; ".join(self._said(one) for one in (first, *beside))

    def _said(self, claim: Claim) -> str:
        match claim.state:
            case ClaimState.CONFIRMED:
                is_online = claim.what == ONLINE and len(places_of(self.seats.meeting)) > 1
                return _("Confirmed online") if is_online else _("Confirmed")
            case ClaimState.OFFERED if claim.until_at is not None:
                return _("Offered until %(time)s") % {"time": self._moment(claim.until_at)}
            case ClaimState.WAITING:
                return self._waiting(claim)
            case ClaimState.PENDING:
                return self._pending()
            case _others:
                return _("Invited, and has not answered yet")

    def _waiting(self, claim: Claim) -> str:
        said = {"place": self.seats.position(claim), "why": why_words(self.seats, claim)}
        return _("Waiting, number %(place)d: %(why)s") % said

    def _pending(self) -> str:
        if self.is_asked:
            return _("Asks for your approval")
        settings = self.seats.settings
        if settings.is_to_be_selected and settings.closes_at is not None:
            return _("To be selected after %(time)s") % {"time": self._moment(settings.closes_at)}
        return _("Waits for the secretariat’s answer")

    def _moment(self, at: datetime) -> str:
        """Where the meeting takes place, with the zone."""
        return date_format(timezone.localtime(at, self.seats.meeting.zone), "D j F, H:i T")


# One meeting --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Delegation:
    """A city at one meeting. ``is_openable`` says whether the reader may open the meeting, and so register people."""

    meeting: Meeting
    city: City
    seats: Seats
    lines: list[Line]
    is_openable: bool = True

    @cached_property
    def city_seats(self) -> CitySeats:
        return city_seats(self.seats, self.city)

    @property
    def settings(self) -> RegistrationSettings:
        return self.seats.settings

    @property
    def closed(self) -> StrOrPromise:
        """Why nobody can be registered now; empty while one can."""
        if not self.is_openable:
            return _("Registration is for those who may open the meeting’s page.")
        return why_closed(self.meeting, self.settings)

    @property
    def closes(self) -> datetime | None:
        """When registration closes, as clocks go where the meeting takes place."""
        at = self.settings.closes_at
        return timezone.localtime(at, self.meeting.zone) if at else None

    @property
    def asked(self) -> list[Line]:
        return [line for line in self.lines if line.is_asked]

    @property
    def left(self) -> list[Line]:
        """Whose person does not represent the city any more: somebody else comes, or nobody."""
        return [line for line in self.lines if line.has_left]

    @property
    def counted(self) -> list[tuple[StrOrPromise, int]]:
        """How many are confirmed, wait, ask: by the words of their state."""
        found = [line.registration.state for line in self.lines]
        return [(ClaimState(state).label, found.count(state)) for state in ORDER if state in found]

    @property
    def registered(self) -> set[int]:
        """The people who are registered: nobody registers them again."""
        return {line.registration.person_id for line in self.lines}

    def line_of(self, registration: Registration) -> Line | None:
        return next((one for one in self.lines if one.registration.pk == registration.pk), None)


def delegation_of(meeting: Meeting, city: City) -> Delegation:
    """With places in line and which limits hold: of one meeting, in as many queries as its seats."""
    seats = seats_seen(meeting)
    is_openable = bool(getattr(meeting, "is_openable", True))
    return Delegation(meeting, city, seats, _lines(seats, city, seats.gone), is_openable)


def _lines(seats: Seats, city: City, gone: Iterable[int]) -> list[Line]:
    claims: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in seats.claims:
        if claim.option_id is None and claim.registration.city_id == city.pk:
            claims[claim.registration_id].append(claim)
    left = set(gone)
    return [
        Line(found[0].registration, tuple(found), seats, pk in left) for pk, found in claims.items()
    ]


# All that are to come -----------------------------------------------------------------------------


def meetings_with_registration(city: City, reader: Reader) -> MeetingQuerySet:
    """Those to come with registration here that ``reader`` may open, and those that the city's people are registered for.

    Who decides about a registration reads the title and days of its meeting. ``is_openable`` is noted on each.
    """
    here = RegistrationSettings.Way.HERE
    registered = Registration.objects.living().filter(meeting=OuterRef("pk"), city=city)
    return (
        Meeting.objects.upcoming()
        .filter(state=Meeting.State.PUBLISHED)
        .noting_whether_openable_by(reader, name="is_openable")
        .annotate(is_registered=Exists(registered))
        .filter(Q(is_openable=True, registration_settings__way=here) | Q(is_registered=True))
        .select_related("registration_settings")
    )


def delegations_of(city: City, reader: Reader) -> list[Delegation]:
    """The city at all meetings to come: three queries, with the city's own seats and without places in line."""
    meetings = list(meetings_with_registration(city, reader))
    claims = _claims_of(city, meetings)
    still = set(city.posts.current().values_list("person", flat=True))
    return [_alone(meeting, city, claims[meeting.pk], still) for meeting in meetings]


def _claims_of(city: City, meetings: list[Meeting]) -> defaultdict[int, list[Claim]]:
    """By meeting, those to attend; claims of one registration share its row."""
    rows = (
        Claim.objects.living()
        .filter(city=city, meeting__in=meetings, what__in=TO_ATTEND)
        .select_related("registration__person")
    )
    by_meeting: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in rows:
        by_meeting[claim.meeting_id].append(claim)
    return by_meeting


def _alone(meeting: Meeting, city: City, claims: list[Claim], still: set[int]) -> Delegation:
    for claim in claims:
        claim.meeting = claim.registration.meeting = meeting
        claim.registration.city = city
    settings = getattr(meeting, "registration_settings", None) or RegistrationSettings(
        meeting=meeting
    )
    seats = Seats(meeting, settings, [], [], claims, today_at(meeting))
    rows = (claim.registration for claim in claims)
    gone = [row.pk for row in rows if row.person_id not in still and not row.is_guest]
    is_openable = bool(getattr(meeting, "is_openable"))  # noqa: B009 - an annotation
    return Delegation(meeting, city, seats, _lines(seats, city, gone), is_openable)


def to_be_decided() -> RegistrationQuerySet:
    """Whose person's post has ended, at meetings that have not begun: somebody substitutes or withdraws."""
    coming = Q(meeting__starts_on__gt=timezone.localdate()) | Q(meeting__starts_on__isnull=True)
    rows = Registration.objects.whose_post_ended().filter(
        coming, meeting__state=Meeting.State.PUBLISHED
    )
    return rows.select_related("person", "meeting", "city").order_by("meeting__starts_on", "pk")
