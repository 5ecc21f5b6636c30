"""Changing a registration's settings while people are in it: what the pages' own tests do not tell."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.models import LogEntry, Message
from tests.factories import make_city, make_day, make_item, make_meeting, make_representative
from tests.registrations import make_allotment, make_open_meeting, make_registration
from visits.actions.meeting_facts import change_facts
from visits.actions.registration.allotments import Kept
from visits.actions.registration.settings import change_settings, foresee
from visits.facts import mark_of
from visits.models import Claim, ClaimState, Meeting, RegistrationSettings
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db


def change(meeting: Meeting, kept: dict[str, Kept] | None = None, **given: Any) -> tuple[str, ...]:
    asked: dict[str, Any] = {"meeting": meeting, "version": 0, "given": given, "kept": kept}
    return change_settings(**asked, by=None, actor=Actor.STAFF).sentences


def test_what_is_foreseen_is_what_happens_and_foreseeing_writes_nothing() -> None:
    city = make_city()
    meeting = make_open_meeting(room_seats=1, seats_per_city=1)
    make_registration(meeting=meeting, city=city)
    blocked = make_registration(meeting=meeting, city=city, state=ClaimState.WAITING)
    free = make_registration(meeting=meeting, state=ClaimState.WAITING)
    asked: dict[str, Any] = {"version": 0, "given": {"room_seats": 9}, "kept": {}}
    asked |= {"by": None, "actor": Actor.STAFF}

    _parts, foreseen = foresee(meeting=meeting, **asked)
    written = (LogEntry.objects.count(), Message.objects.count())
    done = change_settings(meeting=meeting, **asked)

    assert foreseen == done
    assert foreseen.sentences == (
        "2 people wait for a seat in the room: the first whom no limit stops is offered one.",
    )
    assert written == (0, 0)
    states = dict(Claim.objects.values_list("registration", "state"))
    assert (states[blocked.pk], states[free.pk]) == ("waiting", "offered")


def test_a_city_that_holds_more_than_it_may_keeps_it_and_is_named() -> None:
    utrecht = make_city("Utrecht")
    meeting = make_open_meeting()
    for _ in range(3):
        make_registration(meeting=meeting, city=utrecht)

    said = change(meeting, seats_per_city=2)

    assert said == (
        "More than 2 seats are held by Utrecht (3). Nobody loses one; these cities get no new one.",
    )
    assert meeting.claims.holding().count() == 3


def test_seats_kept_from_now_on_are_offered_to_those_who_wait_for_them() -> None:
    speaker = make_representative()
    meeting = make_open_meeting(room_seats=1)
    make_registration(meeting=meeting)
    make_item("Welcome", day=make_day(meeting=meeting), speakers=(speaker,))
    other = make_registration(meeting=meeting, state=ClaimState.WAITING)
    waiting = make_registration(meeting=meeting, person=speaker, state=ClaimState.WAITING)

    change(meeting, {"speakers": Kept(1)}, room_seats=2)

    states = dict(Claim.objects.values_list("registration", "state"))
    assert (states[other.pk], states[waiting.pk]) == ("waiting", "offered")


def test_seats_kept_no_more_are_for_all() -> None:
    meeting = make_open_meeting(room_seats=1)
    make_allotment(meeting, "host", 1)
    waiting = make_registration(meeting=meeting, state=ClaimState.WAITING)

    change(meeting, {})

    assert waiting.claims.get().state == "offered"
    assert not meeting.allotments.exists()


def test_the_room_stays_while_people_are_registered_for_it() -> None:
    meeting = make_open_meeting(mode="hybrid")
    make_registration(meeting=meeting)
    facts = {"mode": "online"}

    with pytest.raises(ValidationError, match="would not be there any more"):
        change_facts(meeting=meeting, facts=facts, seen=mark_of(meeting, facts), by=None)

    meeting.refresh_from_db()
    assert meeting.mode == "hybrid"


def test_after_a_selection_was_answered_there_is_no_other_way() -> None:
    now = timezone.now()
    meeting = make_open_meeting(allocation="by_selection", closes_at=now, selected_at=now)

    with pytest.raises(ValidationError) as refused:
        change(meeting, allocation="in_order")

    assert "allocation" in refused.value.message_dict


def test_closing_and_registering_elsewhere_leave_everybody_where_they_are() -> None:
    meeting = make_open_meeting(room_seats=1)
    make_registration(meeting=meeting)
    make_registration(meeting=meeting, state=ClaimState.WAITING)

    closing = change(meeting, closes_at=timezone.now())
    elsewhere = change_settings(
        meeting=meeting,
        version=1,
        given={"way": "elsewhere", "link": "https://example.org/"},
        by=None,
        actor=Actor.STAFF,
    ).sentences

    assert closing == ("Registration is closed at once. Who is registered or waits stays so.",)
    assert elsewhere == (
        "2 people are registered here, stay so and can still cancel; nobody new can register here.",
    )
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["confirmed", "waiting"]


def test_a_meeting_without_settings_gets_them() -> None:
    meeting = make_meeting()

    assert change(meeting, way="here", room_seats=30) == ("Registration is open at once.",)
    assert meeting.registration_settings.room_seats == 30


def test_in_the_last_days_nothing_is_offered_and_that_is_said() -> None:
    soon = timezone.localdate() + timedelta(days=3)
    meeting = make_open_meeting(room_seats=1, starts_on=soon, ends_on=soon)
    make_registration(meeting=meeting)
    make_registration(meeting=meeting, state=ClaimState.WAITING)

    said = change(meeting, room_seats=5)

    assert said == (
        "1 person waits for a seat in the room and is offered nothing: in the last seven days you give seats by name.",
    )


def test_answers_are_not_to_be_given_before_registration_closes() -> None:
    closes_at = timezone.now() + timedelta(days=9)
    meeting = make_open_meeting(answers_until_at=closes_at - timedelta(days=5))

    refused: list[dict[str, Any]] = [
        {"closes_at": closes_at},
        {"closes_at": closes_at, "answers_until_at": closes_at - timedelta(hours=1)},
    ]
    for given in refused:
        with pytest.raises(ValidationError, match=r"Registration closes on .* not before it") as no:
            change(meeting, **given)
        assert list(no.value.error_dict) == ["answers_until_at"]
    change(meeting, closes_at=closes_at, answers_until_at=closes_at)

    assert meeting.registration_settings.closes_at is None
    assert RegistrationSettings.objects.get(meeting=meeting).closes_at == closes_at
