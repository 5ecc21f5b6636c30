"""One registration at the desk: what each may read of it, and what is decided about it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from portal.models import LogEntry
from tests.factories import (
    make_chair,
    make_city,
    make_group,
    make_organiser,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.registrations import (
    make_claim,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.models import Answer, Claim, ClaimState, Meeting, Question, Registration

pytestmark = pytest.mark.django_db

ASKED: dict[str, Any] = {"state": ClaimState.PENDING, "approval": Registration.By.STAFF}


def one(row: Registration) -> str:
    return reverse("manage_registration_one", args=[row.meeting.slug, row.pk])


def do(client: Client, row: Registration, verb: str, **given: Any) -> Any:
    version = Registration.objects.values_list("version", flat=True).get(pk=row.pk)
    return client.post(one(row), {"do": verb, "version": version} | given, follow=True)


def answer(row: Registration, label: str, value: str, care: str) -> None:
    question = make_question(row.meeting, label, care=care)
    consent = {"consent_wording": "May we?", "consented_at": timezone.now()}
    given = consent if care == Question.Care.SENSITIVE else {}
    Answer.objects.create(registration=row, question=question, value=value, **given)


def test_sensitive_answers_are_for_organisers_and_staff_and_securitys_for_the_named(
    client: Client,
) -> None:
    group = make_group()
    row = make_registration(meeting=make_open_meeting(lead_group=group))
    answer(row, "Which tram?", "Line 4", Question.Care.ORDINARY)
    answer(row, "Diet", "No nuts", Question.Care.SENSITIVE)
    answer(row, "Passport", "X123", Question.Care.SECURITY)
    staff, named = make_staff(), make_organiser(row.meeting)
    row.meeting.registration_settings.security_readers.add(named)

    def reads(person: Person) -> list[bool]:
        sign_in(client, person)
        page = client.get(one(row)).text
        return [words in page for words in ("Line 4", "No nuts", "X123")]

    assert reads(make_chair(group)) == [True, False, False]
    assert reads(staff) == [True, True, False]
    assert reads(make_organiser(row.meeting)) == [True, True, False]
    assert reads(named) == [True, True, True]


@pytest.mark.parametrize("persona", ["representative", "other chair", "owner"])
def test_others_do_not_open_it(client: Client, persona: str) -> None:
    row = make_registration(meeting=make_open_meeting(lead_group=make_group()))
    people = {
        "representative": make_representative(),
        "other chair": make_chair(make_group()),
        "owner": row.person,
    }
    sign_in(client, people[persona])

    assert client.get(one(row)).status_code == 403


def test_a_registration_of_another_meeting_is_not_there(client: Client) -> None:
    row = make_registration()
    other = make_open_meeting()
    sign_in(client, make_staff())

    address = reverse("manage_registration_one", args=[other.slug, row.pk])

    assert client.get(address).status_code == 404


def test_organisers_note_and_decide_nothing(client: Client) -> None:
    row = make_registration(meeting=make_open_meeting(), **ASKED)
    sign_in(client, make_organiser(row.meeting))

    assert do(client, row, "approve").status_code == 403
    do(client, row, "note", note="Comes by bike.")

    row.refresh_from_db()
    assert (row.state, row.note) == ("pending", "Comes by bike.")


def test_a_chair_answers_and_does_not_withdraw(client: Client) -> None:
    group = make_group()
    row = make_registration(meeting=make_open_meeting(lead_group=group, room_seats=1), **ASKED)
    sign_in(client, make_chair(group))

    assert "Asks" not in client.get(one(row)).text
    page = do(client, row, "approve")
    assert "is approved" in page.text
    assert do(client, row, "withdraw", reason="No.").status_code == 403

    row.refresh_from_db()
    assert row.state == "confirmed"


def test_who_waits_gets_a_seat_by_name_in_the_last_days(client: Client) -> None:
    begins = timezone.localdate() + timedelta(days=3)
    meeting = make_open_meeting(starts_on=begins, ends_on=begins, room_seats=2)
    rows = [make_registration(meeting=meeting, state=ClaimState.WAITING) for _ in range(3)]
    sign_in(client, make_staff())

    do(client, rows[1], "offer", claim=rows[1].claims.get().pk)
    do(client, rows[2], "give_seat", claim=rows[2].claims.get().pk)
    page = do(client, rows[0], "give_seat", claim=rows[0].claims.get().pk)

    assert "There is no seat for" in page.text
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["waiting", "offered", "confirmed"]


def test_an_offer_is_accepted_for_who_said_yes_by_telephone(client: Client) -> None:
    row = make_registration(meeting=make_open_meeting(room_seats=1), state=ClaimState.OFFERED)
    sign_in(client, make_staff())

    assert "Confirm the seat" in client.get(one(row)).text
    do(client, row, "give_seat", claim=row.claims.get().pk)

    row.refresh_from_db()
    assert row.state == "confirmed"


def test_staff_move_substitute_and_withdraw(client: Client) -> None:
    city = make_city("Ghent")
    meeting = make_open_meeting(mode="hybrid")
    dinner = make_option(meeting)
    row = make_registration(meeting=meeting, person=make_person("First", city=city))
    colleague = make_person("Colleague", city=city)
    sign_in(client, make_staff())

    do(client, row, "move", attend="online", options=[dinner.pk])
    places = set(row.claims.living().values_list("what", flat=True))
    row.refresh_from_db()
    address = reverse("manage_registration_substitute", args=[meeting.slug, row.pk])
    assert "Colleague" in client.get(address).text
    stale = client.post(address, {"person": colleague.pk, "version": row.version - 1}).text
    assert "has changed meanwhile" in stale
    client.post(address, {"person": colleague.pk, "role": "Expert", "version": row.version})
    taken = Registration.objects.get(person=colleague)
    do(client, taken, "withdraw", reason="The city asked us to.")

    taken.refresh_from_db()
    assert places == {"online", "option"}
    assert (taken.role, taken.state, taken.reason) == (
        "Expert",
        "withdrawn",
        "The city asked us to.",
    )


def test_a_stale_form_changes_nothing_and_keeps_what_was_typed(client: Client) -> None:
    row = make_registration(meeting=make_open_meeting(), note="Old.")
    Registration.objects.filter(pk=row.pk).update(note="Somebody else's.", version=4)
    sign_in(client, make_staff())

    page = client.post(one(row), {"do": "note", "version": 0, "note": "Mine."}).text
    again = client.post(one(row), {"do": "withdraw", "version": 0, "reason": "Mine too."}).text

    assert "changed this registration meanwhile" in page
    assert "Mine." in page
    assert "Somebody else&#x27;s." in page
    assert "has changed meanwhile" in again
    assert "Mine too." in again
    row.refresh_from_db()
    assert (row.state, row.note) == ("confirmed", "Somebody else's.")


def test_the_history_says_who_did_what(client: Client) -> None:
    row = make_registration(meeting=make_open_meeting(room_seats=2), **ASKED)
    staff = make_staff("Secretariat one")
    sign_in(client, staff)
    do(client, row, "approve")

    page = client.get(one(row))

    (act,) = [act for act in page.context["history"] if act.words.startswith("Approved")]
    assert (act.words, act.led_to) == ("Approved: in the room", "confirmed")
    assert act.by == "Secretariat one, the secretariat"
    assert LogEntry.objects.filter(subject_type="registration", subject_id=row.pk).exists()


def test_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    meeting: Meeting = make_open_meeting(room_seats=5)
    dinner = make_option(meeting)
    row = make_registration(meeting=meeting, state=ClaimState.WAITING)
    for _ in range(5):
        make_registration(meeting=meeting)
    make_claim(row, what=Claim.What.OPTION, option=dinner, state=ClaimState.WAITING)
    for number in range(3):
        answer(row, f"Question {number}", "yes", Question.Care.ORDINARY)
    sign_in(client, make_staff())
    client.get(one(row))

    with django_assert_max_num_queries(12):
        client.get(one(row))
