"""Lists of registrations that leave: who may take which columns, with what trace, and until when."""

import csv
import io
from datetime import date, timedelta
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
from tests.pages import read, words
from tests.registrations import (
    make_answer,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.manage.registration.exporting import RATES
from visits.models import ClaimState, Meeting, Question, RegistrationExport

pytestmark = pytest.mark.django_db

DAYS: dict[str, Any] = {"starts_on": date(2090, 6, 1), "ends_on": date(2090, 6, 2)}


EMAILS = {"Ada": "ada@example.org", "Zoë": "zoe@example.org"}


@pytest.fixture
def meeting() -> Meeting:
    """Zoë of Ghent comes, eats no nuts and has a passport; Ada has cancelled."""
    found = make_open_meeting(lead_group=make_group(), **DAYS)
    for label, care in (("Tram", "ordinary"), ("Diet", "sensitive"), ("Passport", "security")):
        make_question(found, label, care=care)
    make_option(found)
    ghent = make_city("Ghent")
    row = make_registration(
        meeting=found, person=make_person("Zoë", email=EMAILS["Zoë"], city=ghent), role="=1+1"
    )
    for value, label, care in (
        ("12", "Tram", "ordinary"),
        ("No nuts", "Diet", "sensitive"),
        ("XY-123", "Passport", "security"),
    ):
        make_answer(value, registration=row, care=care, label=label)
    make_registration(
        meeting=found,
        person=make_person("Ada", email=EMAILS["Ada"], city=ghent),
        state=ClaimState.CANCELLED,
    )
    return found


def test_columns_stand_by_what_they_are_about(meeting: Meeting, client: Client) -> None:
    sign_in(client, make_organiser(meeting))

    page = read(client, reverse("manage_registration_export", args=[meeting.slug]))

    groups = {
        words(next(one.iter("legend"))): [words(box) for box in one.iter("label")]
        for block in page.all("div", class_="export-groups")
        for one in block.iter("fieldset")
    }
    assert list(groups) == ["Person", "Registration", "What others see", "Answers"]
    assert groups["Person"][:3] == ["Name", "E-mail", "City"]
    assert "Dinner" in groups["Registration"]
    assert groups["Answers"] == ["Tram"]
    boxes = page.all("input", name="columns")
    ticked = [one.get("value") for one in boxes if one.get("checked") is not None]
    assert ticked == ["name", "email", "city", "organisation", "role", "state", key("Tram")]


def chair_of(meeting: Meeting) -> Person:
    assert meeting.lead_group is not None
    return make_chair(group=meeting.lead_group)


def key(label: str) -> str:
    return f"question-{Question.objects.get(label=label).pk}"


def post(meeting: Meeting, person: Person, **given: Any) -> Any:
    client = Client()
    sign_in(client, person)
    sent = {"states": ["confirmed"], "columns": ["name", "role"], "form": "csv"} | given
    return client.post(reverse("manage_registration_export", args=[meeting.slug]), sent)


def lines(response: Any) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sensitive(**given: Any) -> dict[str, Any]:
    return {"sensitive": [key("Diet")], "purpose": "Dinner", "delete_by_on": "2090-06-10"} | given


def test_the_columns_and_states_that_were_ticked_leave_and_that_is_kept(meeting: Meeting) -> None:
    chair = chair_of(meeting)
    option = meeting.options.get()

    response = post(
        meeting,
        chair,
        states=["confirmed", "cancelled"],
        columns=[
            "name",
            "email",
            "city",
            "role",
            "state",
            "room-0",
            f"option-{option.pk}",
            key("Tram"),
        ],
    )

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert lines(response) == [
        [
            "Name",
            "E-mail",
            "City",
            "Role in the delegation",
            "State",
            "In the room",
            "Dinner",
            "Tram",
        ],
        ["Ada", EMAILS["Ada"], "Ghent", "", "cancelled", "cancelled", "", ""],
        ["Zoë", EMAILS["Zoë"], "Ghent", "'=1+1", "confirmed", "confirmed", "", "12"],
    ]
    export = RegistrationExport.objects.get()
    assert (export.made_by, export.rows, export.has_sensitive) == (chair, 2, False)
    assert export.columns[-1] == "Tram"
    entry = LogEntry.objects.get(verb="export_registrations")
    assert entry.facts == {"export": export.pk, "rows": 2, "sensitive": False, "form": "csv"}


def test_an_organiser_takes_sensitive_columns_for_a_purpose_until_a_day(meeting: Meeting) -> None:
    response = post(meeting, make_organiser(meeting), **sensitive(form="xlsx"))

    assert response.content.startswith(b"PK")
    export = RegistrationExport.objects.get()
    assert (export.has_sensitive, export.purpose) == (True, "Dinner")
    assert export.delete_by_on == date(2090, 6, 10)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"purpose": ""}, "Say what the sensitive answers are for."),
        ({"delete_by_on": ""}, "Say by which day the list is deleted."),
        ({"delete_by_on": "2090-07-03"}, "no list may keep them longer"),
        ({"delete_by_on": "2020-01-01"}, "This day is over."),
        ({"sensitive": [], "columns": []}, "Tick at least one column."),
    ],
)
def test_without_either_nothing_leaves(
    meeting: Meeting, given: dict[str, Any], sentence: str
) -> None:
    response = post(meeting, make_staff(), **sensitive(**given))

    assert sentence in response.text
    assert "No nuts" not in response.text
    assert not RegistrationExport.objects.exists()


def test_nobody_takes_more_than_they_may_read(meeting: Meeting) -> None:
    """Chairs nothing sensitive; what security asks not even staff, unless they are named."""
    chair, staff = chair_of(meeting), make_staff()
    passport = {"security": [key("Passport")], "purpose": "Door", "delete_by_on": "2090-06-03"}

    by_chair = post(meeting, chair, columns=[], **sensitive())
    by_staff = post(meeting, staff, columns=[], **passport)
    sneaked = post(meeting, staff, columns=[key("Passport"), key("Diet")])
    for response in (by_chair, by_staff, sneaked):
        assert response["Content-Type"].startswith("text/html")
    meeting.registration_settings.security_readers.add(staff)
    by_reader = post(meeting, staff, **passport)

    assert lines(by_reader)[1] == ["Zoë", "'=1+1", "XY-123"]
    assert RegistrationExport.objects.get().has_sensitive


def test_sensitive_columns_are_not_ticked(meeting: Meeting) -> None:
    client = Client()
    sign_in(client, make_staff())

    form = client.get(reverse("manage_registration_export", args=[meeting.slug])).context["form"]

    assert not form["sensitive"].value()
    assert form["delete_by_on"].value() == date(2090, 7, 2)
    assert "note" not in form["columns"].value()


def test_what_is_overdue_is_shown_and_needs_who_took_it(meeting: Meeting) -> None:
    staff, other = make_staff(), make_organiser(meeting)
    yesterday = timezone.localdate() - timedelta(days=1)
    export = RegistrationExport.objects.create(
        meeting=meeting, made_by=staff, form="csv", columns=["Name"], rows=1, delete_by_on=yesterday
    )
    mine, others = Client(), Client()
    sign_in(mine, staff)
    sign_in(others, other)
    address = reverse("manage_registration_export", args=[meeting.slug])

    assert "Overdue: it was to be deleted by" in others.get(address).text
    assert "The list that you took away" in mine.get(reverse("manage")).text
    assert "The list that you took away" not in others.get(reverse("manage")).text
    others.post(address, {"deleted": export.pk})
    assert RegistrationExport.objects.get().deleted_at is None
    mine.post(address, {"deleted": export.pk})

    assert RegistrationExport.objects.get().deleted_at is not None
    assert "The list that you took away" not in mine.get(reverse("manage")).text


def test_nobody_else_comes_here_and_nobody_too_often(meeting: Meeting) -> None:
    assert post(meeting, make_representative()).status_code == 403
    staff = make_staff()
    client = Client()
    sign_in(client, staff)
    address = reverse("manage_registration_export", args=[meeting.slug])
    sent = {"states": ["confirmed"], "columns": ["name"], "form": "csv"}

    answers = [client.post(address, sent).status_code for _ in range(31)]

    assert RATES == {"export": "30/h/user"}
    assert answers == [200] * 30 + [429]
