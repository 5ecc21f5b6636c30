"""The table of claims' transitions: every verb by every actor, and from every state."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from tests.factories import make_city, make_person
from tests.registrations import make_open_meeting, make_registration
from visits.actions.registration import (
    approving,
    leaving,
    offering,
    registering,
)
from visits.actions.registration.book import opened
from visits.models import Claim, ClaimState, Meeting, Registration
from visits.models.claim_states import ASKING, ENDED, HOLDING, LIVING, RUNS_OUT
from visits.registration.states import EVERYBODY, MAIL_OF_STATE, NOTHING, TRANSITIONS, Actor, check
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db

ROOM = Wish(Attend.ROOM)
Act = Callable[[Claim, Actor], Any]


def by(actor: Actor) -> dict[str, Any]:
    """Somebody in that standing; the portal is nobody."""
    return {"by": None if actor == Actor.PORTAL else make_person(), "actor": actor}


def register(claim: Claim, actor: Actor) -> Registration:
    person = make_person(city=make_city())
    city = person.posts.get().city
    return registering.register(
        meeting=claim.meeting, person=person, city=city, wish=ROOM, **by(actor)
    )


def invite(claim: Claim, actor: Actor) -> Registration:
    return registering.invite(
        meeting=claim.meeting, person=make_person(), city=None, is_guest=True, **by(actor)
    )


def approve(claim: Claim, actor: Actor) -> Registration:
    return approving.approve(registration=claim.registration, **by(actor))


def select(claim: Claim, actor: Actor) -> int:
    meeting = claim.meeting
    settings = meeting.registration_settings
    settings.allocation, settings.closes_at = "by_selection", meeting.published_at
    settings.save()
    pending = claim.state == ClaimState.PENDING
    chosen = {claim.registration_id} if pending or claim.is_living else {0}
    return approving.select(meeting=meeting, chosen=chosen, others_wait=True, **by(actor))


def substitute(claim: Claim, actor: Actor) -> Registration:
    colleague = make_person(city=claim.city)
    return leaving.substitute(registration=claim.registration, person=colleague, **by(actor))


def moved_by(verb: str, state: str) -> Act:
    """Where no action of its own makes the move: what the book does with the claim."""

    def move(claim: Claim, actor: Actor) -> None:
        with opened(claim.meeting, **by(actor)) as book:
            found = next((one for one in book.seats.claims if one.pk == claim.pk), None)
            if found is None:
                check(verb, claim.state, actor)
            else:
                book.change(found, verb, state)

    return move


ACTS: dict[str, Act] = {
    "register": register,
    "invite": invite,
    "accept_invitation": lambda claim, actor: registering.accept_invitation(
        registration=claim.registration, wish=ROOM, **by(actor)
    ),
    "approve": approve,
    "refuse": lambda claim, actor: approving.refuse(
        registration=claim.registration, reason="Others go.", **by(actor)
    ),
    "select": select,
    "offer": lambda claim, actor: offering.offer_seat(claim=claim, **by(actor)),
    "accept_offer": lambda claim, actor: offering.accept_offer(claim=claim, **by(actor)),
    "give_seat": lambda claim, actor: offering.give_seat(claim=claim, **by(actor)),
    "decline": lambda claim, actor: offering.decline(claim=claim, **by(actor)),
    "lapse": moved_by("lapse", ClaimState.LAPSED),
    "cancel": lambda claim, actor: leaving.cancel(registration=claim.registration, **by(actor)),
    "withdraw": lambda claim, actor: leaving.withdraw(
        registration=claim.registration, reason="Moved.", **by(actor)
    ),
    "let_go": moved_by("let_go", ClaimState.CANCELLED),
    "substitute": substitute,
    "take_over": substitute,
}
# A claim of no state is none: what begins one is asked with another beside it, which does not matter.
BEGINNING = [verb for verb, row in TRANSITIONS.items() if row.before == {NOTHING}]
MOVING = [verb for verb in TRANSITIONS if verb not in BEGINNING]


@pytest.fixture
def meeting() -> Meeting:
    return make_open_meeting(room_seats=20)


def a_claim(meeting: Meeting, state: str) -> Claim:
    """To the room, in ``state``; a request is asked of staff, so that they may answer, and of the city before that."""
    asked: dict[str, Any] = {"approval": "city"} if state == ClaimState.PENDING else {}
    registration = make_registration(meeting=meeting, state=state, **asked)
    return registration.claims.get()


def passed_to_staff(claim: Claim, actor: Actor) -> None:
    if claim.state == ClaimState.PENDING and actor != Actor.CITY:
        Registration.objects.filter(pk=claim.registration_id).update(
            to_staff_at=claim.registration.registered_at
        )


def outcome(act: Act, claim: Claim, actor: Actor) -> str:
    """The state of the registration that it leads to, or how it was refused; nothing stays behind."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                passed_to_staff(claim, actor)
                act(claim, actor)
                found = Registration.objects.get(pk=claim.registration_id).state
        except PermissionDenied:
            found = "may not"
        except ValidationError:
            found = "refused"
        transaction.set_rollback(True)
    return found


def test_every_verb_has_an_act() -> None:
    assert set(ACTS) == set(TRANSITIONS)


@pytest.mark.parametrize("verb", MOVING)
def test_a_verb_is_for_the_actors_of_its_row_alone(meeting: Meeting, verb: str) -> None:
    row = TRANSITIONS[verb]
    for state in sorted(row.before):
        claim = a_claim(meeting, state)
        for actor in Actor:
            found = outcome(ACTS[verb], claim, actor)
            if actor in row.who:
                assert found in row.after, (state, actor)
            else:
                # Requests are another's to answer, which is said; nothing else is theirs ever.
                assert found in {"may not", "refused"}, (state, actor)


@pytest.mark.parametrize("verb", MOVING)
def test_a_verb_leads_on_from_the_states_of_its_row_alone(meeting: Meeting, verb: str) -> None:
    row = TRANSITIONS[verb]
    actor = max(row.who)
    for state in ClaimState:
        if state not in row.before:
            claim = a_claim(meeting, state)
            assert outcome(ACTS[verb], claim, actor) in {"refused", "may not"}, state


@pytest.mark.parametrize("verb", ["register", "invite"])
def test_a_claim_is_begun_by_the_actors_of_its_row_alone(meeting: Meeting, verb: str) -> None:
    row = TRANSITIONS[verb]
    beside = a_claim(meeting, ClaimState.CONFIRMED)
    for actor in Actor:
        found = outcome(ACTS[verb], beside, actor)
        assert (found == "confirmed") == (actor in row.who), actor


def test_the_sets_of_states_are_what_their_names_say() -> None:
    assert set(LIVING) | set(ENDED) == set(ClaimState)
    assert not set(LIVING) & set(ENDED)
    assert set(HOLDING) <= set(ASKING) <= set(LIVING)
    assert set(RUNS_OUT) <= set(LIVING)


def test_nothing_leads_out_of_an_end() -> None:
    for row in TRANSITIONS.values():
        assert not row.before & set(ENDED), row.verb


def test_each_transition_says_which_mail_tells_of_it() -> None:
    for row in TRANSITIONS.values():
        assert row.mail or row.after <= set(MAIL_OF_STATE), row.verb


def test_the_portal_does_what_time_does_and_nothing_else() -> None:
    by_portal = {verb for verb, row in TRANSITIONS.items() if Actor.PORTAL in row.who}

    assert by_portal == {"offer", "give_seat", "lapse", "let_go"}
    assert all(row.who - {Actor.PORTAL} <= EVERYBODY for row in TRANSITIONS.values())
