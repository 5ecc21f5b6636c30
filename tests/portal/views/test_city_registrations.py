"""A city's registrations: seats and people at each meeting, colleagues in one table, and what is done about one."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import City, Person, Post
from tests.factories import (
    make_meeting,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import Page, read, words
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_coordinator
from visits.models import Meeting, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Meeting:
    return make_open_meeting(
        "Night visit",
        room_seats=30,
        seats_per_city=2,
        city_limit_until="2040-05-01",
        approval="city",
    )


def ask(meeting: Meeting, person: Person) -> Registration:
    fields: dict[str, Any] = {"approval": "city", "to_staff_at": "2040-01-01T00:00Z"}
    return make_registration(meeting=meeting, person=person, state="pending", **fields)


def rows(page: Page) -> list[str]:
    return [words(row) for row in page.all("tr")][1:]


def table(**typed: str) -> dict[str, str]:
    """What the form of the table sends: row_field=value."""
    return {"act": "register", "rows": "5"} | {
        f"row-{name[3:].replace('_', '-', 1)}": value for name, value in typed.items()
    }


# Pages -------------------------------------------------------------------------------------------


def test_meetings_are_listed_with_the_seats_and_what_waits(
    desk: Client, city: City, colleague: Person, visit: Meeting
) -> None:
    make_registration(meeting=visit, person=make_person(city=city))
    ask(visit, colleague)
    make_registration(meeting=visit, person=make_representative("Somebody of Riga"))
    make_meeting("Without registration")
    make_open_meeting("For others", page_audience="group")

    page = read(desk, "/my/city/registrations/")

    assert "2 seats: 1 taken, 1 left until 1 May" in page.text
    assert page.section("Waits for your decision").startswith(
        "Utrecht officer asks to come to “Night visit”"
    )
    assert "1 confirmed 1 waiting for approval" in page.section("Coming meetings")
    assert "Without registration" not in page.text
    assert "For others" not in page.text
    (header,) = page.all("header", class_="top")
    assert "1 thing waits for your decision" in words(header)


def test_each_delegate_is_shown_with_place_and_limit(
    desk: Client, city: City, colleague: Person, visit: Meeting
) -> None:
    for name in ("A", "B"):
        make_registration(meeting=visit, person=make_person(name, city=city), role="Expert")
    make_registration(meeting=visit, person=make_representative(), state="waiting")
    make_registration(meeting=visit, person=make_person("C", city=city), state="waiting")
    ask(visit, colleague)

    page = read(desk, "/my/city/registrations/night-visit/")

    assert "2 seats: 2 taken, none left until 1 May" in page.text
    assert rows(page) == [
        "A Expert Confirmed Substitute A Withdraw A",
        "B Expert Confirmed Substitute B Withdraw B",
        "C Waiting, number 2: Utrecht has all the seats that a city may have (2) Substitute C Withdraw C",
        "Utrecht officer Asks for your approval Approve Utrecht officer Refuse Utrecht officer",
    ]
    assert "In the room 2 of 30" in page.text


def test_a_meeting_for_others_shows_who_is_registered_and_takes_nobody_more(
    desk: Client, colleague: Person, city: City
) -> None:
    meeting = make_open_meeting("For others", page_audience="group")
    make_registration(meeting=meeting, person=colleague)

    page = read(desk, "/my/city/registrations/for-others/")

    assert "Utrecht officer" in page.text
    assert "Registration is for those who may open the meeting’s page." in page.text
    assert meeting.get_absolute_url() not in page.links


def test_who_is_registered_is_listed_also_once_registration_is_elsewhere(
    desk: Client, colleague: Person
) -> None:
    meeting = make_open_meeting("Moved", way="elsewhere", link="https://example.org/")
    make_registration(meeting=meeting, person=colleague)
    make_open_meeting("Never here", way="elsewhere", link="https://example.org/")

    page = read(desk, "/my/city/registrations/")

    assert "Registration for this meeting is not made here." in page.section("Coming meetings")
    assert "Never here" not in page.text
    assert "Utrecht officer" in read(desk, "/my/city/registrations/moved/").text


# The table ---------------------------------------------------------------------------------------


def test_rows_that_can_be_done_are_done_and_the_others_come_back_as_typed(
    desk: Client, city: City, colleague: Person, visit: Meeting
) -> None:
    make_registration(meeting=visit, person=make_person(city=city))
    elsewhere = make_representative("Somebody of Riga")
    typed = table(
        row0_person=str(colleague.pk),
        row0_role="Head of delegation",
        row1_name="Anna Berg",
        row1_email="Anna@Utrecht.example",
        row2_name="Bo",
        row2_email="bo-at-utrecht",
        row2_role="Expert",
        row4_name="Cy",
        row4_email=str(elsewhere.email),
    )

    page = Page(desk.post("/my/city/registrations/night-visit/colleagues/", typed))

    assert page.section("Done") == (
        "Utrecht officer: Confirmed Anna Berg: Waiting, number 1: "
        "Utrecht has all the seats that a city may have (2)"
    )
    wrong = page.section("2 rows did not work yet")
    assert "Bo: This is no e-mail address: it has no @." in wrong
    assert "Cy: This address cannot be registered for Utrecht from here." in wrong
    kept = {one.get("name"): one.get("value") for one in page.all("input")}
    assert (kept["row-2-name"], kept["row-2-email"], kept["row-2-role"]) == (
        "Bo",
        "bo-at-utrecht",
        "Expert",
    )
    assert "Anna Berg" not in kept.values()
    assert Registration.objects.filter(city=city).count() == 3


def test_when_all_rows_work_the_delegation_says_how_each_stands(
    desk: Client, colleague: Person, visit: Meeting
) -> None:
    typed = table(row0_person=str(colleague.pk))

    response = desk.post("/my/city/registrations/night-visit/colleagues/", typed, follow=True)

    page = Page(response)
    assert "Utrecht officer: Confirmed." in page.text
    assert rows(page) == [
        "Utrecht officer Confirmed Substitute Utrecht officer Withdraw Utrecht officer"
    ]
    # Sent once more, as by going back: nobody is registered twice, and that is said.
    response = desk.post("/my/city/registrations/night-visit/colleagues/", typed, follow=True)
    assert "Utrecht officer: was registered for this meeting already." in Page(response).text
    assert Registration.objects.count() == 1


def test_more_rows_keep_what_was_typed_and_nothing_is_looked_at(
    desk: Client, visit: Meeting
) -> None:
    typed = table(row3_email="no address") | {"act": "more"}

    page = Page(desk.post("/my/city/registrations/night-visit/colleagues/", typed))

    values = {one.get("name"): one.get("value") for one in page.all("input")}
    assert values["row-3-email"] == "no address"
    assert "row-9-name" in values
    assert "did not work" not in page.text


def test_an_empty_table_says_so(desk: Client, visit: Meeting) -> None:
    page = Page(desk.post("/my/city/registrations/night-visit/colleagues/", table()))

    assert "Nobody was named" in page.text


# One registration --------------------------------------------------------------------------------


def act(client: Client, registration: Registration, **typed: Any) -> Page:
    address = f"/my/city/registrations/night-visit/{registration.pk}/"
    fields = {"version": registration.version} | typed
    return Page(client.post(address, fields, follow=True))


def test_a_request_is_approved_or_refused_with_a_reason(
    desk: Client, city: City, colleague: Person, visit: Meeting
) -> None:
    first, second = ask(visit, colleague), ask(visit, make_person("Bo", city=city))

    said = act(desk, first, act="approve")
    asked = act(desk, second, act="refuse")
    refused = act(desk, second, act="refuse", **{"refuse-reason": "Others go."})

    assert "Utrecht officer is approved. Confirmed." in said.text
    assert "This field is required." in asked.text
    assert "Bo does not come. A mail about it goes to Bo." in refused.text
    assert list(Registration.objects.order_by("pk").values_list("state", "reason")) == [
        ("confirmed", ""),
        ("refused", "Others go."),
    ]


def test_a_colleague_comes_instead(desk: Client, city: City, visit: Meeting) -> None:
    registration = make_registration(meeting=visit, person=make_person("A", city=city))
    heir = make_person("Bo", city=city)

    said = act(desk, registration, act="substitute", **{"substitute-person": heir.pk})

    assert "Bo comes instead of A. Confirmed. A mail about it goes to Bo, A." in said.text
    assert Registration.objects.living().get().replaces == registration


def test_what_changed_meanwhile_is_said_and_what_was_typed_is_kept(
    desk: Client, colleague: Person, visit: Meeting
) -> None:
    registration = make_registration(meeting=visit, person=colleague, version=3)

    said = act(desk, registration, version="2", act="withdraw", **{"withdraw-reason": "Moved."})

    assert "This registration has changed meanwhile." in said.text
    assert "Moved." in said.text
    registration.refresh_from_db()
    assert registration.state == "confirmed"
    said = act(desk, registration, act="withdraw", **{"withdraw-reason": "Moved."})
    assert "is withdrawn. A mail about it goes to" in said.text


@pytest.mark.parametrize("make", [make_coordinator, make_representative, make_staff])
def test_nobody_else_touches_it(
    client: Client, colleague: Person, visit: Meeting, make: Any
) -> None:
    registration = ask(visit, colleague)
    address = f"/my/city/registrations/night-visit/{registration.pk}/"
    sign_in(client, make())

    for what in ("approve", "refuse", "withdraw", "substitute"):
        response = client.post(address, {"act": what, "version": 0, f"{what}-reason": "No."})
        assert response.status_code in {403, 404}
    typed = table(row0_person=str(colleague.pk)) | {"city": "utrecht"}
    response = client.post("/my/city/registrations/night-visit/colleagues/", typed)

    assert response.status_code == 403
    registration.refresh_from_db()
    assert (registration.state, Registration.objects.count()) == ("pending", 1)


# Queries -----------------------------------------------------------------------------------------


def test_pages_ask_as_often_for_one_as_for_twenty(desk: Client, city: City, visit: Meeting) -> None:
    addresses = [
        "/my/city/registrations/",
        "/my/city/registrations/night-visit/",
        "/my/city/registrations/night-visit/colleagues/",
    ]

    def grow() -> None:
        ask(visit, make_person(city=city))
        gone = make_registration(meeting=make_open_meeting(), person=make_person(city=city))
        Post.objects.filter(person=gone.person).update(ends_on="2020-01-01")

    def counted(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address).status_code == 200
        return len(captured)

    grow()
    with_one = {address: counted(address) for address in addresses}
    for _ in range(20):
        grow()

    assert {address: counted(address) for address in addresses} == with_one
    assert max(with_one.values()) <= 12, with_one
