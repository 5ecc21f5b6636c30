"""Who is erased gives up the seat to who waits for it; my data shows it all before; merged cities keep their seats."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from members.models import Person
from portal import my_data
from portal.erasure import Reason, erase
from portal.merging.rules import RULES
from portal.models import Message
from tests.factories import make_city, make_person, make_representative
from tests.registrations import make_answer, make_claim, make_open_meeting, make_option
from tests.registrations import make_registration as registered
from visits.models import (
    Answer,
    Claim,
    ClaimState,
    Registration,
    RegistrationConsent,
    RegistrationSettings,
)

pytestmark = pytest.mark.django_db
PAST: dict[str, Any] = {"starts_on": date(2020, 2, 1), "ends_on": date(2020, 2, 2)}


def erased(person: Person) -> None:
    erase(person=person, by=person, reason=Reason.WISH)


def test_the_seat_is_offered_on_and_nothing_of_the_answers_is_left() -> None:
    meeting = make_open_meeting(room_seats=1)
    row = registered(meeting=meeting, copy_to="assistant@example.org", role="Head", note="Vegan.")
    make_answer(registration=row, care="sensitive")
    RegistrationConsent.objects.create(registration=row, kind="email", wording="May we?")
    waiting = registered(meeting=meeting, state=ClaimState.WAITING)

    erased(row.person)

    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.state, waiting.state) == (ClaimState.CANCELLED, ClaimState.OFFERED)
    assert (row.role, row.note, row.copy_to) == ("", "", "")
    assert not Answer.objects.exists()
    assert not RegistrationConsent.objects.exists()
    written_to = set(Message.objects.values_list("to", flat=True))
    assert waiting.person.email in written_to
    assert "assistant@example.org" not in written_to
    assert not Message.objects.filter(name="registration_cancelled").exists()


def test_who_was_at_a_meeting_stays_counted() -> None:
    row = registered(meeting=make_open_meeting(**PAST))

    erased(row.person)

    row.refresh_from_db()
    assert row.state == ClaimState.CONFIRMED


def test_nobody_registers_who_is_erased() -> None:
    person, meeting = make_representative(), make_open_meeting()
    erased(person)

    with pytest.raises(IntegrityError, match="person_erased_gets_nothing"), transaction.atomic():
        Registration.objects.create(meeting=meeting, person=person, state=ClaimState.CONFIRMED)


def test_my_data_holds_registrations_seats_answers_and_consents() -> None:
    meeting = make_open_meeting("Brno")
    before = registered(meeting=meeting, state=ClaimState.WITHDRAWN, person=make_person("Other"))
    row = registered(meeting=meeting, role="Head", replaces=before)
    make_claim(row, what=Claim.What.OPTION, option=make_option(meeting))
    make_answer("no nuts", registration=row, care="sensitive", label="Diet")
    RegistrationConsent.objects.create(registration=row, kind="email", wording="May we?")

    file = my_data.as_file(row.person)

    told = {one["name"]: one["records"] for one in file["sections"]}
    of_kind: dict[str, list[Any]] = {}
    for record in [*told["registrations"], *told["answers"]]:
        of_kind.setdefault(record["kind"], []).append(record["facts"])
    (registration,), (answer,) = of_kind["registration"], of_kind["answer"]
    assert (registration["meeting"], registration["role"]) == ("Brno", "Head")
    assert (answer["question"], answer["value"]) == ("Diet", "no nuts")
    assert len(of_kind["claim"]) == 2
    assert len(of_kind["consent of a participant"]) == 1
    assert "Other" not in str(told)


def test_merged_cities_keep_all_their_seats() -> None:
    meeting = make_open_meeting(seats_per_city=1, room_seats=2)
    ghent, gent = make_city("Ghent"), make_city("Gent")
    for city in (ghent, gent):
        row = registered(meeting=meeting, city=city, person=make_person(f"Of {city}", city=city))
        row.claims.update(takes_city_seat=True)
    # As when fewer seats are said while all are held.
    RegistrationSettings.objects.update(room_seats=1)

    for rule in RULES:
        if rule.path in {"visits.Registration.city", "visits.Claim.city"}:
            rule.apply(gent, ghent)

    assert Registration.objects.filter(city=ghent).count() == 2
    assert Claim.objects.filter(city=ghent, state=ClaimState.CONFIRMED).count() == 2
    assert Claim.objects.filter(takes_city_seat=True).count() == 1
