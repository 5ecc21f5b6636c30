"""Random histories of one registration by several actors: whatever they do, no rule is broken and no seat lies idle."""

import os
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from members.models import City, Person
from portal.models import LogEntry
from tests.factories import make_city, make_person
from tests.registrations import make_allotment, make_open_meeting, make_option
from visits.actions.registration import approving, changing, leaving, offering, registering
from visits.actions.registration.allotments import Kept
from visits.actions.registration.keeping import NOBODY, keep_seat_for
from visits.actions.registration.settings import change_settings
from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationSettings
from visits.models.claim_states import ENDED, HOLDING, LIVING
from visits.registration.seats import Place, place_of, places_of
from visits.registration.seen import seats_seen
from visits.registration.states import Actor
from visits.registration.window import is_in_last_days
from visits.registration.wishes import Attend, Wish

CITIES, OF_EACH = 3, 4
some = st.integers(0, 1000)
days_or_none = st.none() | st.integers(1, 20)
ZONE = ZoneInfo("Europe/Amsterdam")


class Histories(RuleBasedStateMachine):
    """A hybrid meeting of three seats in the room, two online, two a city, and a dinner for two."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.now = self.clock.start()
        self.held: Counter[Place] = Counter()

    def teardown(self) -> None:
        self.clock.stop()
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)

    @initialize(
        approval=st.sampled_from(["none", "city", "staff"]),
        allocation=st.sampled_from(["in_order", "by_selection"]),
        kept_until=days_or_none,
        limited_until=days_or_none,
    )
    def begin(
        self, approval: str, allocation: str, kept_until: int | None, limited_until: int | None
    ) -> None:
        self.cities: list[City] = [make_city() for _ in range(CITIES)]
        self.people: list[Person] = [
            make_person(city=city) for city in self.cities for _ in range(OF_EACH)
        ]
        self.staff = make_person(office="staff")
        self.meeting: Meeting = make_open_meeting(
            mode="hybrid",
            room_seats=3,
            online_seats=2,
            seats_per_city=2,
            approval=approval,
            allocation=allocation,
            closes_at=timezone.now() + timedelta(days=2),
            city_limit_until=self.day(limited_until),
            hosts=(self.cities[0],),
        )
        self.dinner = make_option(self.meeting, seats=2)
        self.selected_after: int | None = None
        make_allotment(self.meeting, kind="host", seats=1, until_on=self.day(kept_until))

    # What people do -------------------------------------------------------------------------------

    @rule(who=some, attend=st.sampled_from(Attend), dines=st.booleans())
    def register(self, who: int, attend: Attend, dines: bool) -> None:
        person = self.people[who % len(self.people)]
        city = person.posts.get().city
        wish = Wish(attend, frozenset({self.dinner.pk} if dines else ()))
        given: dict[str, Any] = {"by": person, "actor": Actor.PERSON}
        self.tried(
            registering.register, meeting=self.meeting, person=person, city=city, wish=wish, **given
        )

    @rule(which=some, attend=st.sampled_from(Attend), dines=st.booleans())
    def change(self, which: int, attend: Attend, dines: bool) -> None:
        wish = Wish(attend, frozenset({self.dinner.pk} if dines else ()))
        self.on(changing.change_wish, which, Actor.PERSON, wish=wish)

    @rule(which=some)
    def approve(self, which: int) -> None:
        self.on(approving.approve, which, Actor.STAFF)
        self.on(approving.approve, which, Actor.CITY)

    @rule(which=some)
    def refuse(self, which: int) -> None:
        self.on(approving.refuse, which, Actor.CITY, reason="Others go.")

    @rule(which=some)
    def cancel(self, which: int) -> None:
        self.on(leaving.cancel, which, Actor.PERSON)

    @rule(which=some)
    def withdraw(self, which: int) -> None:
        self.on(leaving.withdraw, which, Actor.STAFF, reason="Moved.")

    @rule(which=some, who=some)
    def substitute(self, which: int, who: int) -> None:
        person = self.people[who % len(self.people)]
        self.on(leaving.substitute, which, Actor.CITY, person=person)

    @rule(which=some, accepts=st.booleans())
    def answer_offer(self, which: int, accepts: bool) -> None:
        act = offering.accept_offer if accepts else offering.decline
        self.on_claim(act, which, ClaimState.OFFERED, Actor.PERSON)

    @rule(which=some, kind=st.sampled_from(["host", NOBODY]), by_chair=st.booleans())
    def keep_a_seat(self, which: int, kind: str, by_chair: bool) -> None:
        self.on(keep_seat_for, which, Actor.CHAIR if by_chair else Actor.STAFF, kind=kind)

    @rule(which=some, offers=st.booleans())
    def seat_by_name(self, which: int, offers: bool) -> None:
        act = offering.offer_seat if offers else offering.give_seat
        self.on_claim(act, which, ClaimState.WAITING, Actor.STAFF)

    @rule(who=some, until=st.booleans())
    def invite(self, who: int, until: bool) -> None:
        person = self.people[who % len(self.people)]
        city = person.posts.get().city
        until_at = timezone.now() + timedelta(days=3) if until else None
        given: dict[str, Any] = {"by": self.staff, "actor": Actor.STAFF, "until_at": until_at}
        self.tried(registering.invite, meeting=self.meeting, person=person, city=city, **given)

    @rule(which=some, attend=st.sampled_from(Attend))
    def accept_invitation(self, which: int, attend: Attend) -> None:
        self.on(registering.accept_invitation, which, Actor.PERSON, wish=Wish(attend))

    # What staff and time do -----------------------------------------------------------------------

    @rule(room=st.integers(0, 5), online=st.integers(0, 4), city=st.integers(1, 3))
    def change_seats(self, room: int, online: int, city: int) -> None:
        self.change_to(room_seats=room, online_seats=online, seats_per_city=city)

    @rule(until=days_or_none, seats=st.integers(0, 2), kept_until=days_or_none)
    def change_days(self, until: int | None, seats: int, kept_until: int | None) -> None:
        kept = {"host": Kept(seats, self.day(kept_until))}
        self.change_to(kept, city_limit_until=self.day(until))

    @rule(hours=st.sampled_from([-1, 48]))
    def close(self, hours: int) -> None:
        self.change_to(closes_at=timezone.now() + timedelta(hours=hours))

    @rule(allocation=st.sampled_from(["in_order", "by_selection"]))
    def give_otherwise(self, allocation: str) -> None:
        self.change_to(allocation=allocation)

    @rule(chosen=st.sets(some, max_size=3), wait=st.booleans())
    def select(self, chosen: set[int], wait: bool) -> None:
        """Once registration has closed, which it has in most histories by then."""
        pending = list(self.meeting.registrations.filter(state="pending").order_by("pk"))
        keys = {pending[one % len(pending)].pk for one in chosen} if pending else set()
        before = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.change_to(closes_at=timezone.now() - timedelta(hours=1))
        given: dict[str, Any] = {"by": self.staff, "actor": Actor.STAFF, "others_wait": wait}
        self.tried(approving.select, meeting=self.meeting, chosen=keys, **given)
        if self.selected_after is None and self.settings_now().selected_at is not None:
            self.selected_after = before

    @rule(hours=st.integers(1, 24 * 9))
    def time_passes(self, hours: int) -> None:
        self.now.shift(timedelta(hours=hours))
        offering.see_to(meeting=self.meeting, by=None)

    @rule(who=some)
    def post_ends(self, who: int) -> None:
        person = self.people[who % len(self.people)]
        if len(self.people) > CITIES * 2:
            self.people.remove(person)
            person.posts.update(ends_on=timezone.localdate() - timedelta(days=1))

    # What holds always ----------------------------------------------------------------------------

    @invariant()
    def never_more_than_there_are(self) -> None:
        self.settings_now()
        seats = seats_seen(self.meeting)
        for place in self.places():
            capacity, held = seats.capacity(place), seats.held(place)
            # Lowering removes nobody; but what is over never grows.
            assert capacity is None or held <= max(capacity, self.held[place]), place
            self.held[place] = held

    @invariant()
    def no_seat_lies_idle(self) -> None:
        if is_in_last_days(self.meeting) or self.settings_now().is_to_be_selected:
            return
        seats = seats_seen(self.meeting)
        assert [seats.next_for(place) for place in self.places()] == [None] * 3

    @invariant()
    def nobody_has_a_seat_by_an_approval_after_the_selection(self) -> None:
        if self.selected_after is not None:
            since = LogEntry.objects.filter(pk__gt=self.selected_after, verb="approve")
            assert not [one for one in since if one.facts["to"] == ClaimState.CONFIRMED]

    @invariant()
    def a_registration_shows_the_best_of_its_claims(self) -> None:
        for registration in self.meeting.registrations.prefetch_related("claims"):
            claims = registration.claims.all()
            attending = [one.state for one in claims if one.option_id is None]
            living = [state for state in LIVING if state in attending]
            if living:
                assert (registration.state, registration.ended_at) == (living[0], None)
            else:
                assert registration.state in ENDED
                assert registration.ended_at is not None
                assert not [one for one in claims if one.state in LIVING]

    @invariant()
    def nobody_is_twice_in_one_place_or_line(self) -> None:
        living = list(Claim.objects.living().filter(meeting=self.meeting))
        assert len({(one.number, place_of(one)) for one in living}) == len(living)
        assert len({(one.registration_id, place_of(one)) for one in living}) == len(living)
        in_room = {
            one.registration_id
            for one in living
            if one.what == Claim.What.ROOM and one.state == ClaimState.CONFIRMED
        }
        assert not [
            one for one in living if one.what == "online" and one.registration_id in in_room
        ]

    @invariant()
    def who_dines_comes(self) -> None:
        dining = Claim.objects.filter(meeting=self.meeting, option=self.dinner, state__in=HOLDING)
        assert {one.registration.state for one in dining.select_related("registration")} <= {
            ClaimState.CONFIRMED
        }

    # How ------------------------------------------------------------------------------------------

    def day(self, days: int | None) -> date | None:
        """So many days from now, where the meeting takes place."""
        now = timezone.localdate(timezone=ZONE)
        return None if days is None else now + timedelta(days=days)

    def settings_now(self) -> RegistrationSettings:
        """Also for who asks the meeting for them."""
        self.meeting.registration_settings.refresh_from_db()
        return self.meeting.registration_settings

    def change_to(self, kept: dict[str, Kept] | None = None, **given: Any) -> None:
        by: dict[str, Any] = {"by": self.staff, "actor": Actor.STAFF}
        by |= {"meeting": self.meeting, "version": self.settings_now().version}
        self.tried(change_settings, given=given, kept=kept, **by)

    def places(self) -> list[Place]:
        return [*places_of(self.meeting), Place(Claim.What.OPTION, self.dinner.pk)]

    def on(self, act: Any, which: int, actor: Actor, **given: Any) -> None:
        if found := list(Registration.objects.filter(meeting=self.meeting).order_by("pk")):
            one = found[which % len(found)]
            by = self.staff if actor == Actor.STAFF else one.person
            self.tried(act, registration=one, by=by, actor=actor, **given)

    def on_claim(self, act: Any, which: int, state: str, actor: Actor) -> None:
        if found := list(Claim.objects.filter(meeting=self.meeting, state=state).order_by("pk")):
            one = found[which % len(found)]
            self.tried(act, claim=one, by=self.staff, actor=actor)

    def tried(self, act: Any, **given: Any) -> None:
        """A refusal is a sentence, and leaves everything as it was."""
        with suppress(ValidationError), transaction.atomic():
            act(**given)


@pytest.mark.django_db
class TestHistories(Histories.TestCase):  # type: ignore[valid-type, misc]
    settings = settings(
        max_examples=int(os.environ.get("HISTORIES", "6")),
        stateful_step_count=26,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
