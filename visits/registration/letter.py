"""What the mails about a registration say of it: how each claim stands, until when an offer holds, what is still asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Person
from portal.lib import site
from portal.lib.dates import zone_names
from portal.lib.ical import Invitation, Method
from visits.feeds import words
from visits.models import Claim, ClaimState, Meeting, Question, Registration, RegistrationSettings
from visits.registration import moments
from visits.registration.addresses import comes_by_link, contact_of, link_to
from visits.registration.asked import asked_of, choices_of, named_by
from visits.registration.calendar_entry import invitation_for
from visits.registration.hours import Hours, clock_words, day_words, hours_of
from visits.registration.line_words import next_words, waiting_words
from visits.registration.seats import ONLINE, ROOM, Seats, places_of
from visits.registration.substitution import may_send_colleague
from visits.registration.told import Told
from visits.registration.window import why_closed


@dataclass
class Letter:
    """One mail's words. ``was`` is how it stood before, ``reason`` what was given for a refusal or withdrawal.

    A copy is for whom the person named for it, and carries no address that lets in.
    """

    registration: Registration
    seats: Seats
    was: str = ""
    reason: str = ""
    is_copy: bool = False

    def copy(self) -> Letter:
        """The same for whom the person named; what is known of the meeting is not asked again."""
        copied = replace(self, is_copy=True)
        copied.hours, copied.invitation = self.hours, self.invitation
        return copied

    @property
    def meeting(self) -> Meeting:
        return self.seats.meeting

    @property
    def person(self) -> Person:
        return self.registration.person

    # How it stands --------------------------------------------------------------------------------

    @cached_property
    def claims(self) -> list[Claim]:
        """Those that have not ended; the best of those to attend first, options last."""
        return Told(self.registration, self.seats).claims_here

    @property
    def is_living(self) -> bool:
        return self.registration.is_living

    @property
    def main(self) -> Claim | None:
        return self.claims[0] if self.claims else None

    @property
    def seat(self) -> str:
        """What the person has, where that is a seat."""
        if self.main is None or self.main.state != ClaimState.CONFIRMED:
            return ""
        if len(places_of(self.meeting)) == 1:
            return _("your seat is confirmed")
        if self.main.what == ROOM:
            return _("your seat in the room is confirmed")
        return _("your seat online is confirmed")

    @property
    def kept_online(self) -> str:
        return Told(self.registration, self.seats).kept_online

    @cached_property
    def lines(self) -> list[str]:
        """What each claim is to, and how it stands."""
        return [
            _("%(what)s: %(state)s") % {"what": self._what(one), "state": self._state(one)}
            for one in self.claims
        ]

    def _what(self, claim: Claim) -> str:
        if claim.option is not None:
            day = date_format(claim.option.on, "l j F") if claim.option.on else ""
            return f"{claim.option.title} ({day})" if day else claim.option.title
        return _("In the room") if claim.what == ROOM else _("Online")

    def _state(self, claim: Claim) -> str:
        match claim.state:
            case ClaimState.OFFERED if claim.until_at is not None:
                return _("offered to you until %(moment)s") % {"moment": self.ends(claim.until_at)}
            case ClaimState.WAITING:
                return waiting_words(self.seats, claim)
            case ClaimState.INVITED if claim.until_at is not None:
                return _("you are invited until %(moment)s") % {"moment": self.ends(claim.until_at)}
            case ClaimState.INVITED:
                return _("you are invited")
            case _others:
                return str(claim.get_state_display())

    def ends(self, moment: datetime) -> str:
        """By the clocks of the city for which the person comes, which is named; else by those of the meeting."""
        city = self.registration.city
        if city is None:
            return moments.said(moment, self.meeting)
        zone = ZoneInfo(city.time_zone)
        there = moment.astimezone(zone)
        said = {
            "moment": date_format(there, "l j F Y, H:i"),
            "zone": zone_names(zone, [there.date()]),
            "city": city.name,
        }
        return _("%(moment)s (%(zone)s, the time in %(city)s)") % said

    @property
    def has_offer(self) -> bool:
        return any(one.state == ClaimState.OFFERED for one in self.claims)

    @property
    def is_invited(self) -> bool:
        return self.is_living and self.registration.state == ClaimState.INVITED

    @property
    def invited_until(self) -> str:
        """When the invitation runs out; nothing where that is when the meeting begins."""
        until_at = self.main.until_at if self.main else None
        return self.ends(until_at) if until_at else ""

    @property
    def next_steps(self) -> list[str]:
        """Who is asked to approve, or when everybody is answered."""
        pending = (
            one
            for one in Told(self.registration, self.seats).claims
            if one.claim.state == ClaimState.PENDING
        )
        first = next(pending, None)
        return first.sentences if first else []

    @property
    def is_selected(self) -> bool:
        """Whether seats are given by selection."""
        allocation = self.seats.settings.allocation
        return allocation == RegistrationSettings.Allocation.BY_SELECTION

    @property
    def is_waiting(self) -> bool:
        return any(one.state == ClaimState.WAITING for one in self.claims)

    @property
    def what_comes(self) -> str:
        """How a seat reaches who waits; nothing for who does not."""
        return next_words(self.meeting) if self.is_waiting else ""

    # What is still asked --------------------------------------------------------------------------

    @property
    def named_by(self) -> str:
        return named_by(self.registration, was=self.was)

    @cached_property
    def choices(self) -> list[str]:
        return choices_of(self.registration, self.seats, was=self.was)

    @cached_property
    def asked(self) -> list[Question]:
        return asked_of(self.registration, self.seats.settings, was=self.was)

    @property
    def answers_until(self) -> str:
        until_at = self.seats.settings.answers_until_at
        return moments.said(until_at, self.meeting) if until_at else ""

    # Whose place ----------------------------------------------------------------------------------

    @property
    def instead_of(self) -> str:
        """Whose place the person took."""
        before = self.registration.replaces
        return str(before.person) if before is not None else ""

    @property
    def successor(self) -> str:
        """Who took the person's place."""
        after = Registration.objects.filter(replaces=self.registration).first()
        return str(after.person) if after is not None else ""

    # The meeting ----------------------------------------------------------------------------------

    @property
    def when(self) -> list[str]:
        """Its days, what is special about them, and the hours of each as far as they are known."""
        days, hours = day_words(self.meeting), list(map(str, self.hours))
        is_said_by_hours = len(hours) == 1 and self.meeting.starts_on == self.meeting.ends_on
        state = words.state_of(self.meeting)
        first = [] if is_said_by_hours else [days or _("The days are not known yet.")]
        return [*first, *hours, *([state] if state else [])]

    @cached_property
    def hours(self) -> list[Hours]:
        return hours_of(self.meeting)

    @property
    def clock(self) -> str:
        return clock_words(self.meeting)

    @property
    def place(self) -> str:
        return words.place_of(self.meeting)

    @property
    def is_joined_online(self) -> bool:
        """Has a seat online, or may yet have one, and needs to know how to come in."""
        return any(one.what == ONLINE for one in self.claims)

    # Where to --------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        return site.absolute(self.meeting.get_absolute_url())

    @property
    def link(self) -> str:
        """Where the registration is answered, changed and cancelled; what ended is seen on the public page."""
        if self.is_copy or (not self.is_living and comes_by_link(self.registration)):
            return self.page
        if not self.is_living:
            return site.absolute(reverse("register", args=[self.meeting.slug]))
        return site.absolute(link_to(self.registration))

    @property
    def lets_in(self) -> bool:
        """Whether the address is for the person's eyes alone."""
        return self.is_living and not self.is_copy and comes_by_link(self.registration)

    @property
    def may_register_again(self) -> bool:
        """Guests are invited anew."""
        if self.is_living or self.registration.is_guest:
            return False
        return not why_closed(self.meeting, self.seats.settings)

    @property
    def may_substitute(self) -> bool:
        return may_send_colleague(self.registration, self.meeting)

    @cached_property
    def contact(self) -> Person | None:
        """Whom answers go to, where that is not the network as a whole."""
        return contact_of(self.meeting)

    @property
    def contact_words(self) -> str:
        if self.contact is None:
            return settings.NETWORK_EMAIL
        return f"{self.contact.name}, {self.contact.email}"

    @cached_property
    def invitation(self) -> Invitation | None:
        """For the calendar."""
        return invitation_for(self.registration, was=self.was, hours=self.hours, lines=self.lines)

    @property
    def takes_entry_back(self) -> bool:
        return self.invitation is not None and self.invitation.method == Method.CANCEL
