"""Who was erased is nowhere any more but in what is published, and there every place is listed; counts stay right."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from members.models import Mandate, Person, Post
from portal.erasure import NAMELESS, Reason, erase
from portal.lib.names import fold
from portal.models import LogEntry, Mention, Message
from portal.retention import PUBLISHED
from tests.factories import (
    LONG_AGO,
    make_attendance,
    make_city,
    make_group,
    make_meeting,
    make_person,
    make_representative,
    make_staff,
)
from tests.traces import EMAIL, NAME, held, make_traced_person, plant
from tests.ways_in import make_coordinator, make_group_request
from visits.models import Attendance, Speaker

pytestmark = pytest.mark.django_db

TEXTS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
AND (data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'inet', 'bytea'))
"""


def places_with(*words: str) -> Iterator[tuple[str, str, str]]:
    """Every cell of the whole database whose text holds one of the words, however accented: table, column, row."""
    wanted = [fold(word) for word in words]
    with connection.cursor() as cursor:
        for table, column in cursor.execute(TEXTS).fetchall():
            rows = cursor.execute(
                f'SELECT to_jsonb(r) ->> \'id\', "{column}"::text FROM "{table}" r'
            ).fetchall()
            for number, text in rows:
                if any(word in fold(text or "") for word in wanted):
                    yield table, column, number


def published_columns() -> dict[str, set[str]]:
    """The columns of words that may go on naming somebody, with the sort keys that follow them."""
    found: dict[str, set[str]] = {}
    for each in PUBLISHED.held:
        columns = found.setdefault(each.model._meta.db_table, set())
        columns |= {column.column for column in each.columns}
        columns |= {
            field.column
            for field in each.model._meta.concrete_fields
            if getattr(field, "source", "") in each.names
        }
    return found


def test_everything_is_there_before_and_only_what_is_published_after() -> None:
    person = make_traced_person()
    planted = plant(person)
    before = {(table, column) for table, column, _ in places_with(NAME, EMAIL)}
    assert len(before) >= len(set(planted)), "the search finds less than was planted"

    erase(person=person, by=person, reason=Reason.WISH)

    after = set(places_with(NAME, EMAIL))
    published = published_columns()
    assert {place for place in after if place[1] not in published.get(place[0], set())} == set(), (
        "named outside of what is published"
    )
    mentions = {
        (each.model._meta.db_table, column.column): (each.label.lower(), column.name)
        for each in PUBLISHED.held
        for column in each.columns
    }
    listed = set(Mention.objects.values_list("subject_type", "field", "subject_id"))
    for table, column, number in after:
        if column not in {"title_key", "name_key"}:
            assert (*mentions[table, column], int(number)) in listed
    assert after


def test_each_line_of_the_table_has_a_row_to_erase() -> None:
    """Else the test above proves nothing about it."""
    person = make_traced_person()

    without = [
        each.label
        for each in held()
        if each.whose and each.label != "portal.Mention" and not each.rows_of(person).exists()
    ]

    assert without == []


def test_what_is_left_is_a_record_without_a_name() -> None:
    person = make_traced_person()
    session = Client()
    session.force_login(person)

    assert erase(person=person, by=person, reason=Reason.WISH)

    person.refresh_from_db()
    assert (person.name, person.email, person.is_active) == (NAMELESS, None, False)
    assert person.erased_at is not None
    assert not person.has_usable_password()
    assert (person.phone, person.languages, person.diet, person.access_needs) == ("", [], "", "")
    assert not Session.objects.exists()
    assert session.get("/accounts/password/change/").status_code == 302
    assert str(person) == "a former colleague"


def test_rows_of_the_person_are_deleted_cleared_or_nameless_as_the_table_says() -> None:
    person = make_traced_person()

    erase(person=person, by=person, reason=Reason.WISH)

    left = {
        each.label
        for each in held()
        if each.whose and each.rows_of(person).exists() and each.label != "members.Person"
    }
    # What stays as a count, and the log's line of the erasing itself, which is about the record.
    assert left == {
        "visits.Attendance",
        "visits.Registration",
        "visits.Claim",
        "visits.RegistrationExport",
        "visits.Speaker",
        "visits.Picture",
        "visits.CountdownStep",
        "members.InvitationBatch",
        "members.Invitation",
        "members.AccessRequest",
        "members.GroupRequest",
        "members.AddressChange",
        "visits.Meeting",
        "visits.AgendaDay",
        "visits.AgendaItem",
        "visits.Release",
        "documents.Document",
        "documents.DocumentVersion",
        "portal.Mention",
        "portal.LogEntry",
    }


def counts() -> Any:
    rows = Attendance.objects.values("meeting", "city", "person", "on")
    return (
        rows.count(),
        len({row["city"] for row in rows}),
        len({row["person"] for row in rows}),
    )


def test_numbers_of_cities_and_people_at_meetings_stay() -> None:
    person, meeting, city = make_representative(), make_meeting(), make_city()
    make_attendance(meeting=meeting, person=person, city=city, on=LONG_AGO)
    make_attendance(meeting=meeting, person=make_representative(), city=city)
    make_attendance(meeting=meeting, city=make_city())
    before = counts()

    erase(person=person, by=None, reason=Reason.TERM)

    assert counts() == before


def test_nobody_is_erased_twice() -> None:
    person = make_representative()

    assert erase(person=person, by=person, reason=Reason.WISH)
    assert not erase(person=person, by=person, reason=Reason.WISH)

    assert LogEntry.objects.filter(verb="erase_person").count() == 1
    assert Message.objects.count() == 1


def test_the_log_says_by_whom_unless_it_was_the_own_wish() -> None:
    by_staff, by_wish, staff = make_representative(), make_representative(), make_staff()
    LogEntry.objects.record("make_group", make_group(), by=by_wish)

    erase(person=by_staff, by=staff, reason=Reason.ASKED)
    erase(person=by_wish, by=by_wish, reason=Reason.WISH)

    entries = LogEntry.objects.filter(verb="erase_person").order_by("pk")
    assert [(entry.actor_id, entry.facts) for entry in entries] == [
        (staff.pk, {"reason": "asked"}),
        (None, {"reason": "wish"}),
    ]
    assert not LogEntry.objects.filter(actor_id=by_wish.pk).exists()


def test_seats_are_vacant_and_the_secretariat_is_told_without_a_name() -> None:
    person = make_traced_person()

    erase(person=person, by=person, reason=Reason.WISH)

    assert Mandate.objects.get().person is None
    assert not Post.objects.filter(person=person).exists()
    mail = Message.objects.get(name="person_erased")
    for words in (
        "chair of Urban farming for Utrecht",
        "representative of Utrecht",
        "staff contact of Urban farming",
        "organiser of Study visit",
        "speaker at Study visit",
    ):
        assert words in mail.text
    assert NAME not in mail.text + mail.subject


def test_a_city_whose_only_coordinator_goes_leaves_its_requests_to_staff() -> None:
    city = make_city()
    coordinator = make_coordinator(city)
    request = make_group_request(person=make_person(), city=city)
    assert not request.is_with_staff

    erase(person=coordinator, by=coordinator, reason=Reason.WISH)

    request.refresh_from_db()
    assert request.is_with_staff


def test_a_speaker_of_a_draft_is_a_former_colleague() -> None:
    person = make_traced_person()

    erase(person=person, by=person, reason=Reason.WISH)

    speaker = Speaker.objects.get(person=person)
    assert str(speaker) == "a former colleague"
    assert (speaker.role, speaker.organisation) == ("", "")


def test_the_only_administrator_stays() -> None:
    administrator = make_staff(office=Person.Office.ADMINISTRATOR)

    with pytest.raises(ValidationError, match="only administrator"):
        erase(person=administrator, by=administrator, reason=Reason.WISH)

    administrator.refresh_from_db()
    assert administrator.erased_at is None


def test_one_of_two_administrators_may_go() -> None:
    first = make_staff(office=Person.Office.ADMINISTRATOR)
    make_staff(office=Person.Office.ADMINISTRATOR)

    assert erase(person=first, by=first, reason=Reason.WISH)


def test_others_words_that_name_the_person_are_emptied_and_others_kept() -> None:
    person, other = make_representative(NAME, email=EMAIL), make_representative()
    kinds = [("A place", f"Dear colleague, {NAME} has left.", "sent"), ("Hello", "Come.", "sent")]
    kinds.append(("A place", f"{NAME} asks for a place.", "queued"))
    for subject, text, state in kinds:
        sent_at = LogEntry.objects.record("x", other, by=None).at if state == "sent" else None
        Message.objects.create(
            name="x", person=other, to="o@example.org", subject=subject, text=text, state=state,
            sent_at=sent_at,
        )  # fmt: skip

    erase(person=person, by=person, reason=Reason.WISH)

    kept = Message.objects.filter(name="x").order_by("pk").values_list("subject", "text", "state")
    assert list(kept) == [("A place", "", "sent"), ("Hello", "Come.", "sent")]


def test_no_list_of_people_shows_the_record(client: Client) -> None:
    person = make_traced_person()
    pages = ["/groups/urban-farming/", "/cities/utrecht/", "/meetings/study-visit/"]
    reader = make_representative()
    client.force_login(reader)
    assert NAME in client.get(pages[0]).content.decode()

    erase(person=person, by=person, reason=Reason.WISH)

    for address in pages:
        text = client.get(address).content.decode()
        assert NAME not in text, address
        assert "former colleague" not in text, address


def test_who_did_something_is_a_former_colleague(client: Client) -> None:
    person, staff = make_traced_person(), make_staff()

    erase(person=person, by=person, reason=Reason.WISH)
    client.force_login(staff)

    assert "by a former colleague" in client.get("/manage/invitations/").content.decode()
