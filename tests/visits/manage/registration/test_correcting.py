"""Correcting a registration at the desk, and answering the ordinary questions for who cannot."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import LogEntry, Message
from tests.factories import (
    make_chair,
    make_day,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_person,
    make_staff,
    sign_in,
)
from tests.pages import read
from tests.registrations import make_answer, make_open_meeting, make_question, make_registration
from visits.forms.questions import name_of
from visits.manage.registration import correcting
from visits.models import Meeting, Question, Registration, RegistrationConsent

pytestmark = pytest.mark.django_db


def address(row: Registration) -> str:
    return reverse("manage_registration_correct", args=[row.meeting.slug, row.pk])


def make_guest(meeting: Meeting, email: str | None = "guest@example.org") -> Registration:
    person = make_person("Ana Guest", email=email, is_active=False, last_login=None)
    person.set_unusable_password()
    person.save()
    return make_registration(
        meeting=meeting, person=person, is_guest=True, organisation="Booth", role="Interpreter"
    )


def correct(client: Client, row: Registration, **given: Any) -> Any:
    person = row.person
    stands = {"name": person.name, "email": person.email or "", "version": row.version}
    sent = {"role": row.role, "organisation": row.organisation} | stands | given
    return client.post(address(row), sent, follow=True)


def test_who_has_no_address_is_answered_for_and_nobody_is_written_to(client: Client) -> None:
    group = make_group()
    meeting = make_open_meeting(lead_group=group)
    tram = make_question(meeting, "Which tram?")
    diet = make_question(meeting, "Diet", care="sensitive")
    make_question(meeting, "Passport", care="security")
    row = make_guest(meeting, email=None)
    sign_in(client, make_chair(group))

    fields = read(client, address(row)).response.context["form"].fields
    said = correct(client, row, **{name_of(tram): "The 4", name_of(diet): "no nuts"}).text

    assert set(fields) == {"name", "email", "role", "organisation", name_of(tram)}
    (kept,) = row.answers.all()
    row.refresh_from_db()
    assert (kept.value, row.answered_at is not None) == ("The 4", True)
    assert not Message.objects.exists()
    assert "The registration of Ana Guest is corrected." in said
    entry = LogEntry.objects.get(verb="correct_registration")
    assert entry.facts == {"meeting": meeting.pk, "fields": [], "questions": [tram.pk]}


def test_a_guests_name_and_address_are_corrected_and_the_old_link_is_over(client: Client) -> None:
    group = make_group()
    row = make_guest(make_open_meeting(lead_group=group))
    before = row.link_number
    agrees = RegistrationConsent.Kind.PUBLIC
    RegistrationConsent.objects.create(registration=row, kind=agrees, wording="Yes")
    for care in Question.Care.values:
        make_answer(registration=row, care=care)
    Registration.objects.update(copy_to="assistant@example.org")
    sign_in(client, make_chair(group))

    said = {"email": "Ana@example.org", "role": "Booth one"}
    correct(client, row, name="Ana Gest", **said)

    row = Registration.objects.select_related("person", "meeting").get()
    assert (row.person.name, row.person.email) == ("Ana Gest", "ana@example.org")
    assert (row.role, row.copy_to) == ("Booth one", "")
    assert row.person.name_key == "ana gest"
    # Whoever has the new address reads nothing that was told, and has agreed to nothing.
    assert (row.answered_at, row.answers.count(), row.consents.count()) == (None, 0, 0)
    (mail,) = Message.objects.all()
    assert (mail.name, mail.to) == ("registration_changed", "ana@example.org")
    assert not Registration.objects.opened_by_link(row.pk, before).exists()
    entry = LogEntry.objects.get(verb="correct_registration")
    assert entry.facts["fields"] == ["role", "name", "email"]


def test_an_organiser_puts_nobody_else_on_a_seat(client: Client) -> None:
    row = make_guest(make_open_meeting())
    sign_in(client, make_organiser(row.meeting))

    correct(client, row, name="Bo Other", email="bo@example.org", role="Booth")

    row = Registration.objects.select_related("person").get()
    assert (row.role, row.person.name) == ("Booth", "Ana Guest")


def test_too_often_is_refused_and_what_was_typed_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correcting, "RATES", {"correct": "1/d/key"})
    row = make_guest(make_open_meeting())
    sign_in(client, make_staff())

    correct(client, row, role="Booth one")
    row.refresh_from_db()
    said = correct(client, row, role="Booth two").text

    assert "corrected many times today" in said
    assert 'value="Booth two"' in said
    assert Registration.objects.get().role == "Booth one"


def test_what_is_over_is_not_corrected(client: Client) -> None:
    day = timezone.localdate() - timedelta(days=1)
    row = make_guest(make_open_meeting(starts_on=day, ends_on=day))
    sign_in(client, make_staff())

    assert client.get(address(row)).status_code == 404


def test_an_address_that_is_too_long_is_said_so(client: Client) -> None:
    row = make_guest(make_open_meeting())
    sign_in(client, make_staff())

    said = correct(client, row, email=f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.eu")

    assert "at most 254 characters" in said.text


def test_a_name_alone_changes_no_link_and_no_answer(client: Client) -> None:
    row = make_guest(make_open_meeting())
    make_answer(registration=row, care="sensitive")
    sign_in(client, make_staff())

    correct(client, row, name="Ana Gest")

    assert Registration.objects.get().link_number == row.link_number
    assert row.answers.exists()


def test_an_address_of_somebody_else_is_refused_and_what_was_typed_stays(client: Client) -> None:
    make_person("Known", email="known@example.org")
    row = make_guest(make_open_meeting())
    sign_in(client, make_staff())

    said = correct(client, row, email="known@example.org", role="Booth one").text

    row.refresh_from_db()
    assert "Somebody else has this address" in said
    assert 'value="Booth one"' in said
    assert row.role == "Interpreter"


@pytest.mark.parametrize("why", ["registered elsewhere too", "speaks elsewhere", "no guest"])
def test_who_is_known_elsewhere_keeps_name_and_address(client: Client, why: str) -> None:
    row = make_registration() if why == "no guest" else make_guest(make_open_meeting())
    if why == "registered elsewhere too":
        make_registration(person=row.person, is_guest=True, organisation="Booth")
    elif why == "speaks elsewhere":
        make_item(day=make_day(meeting=make_meeting()), speakers=(row.person,))
    name = row.person.name
    sign_in(client, make_staff())

    correct(client, row, name="Another", email="another@example.org", role="Adviser")

    row = Registration.objects.get(pk=row.pk)
    assert (row.role, row.person.name) == ("Adviser", name)


def test_who_saw_another_version_overwrites_nothing_and_reads_what_stands(client: Client) -> None:
    row = make_guest(make_open_meeting())
    question = make_question(row.meeting, "Which tram?")
    make_answer("The 4", registration=row, label="Which tram?")
    Registration.objects.filter(pk=row.pk).update(role="Booth two", version=1)
    sign_in(client, make_staff())

    said = correct(client, row, role="Booth one", **{name_of(question): "The 4"}).text

    row.refresh_from_db()
    assert row.role == "Booth two"
    assert "It was changed meanwhile." in said
    assert "<dd>Booth two</dd>" in said
    assert 'value="Booth one"' in said
    correct(client, row, role="Booth one", **{name_of(question): "The 4"})
    row.refresh_from_db()
    assert (row.role, row.answers.get().value) == ("Booth one", "The 4")
