"""Broken constraints of registrations, their claims and their settings."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

import tests.factories as make
from tests import registrations as of
from tests.constraints.register import breaks
from visits.models import (
    Allotment,
    Answer,
    Claim,
    ClaimState,
    Option,
    Question,
    Registration,
    RegistrationConsent,
    RegistrationExport,
    RegistrationSettings,
)


def settings(**fields: Any) -> RegistrationSettings:
    return RegistrationSettings(meeting=make.make_meeting(), **fields)


@breaks("registration_elsewhere_has_link")
def _() -> RegistrationSettings:
    return settings(way="elsewhere")


@breaks("registration_closes_after_opening")
def _() -> RegistrationSettings:
    now = timezone.now()
    return settings(opens_at=now, closes_at=now - timedelta(hours=1))


@breaks("registration_selection_has_deadline")
def _() -> RegistrationSettings:
    return settings(allocation="by_selection")


@breaks("registration_selected_by_selection")
def _() -> RegistrationSettings:
    return settings(selected_at=timezone.now())


@breaks("allotment_once")
def _() -> Allotment:
    meeting = make.make_meeting()
    of.make_allotment(meeting)
    return Allotment(meeting=meeting, kind="host", seats=1)


@breaks("option_once")
def _() -> Option:
    meeting = make.make_meeting()
    of.make_option(meeting)
    return Option(meeting=meeting, title="Dinner")


@breaks("question_once")
def _() -> Question:
    meeting = make.make_meeting()
    of.make_question(meeting, key="diet")
    return Question(meeting=meeting, key="diet", label="What do you eat?")


@breaks("question_choices_fit")
def _() -> Question:
    return Question(meeting=make.make_meeting(), label="Which?", kind="choice", choices=["one"])


@breaks("question_sensitive_is_free")
def _() -> Question:
    asked = {"care": "sensitive", "is_required": True}
    return Question(meeting=make.make_meeting(), label="Diet", **asked)


def registration(**fields: Any) -> Registration:
    given = {"person": make.make_representative(), "state": ClaimState.CONFIRMED}
    meeting = fields.pop("meeting", None) or of.make_open_meeting()
    return Registration(meeting=meeting, **(given | fields))


@breaks("registration_living_once")
def _() -> Registration:
    first = of.make_registration()
    return registration(meeting=first.meeting, person=first.person)


@breaks("registration_ended_has_time")
def _() -> Registration:
    return registration(state=ClaimState.CANCELLED)


@breaks("registration_approved_by_with_at")
def _() -> Registration:
    return registration(approved_by=make.make_staff())


@breaks("registration_approved_by_a_city")
def _() -> Registration:
    return registration(approval="city")


@breaks("registration_replaces_another")
def _() -> Registration:
    itself = of.make_registration()
    itself.replaces = itself
    return itself


def claim(to: Registration | None = None, **fields: Any) -> Claim:
    to = to or of.make_registration(state=ClaimState.PENDING)
    given = {"what": Claim.What.ONLINE, "state": ClaimState.WAITING, "number": 99}
    return Claim(registration=to, meeting=to.meeting, **(given | fields))


@breaks("claim_option_fits")
def _() -> Claim:
    return claim(what=Claim.What.OPTION)


@breaks("claim_living_once")
def _() -> Claim:
    return claim(of.make_registration(), what=Claim.What.ROOM)


@breaks("claim_number_once")
def _() -> Claim:
    meeting = of.make_open_meeting()
    first = of.make_registration(meeting=meeting).claims.get()
    second = of.make_registration(meeting=meeting, what=Claim.What.ONLINE)
    return claim(second, what=Claim.What.ROOM, number=first.number)


@breaks("claim_offer_has_end")
def _() -> Claim:
    return claim(state=ClaimState.OFFERED)


@breaks("claim_city_seat_fits")
def _() -> Claim:
    return claim(takes_city_seat=True)


@breaks("claim_allotment_holds")
def _() -> Claim:
    to = of.make_registration()
    return claim(to, allotment=of.make_allotment(to.meeting))


@breaks("answer_once")
def _() -> Answer:
    answered = Answer.objects.create(
        registration=(to := of.make_registration()),
        question=of.make_question(to.meeting),
        value="x",
    )
    return Answer(registration=to, question=answered.question, value="x")


@breaks("answer_consent_has_wording")
def _() -> Answer:
    to = of.make_registration()
    question = of.make_question(to.meeting)
    return Answer(registration=to, question=question, value="x", consent_wording="May we?")


@breaks("registration_consent_given_once")
def _() -> RegistrationConsent:
    to = of.make_registration()
    RegistrationConsent.objects.create(registration=to, kind="email", wording="May we?")
    return RegistrationConsent(registration=to, kind="email", wording="May we?")


@breaks("registration_export_sensitive_ends")
def _() -> RegistrationExport:
    taken = {"form": "csv", "columns": ["diet"], "rows": 1, "has_sensitive": True}
    meeting, staff = make.make_meeting(), make.make_staff()
    return RegistrationExport(meeting=meeting, made_by=staff, **taken)
