"""One's own registration: how it stands, answering an offer, changing it, passing it on, leaving."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_city, make_person, make_representative, sign_in
from tests.registrations import (
    make_answer,
    make_claim,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.forms.questions import name_of
from visits.models import Answer, Claim, ClaimState, Meeting, Registration
from visits.views import registration as register_view

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, name: str = "register") -> str:
    return reverse(name, args=[meeting.slug])


def page(client: Client, meeting: Meeting, name: str = "register") -> str:
    return client.get(address(meeting, name)).content.decode()


def post(client: Client, meeting: Meeting, name: str = "register", **given: Any) -> Any:
    return client.post(address(meeting, name), given)


def test_a_change_lets_go_and_asks_anew_and_a_stale_one_is_shown(client: Client) -> None:
    meeting = make_open_meeting()
    dinner = make_option(meeting, "Dinner")
    registration = make_registration(meeting=meeting, version=3)
    make_claim(registration, what=Claim.What.OPTION, option=dinner)
    sign_in(client, registration.person)

    stale = post(client, meeting, "registration_change", role="Mayor", version=2)
    post(client, meeting, "registration_change", role="Mayor", version=3)

    assert "What stands now." in stale.content.decode()
    assert 'value="Mayor"' in stale.content.decode()
    registration.refresh_from_db()
    assert registration.role == "Mayor"
    assert not registration.claims.living().filter(option=dinner).exists()


def test_what_was_told_with_consent_is_taken_back_at_any_time_and_not_told_anew(
    client: Client,
) -> None:
    meeting = make_open_meeting(answers_until_at=timezone.now() - timedelta(hours=1))
    registration = make_registration(meeting=meeting)
    diet, access = (
        make_answer(said, registration=registration, care="sensitive", label=said).question
        for said in ("no nuts", "a lift")
    )
    sign_in(client, registration.person)
    stays = {name_of(access): "a lift", f"{name_of(access)}_consent": "on"}

    refused = post(
        client,
        meeting,
        "registration_change",
        **stays,
        **{name_of(diet): "no fish", f"{name_of(diet)}_consent": "on"},
    )
    assert "Answers cannot be changed any more" in refused.content.decode()
    assert Answer.objects.get(question=diet).value == "no nuts"

    post(client, meeting, "registration_change", **stays, **{name_of(diet): ""})
    assert [one.value for one in registration.answers.all()] == ["a lift"]


def test_who_has_left_the_city_reads_no_names_of_colleagues_and_passes_nothing_on(
    client: Client,
) -> None:
    registration = make_registration()
    colleague = make_person("Utrecht planner", city=registration.city)
    yesterday = timezone.localdate() - timedelta(days=1)
    registration.person.posts.update(starts_on=yesterday, ends_on=yesterday)
    sign_in(client, registration.person)

    sent = {"person": str(colleague.pk), "version": "0"}
    answered = post(client, registration.meeting, "registration_substitute", **sent)

    assert "Utrecht planner" not in answered.content.decode()
    assert not Registration.objects.filter(person=colleague).exists()


def test_after_the_time_for_answers_only_consents_and_copies_change(client: Client) -> None:
    meeting = make_open_meeting(answers_until_at=timezone.now() - timedelta(hours=1))
    question = make_question(meeting)
    registration = make_registration(meeting=meeting)
    sign_in(client, registration.person)

    post(client, meeting, "registration_change", agree_email="on", **{name_of(question): "The 2"})

    assert not registration.answers.exists()
    assert registration.consents.get().kind == "email"


# The line -----------------------------------------------------------------------------------------


def test_waiting_says_the_place_which_limit_holds_and_what_comes(client: Client) -> None:
    meeting = make_open_meeting(room_seats=10, seats_per_city=1)
    city = make_city("Utrecht")
    make_registration(meeting=meeting, person=make_person(city=city))
    person = make_person(city=city)
    sign_in(client, person)

    post(client, meeting)

    told = page(client, meeting)
    assert "You are number 1 on the waiting list" in told
    assert "Utrecht has all the seats that a city may have (1)." in told
    assert "it is offered to you by mail and kept for two working days" in told


def test_an_offer_is_accepted_and_declined_by_a_button_alone(client: Client) -> None:
    meeting = make_open_meeting(room_seats=5)
    registration = make_registration(meeting=meeting, state=ClaimState.OFFERED)
    claim = registration.claims.get()
    sign_in(client, registration.person)

    told = page(client, meeting)
    for name in ("registration_accept", "registration_decline"):
        assert client.get(address(meeting, name)).status_code == 405
    claim.refresh_from_db()
    assert claim.state == "offered"
    post(client, meeting, "registration_accept", claim=claim.pk)

    assert "A seat is kept for you" in told
    registration.refresh_from_db()
    assert registration.state == "confirmed"


def test_somebody_elses_offer_is_not_accepted(client: Client) -> None:
    meeting = make_open_meeting(room_seats=5)
    registration = make_registration(meeting=meeting, state=ClaimState.OFFERED)
    sign_in(client, make_representative())

    post(client, meeting, "registration_accept", claim=registration.claims.get().pk)

    registration.refresh_from_db()
    assert registration.state == "offered"


def test_declined_is_over_and_registering_again_joins_at_the_end(client: Client) -> None:
    meeting = make_open_meeting(room_seats=5)
    registration = make_registration(meeting=meeting, state=ClaimState.OFFERED)
    sign_in(client, registration.person)

    post(client, meeting, "registration_decline", claim=registration.claims.get().pk)
    again = page(client, meeting)
    post(client, meeting)

    assert "You said no to the seat." in again
    assert "you then join at the end of the line" in again
    assert [one.state for one in Registration.objects.order_by("pk")] == ["declined", "confirmed"]


def test_a_refusal_shows_its_reason(client: Client) -> None:
    meeting = make_open_meeting()
    registration = make_registration(
        meeting=meeting, state=ClaimState.REFUSED, reason="Two of us are enough."
    )
    sign_in(client, registration.person)

    assert "Two of us are enough." in page(client, meeting)


def test_the_invited_accept_with_the_same_form_or_decline(client: Client) -> None:
    meeting = make_open_meeting(room_seats=5, approval="staff")
    registration = make_registration(meeting=meeting, state=ClaimState.INVITED)
    sign_in(client, registration.person)

    asked = page(client, meeting)
    post(client, meeting, role="Speaker")

    assert "Nobody needs to approve: you are invited." in asked
    assert "Decline the invitation" in asked
    registration.refresh_from_db()
    assert (registration.state, registration.role) == ("confirmed", "Speaker")


def test_leaving_says_what_is_lost_first(client: Client) -> None:
    meeting = make_open_meeting(starts_on=timezone.localdate() + timedelta(days=3))
    registration = make_registration(meeting=meeting)
    sign_in(client, registration.person)

    asked = page(client, meeting, "registration_leave")
    registration.refresh_from_db()
    assert registration.is_living
    post(client, meeting, "registration_leave")

    assert "late cancellation" in asked
    registration.refresh_from_db()
    assert (registration.state, registration.is_late) == ("cancelled", True)


def test_a_colleague_comes_instead_and_nobody_else(client: Client) -> None:
    meeting = make_open_meeting()
    city = make_city()
    registration = make_registration(meeting=meeting, person=make_person(city=city))
    colleague, stranger = make_person("Colleague", city=city), make_representative("Utrecht mayor")
    sign_in(client, registration.person)

    asked = page(client, meeting, "registration_substitute")
    refused = post(client, meeting, "registration_substitute", person=stranger.pk)
    post(client, meeting, "registration_substitute", person=colleague.pk, role="Advisor")

    assert "Colleague" in asked
    assert "Utrecht mayor" not in asked
    assert refused.status_code == 200
    taken = Registration.objects.living().get()
    assert (taken.person, taken.role, taken.replaces) == (colleague, "Advisor", registration)


@pytest.mark.parametrize(
    "name", ["register", "registration_change", "registration_leave", "registration_substitute"]
)
def test_the_questions_of_ones_own_pages_are_few(
    client: Client, django_assert_max_num_queries: Any, name: str
) -> None:
    meeting = make_open_meeting(mode="hybrid", room_seats=1)
    registration = make_registration(meeting=meeting, what=Claim.What.ONLINE)
    for _ in range(20):
        make_registration(meeting=meeting, state=ClaimState.WAITING)
    for number in range(10):
        question = make_question(meeting, f"Question {number}")
        Answer.objects.create(registration=registration, question=question, value="Yes")
    sign_in(client, registration.person)

    with django_assert_max_num_queries(12):
        page(client, meeting, name)


def test_room_online_and_options_are_asked_with_the_seats_left(client: Client) -> None:
    meeting = make_open_meeting(mode="hybrid", room_seats=1, online_seats=5)
    dinner = make_option(meeting, "Dinner", seats=3)
    make_registration(meeting=meeting)
    sign_in(client, make_representative())

    asked = page(client, meeting)
    post(client, meeting, attend="both", options=[dinner.pk])

    assert "Dinner: 3 seats left" in asked
    assert "In the room: no seats left" in asked
    registration = Registration.objects.latest("pk")
    claims = {(one.what, one.state) for one in registration.claims.all()}
    assert claims == {("room", "waiting"), ("online", "confirmed"), ("option", "confirmed")}
    after = page(client, meeting)
    assert "You have a seat online" in after
    assert "number 1 on the waiting list" in after


def test_too_often_is_refused_to_one_person_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_view, "RATES", {"register": "3/d/key"})
    meeting = make_open_meeting(mode="hybrid")
    first, second = make_representative(), make_representative()
    sign_in(client, first)
    answers = [post(client, meeting).status_code for _ in range(4)]
    sign_in(client, second)

    assert answers == [200, 200, 200, 429]
    assert post(client, meeting).status_code == 200


def test_what_is_still_asked_stands_on_the_own_page(client: Client) -> None:
    meeting = make_open_meeting()
    make_question(meeting, "When do you arrive?", is_followup=True)
    make_question(meeting, "Which tram?")
    coordinator = make_person("Utrecht coordinator")
    registration = make_registration(meeting=meeting, registered_by=coordinator)
    sign_in(client, registration.person)

    by_another = page(client, meeting)
    Registration.objects.update(registered_by=registration.person)
    by_oneself = page(client, meeting)

    assert "Utrecht coordinator registered you" in by_another
    assert "“When do you arrive?”, “Which tram?”" in by_another
    assert "When do you arrive?" in by_oneself
    assert "Which tram?" not in by_oneself
