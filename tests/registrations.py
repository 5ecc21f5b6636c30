"""Rows of registrations for tests, one plain keyword function a noun; they write rows, and ask no rule."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from members.models import City, Person
from portal.models import Message
from tests.factories import make_meeting, make_representative
from visits.models import (
    Allotment,
    Answer,
    Claim,
    ClaimState,
    Meeting,
    Option,
    Question,
    Registration,
    RegistrationConsent,
    RegistrationExport,
    RegistrationMail,
    RegistrationSettings,
)
from visits.models.claim_states import ENDED

_numbers = count(1)


def make_open_meeting(title: str | None = None, **fields: Any) -> Meeting:
    """A published meeting in a month, with registration here and nobody to approve; ``fields`` of either."""
    names = {field.name for field in RegistrationSettings._meta.get_fields()}
    settings = {name: fields.pop(name) for name in list(fields) if name in names}
    meeting = make_meeting(title, **fields)
    make_settings(meeting, **settings)
    return meeting


def make_settings(meeting: Meeting, **fields: Any) -> RegistrationSettings:
    fields = {"way": "here", "approval": "none"} | fields
    return RegistrationSettings.objects.create(meeting=meeting, **fields)


def make_registration(
    *,
    meeting: Meeting | None = None,
    person: Person | None = None,
    state: str = ClaimState.CONFIRMED,
    what: str = Claim.What.ROOM,
    city: City | None = None,
    **fields: Any,
) -> Registration:
    """A registration with one claim to attend, for the city of the person's first post unless ``city`` is given."""
    person = person or make_representative()
    meeting = meeting or make_open_meeting()
    if city is None and not fields.get("is_guest"):
        post = person.posts.first()
        city = post.city if post else None
    if state in ENDED:
        fields.setdefault("ended_at", timezone.now())
    registration = Registration.objects.create(
        meeting=meeting, person=person, city=city, state=state, **fields
    )
    make_claim(registration, what=what, state=state)
    return registration


def make_claim(registration: Registration, **fields: Any) -> Claim:
    """The registration's next claim, at the end of the line."""
    fields = {"state": ClaimState.CONFIRMED, "what": Claim.What.ROOM} | fields
    if fields["state"] == ClaimState.OFFERED:
        fields.setdefault("until_at", timezone.now() + timedelta(days=2))
    settings = RegistrationSettings.objects.filter(meeting=registration.meeting).first()
    if settings:
        settings.last_number += 1
        settings.save(update_fields=["last_number"])
    fields.setdefault("number", settings.last_number if settings else next(_numbers))
    return Claim.objects.create(
        registration=registration, meeting=registration.meeting, city=registration.city, **fields
    )


def make_option(meeting: Meeting, title: str = "Dinner", **fields: Any) -> Option:
    return Option.objects.create(meeting=meeting, title=title, **fields)


def make_question(meeting: Meeting, label: str = "Which tram?", **fields: Any) -> Question:
    return Question.objects.create(meeting=meeting, label=label, **fields)


def make_answer(
    value: Any = "no nuts",
    *,
    registration: Registration | None = None,
    care: str = Question.Care.ORDINARY,
    label: str = "",
    answered_at: Any = None,
    **fields: Any,
) -> Answer:
    """An answer to a question of that care, which is made where the meeting has none with this label; ``fields`` of a
    registration that has ended, unless one is given.
    """
    registration = registration or make_registration(state=ClaimState.CANCELLED, **fields)
    label = label or str(care)
    asked = Question.objects.filter(meeting=registration.meeting, label=label).first()
    consent: dict[str, Any] = {}
    if care == Question.Care.SENSITIVE:
        consent = {"consent_wording": "May we keep it?", "consented_at": timezone.now()}
    return Answer.objects.create(
        registration=registration,
        question=asked or make_question(registration.meeting, label, care=care),
        value=value,
        answered_at=answered_at or timezone.now(),
        **consent,
    )


def make_allotment(
    meeting: Meeting, kind: str = "host", seats: int = 2, **fields: Any
) -> Allotment:
    return Allotment.objects.create(meeting=meeting, kind=kind, seats=seats, **fields)


def make_traced_registration(meeting: Meeting, person: Person) -> Registration:
    """A row in each table of registrations that says something about ``person``."""
    settings = make_settings(meeting)
    settings.security_readers.add(person)
    told: dict[str, Any] = {
        "role": "Head of unit",
        "organisation": "City",
        "note": "Vegan.",
        "reason": "Late.",
    }
    registration = make_registration(
        meeting=meeting, person=person, copy_to="assistant@example.org", **told
    )
    make_registration(
        meeting=meeting, registered_by=person, approved_by=person, approved_at=timezone.now()
    )
    make_claim(
        registration, what=Claim.What.OPTION, option=make_option(meeting), state=ClaimState.WAITING
    )
    question = make_question(meeting, "Diet", care=Question.Care.SENSITIVE)
    consent = {"consent_wording": "May we keep it?", "consented_at": timezone.now()}
    Answer.objects.create(registration=registration, question=question, value="no nuts", **consent)
    RegistrationConsent.objects.create(registration=registration, kind="email", wording="May we?")
    message = Message.objects.create(name="x", person=person, to="x@example.org", subject="x")
    RegistrationMail.objects.create(registration=registration, message=message)
    RegistrationExport.objects.create(
        meeting=meeting, made_by=person, form="csv", columns=["name"], rows=1, purpose="Badges"
    )
    return registration
