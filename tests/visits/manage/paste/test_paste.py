"""Pasting an agenda: read, corrected, written as one act; nothing is written by halves, and nothing typed is lost."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_document,
    make_draft,
    make_item,
    make_meeting,
    make_organiser,
    make_representative,
    make_staff,
    sign_in,
)
from tests.visits.manage.paste.pages import fields_of
from tests.visits.paste import milan
from visits.actions.agenda_undo import undo
from visits.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db

SHORT = "Tuesday 23 February\n9.00-9.30 Registration\n9.30-10.00 Welcome (Deputy mayor, Brno)\n"


@pytest.fixture
def meeting() -> Meeting:
    return make_draft("Milan", starts_on=milan.DAYS[0], ends_on=milan.DAYS[1])


@pytest.fixture
def staff(client: Client) -> Client:
    return sign_in(client, make_staff())


def address(meeting: Meeting) -> str:
    return reverse("manage_paste", args=[meeting.slug])


def read(client: Client, meeting: Meeting, text: str = "", **more: str) -> Any:
    return client.post(address(meeting), {"step": "read", "text": text, **more})


def write(client: Client, meeting: Meeting, page: Any, **typed: str) -> Any:
    """Send the table that ``page`` shows, with what was typed into it."""
    sent = fields_of(page.text) | {name.replace("_", "-"): value for name, value in typed.items()}
    return client.post(address(meeting), sent | {"step": "write"})


def titles(meeting: Meeting) -> list[str]:
    items = AgendaItem.objects.filter(day__meeting=meeting).order_by("day__on", "starts")
    return list(items.values_list("title", flat=True))


@pytest.mark.parametrize(
    "pasted",
    [{"text": "…", "html": milan.WORD_HTML}, {"text": milan.EXCEL_TSV}, {"text": milan.MAIL_TEXT}],
    ids=["Word", "Excel", "mail"],
)
def test_twenty_items_are_read_shown_and_written_as_one_act(
    staff: Client, meeting: Meeting, pasted: dict[str, str]
) -> None:
    make_city("Brno")
    page = read(staff, meeting, **pasted)
    assert "20 items on 2 days." in page.text
    assert titles(meeting) == []

    answer = write(staff, meeting, page)

    assert answer.headers["Location"] == reverse("manage_agenda", args=[meeting.slug])
    items = AgendaItem.objects.filter(day__meeting=meeting).order_by("day__on", "starts")
    assert [
        (item.day.on, item.starts, item.ends, item.kind, item.title, item.place) for item in items
    ] == [item.row[:-1] for item in milan.ITEMS]
    speaker = items[18].speakers.get()
    assert (speaker.name, speaker.role, speaker.city) == ("Brno representative", "", None)
    by = make_staff()
    change = meeting.agenda_changes.get()
    assert change.verb == "write_agenda"
    undo(meeting=meeting, by=change.made_by)
    assert titles(meeting) == []
    assert by != change.made_by


def test_a_speaker_is_parted_into_name_role_and_city(staff: Client, meeting: Meeting) -> None:
    brno = make_city("Brno")
    page = read(staff, meeting, "9.00-9.30 Welcome (Anna Berg, Deputy mayor, Brno)")

    write(staff, meeting, page)

    speaker = AgendaItem.objects.get().speakers.get()
    assert (speaker.name, speaker.role, speaker.city) == ("Anna Berg", "Deputy mayor", brno)


def test_what_is_corrected_counts_and_what_is_no_item_can_become_one(
    staff: Client, meeting: Meeting
) -> None:
    page = read(staff, meeting, "Dear all,\nsee below\n\n" + SHORT + "\nRegards,\nMilan")
    assert fields_of(page.text)["keep-1"] == "leave"

    write(
        staff, meeting, page,
        keep_1="item", starts_1="8.30", ends_1="9h", title_1="Coffee before",
        title_2="Arrival", keep_4="above",
    )  # fmt: skip

    assert titles(meeting) == ["Coffee before", "Arrival", "Welcome"]
    first, _second, last = AgendaItem.objects.order_by("starts")
    assert (first.starts, first.ends) == (time(8, 30), time(9, 0))
    assert last.description == "<p>Regards,</p><p>Milan</p>"


def test_a_wrong_cell_is_marked_and_everything_typed_is_still_there(
    staff: Client, meeting: Meeting
) -> None:
    page = read(staff, meeting, SHORT)

    answer = write(staff, meeting, page, starts_1="nine", title_2="A better title")

    assert answer.status_code == 200
    assert titles(meeting) == []
    assert '<a href="#starts-1">Row 1</a>: Write the time as 9:30 or 14.00.' in answer.text
    assert 'aria-invalid="true"' in answer.text
    again = fields_of(answer.text)
    assert (again["starts-1"], again["title-2"]) == ("nine", "A better title")


def test_an_agenda_that_changed_meanwhile_is_not_written_over(
    staff: Client, meeting: Meeting
) -> None:
    item = make_item("Lunch", day=make_day(meeting=meeting))
    page = read(staff, meeting, SHORT)
    AgendaItem.objects.filter(pk=item.pk).update(version=7)

    answer = write(staff, meeting, page, how="replace", title_1="Arrival")

    assert titles(meeting) == ["Lunch"]
    assert "The agenda was changed meanwhile." in answer.text
    assert fields_of(answer.text)["title-1"] == "Arrival"
    assert 'value="replace" checked' in answer.text
    write(staff, meeting, answer)
    assert titles(meeting) == ["Arrival", "Welcome"]


def test_replacing_tells_what_goes_and_keeps_items_of_the_same_title(
    staff: Client, meeting: Meeting
) -> None:
    day = make_day(meeting=meeting)
    kept, gone = make_item("registration", day=day), make_item("Old talk", day=day)
    document = make_document(meeting=meeting, item=gone)

    page = read(staff, meeting, SHORT)
    assert "1 item has the same title" in page.text
    assert "1 item would go:" in page.text
    assert "1 document of theirs stays with the meeting" in page.text
    write(staff, meeting, page, how="replace")

    assert titles(meeting) == ["Registration", "Welcome"]
    assert AgendaItem.objects.get(title="Registration").uid == kept.uid
    document.refresh_from_db()
    assert document.item is None


def test_adding_leaves_what_is_there(staff: Client, meeting: Meeting) -> None:
    make_item("Old talk", day=make_day(meeting=meeting), starts=time(15), ends=time(16))

    write(staff, meeting, read(staff, meeting, SHORT))

    assert titles(meeting) == ["Registration", "Welcome", "Old talk"]


def test_a_day_outside_the_meeting_is_said_and_not_forbidden(
    staff: Client, meeting: Meeting
) -> None:
    page = read(staff, meeting, "Thursday 25 February 2027\n9.00-10.00 Late talk")
    assert "This is not a day of the meeting." in page.text

    write(staff, meeting, page)

    assert AgendaItem.objects.get().day.on == date(2027, 2, 25)


def test_a_meeting_without_dates_asks_for_them(staff: Client) -> None:
    meeting = make_draft("Undated", dates="unknown")

    page = read(staff, meeting, "Day 2\n9.00-10.00 Talk")
    assert "Which date is this? The meeting has no dates yet" in page.text
    assert "On which day is this?" in write(staff, meeting, page).text
    counted = read(staff, meeting, "Day 2\n9.00-10.00 Talk", on="2027-06-01")
    write(staff, meeting, counted)

    assert AgendaItem.objects.get().day.on == date(2027, 6, 2)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_time_is_none(staff: Client, on: str) -> None:
    meeting = make_draft("Undated", dates="unknown")
    page = read(staff, meeting, "9.00-10.00 Talk", on="2027-06-01")

    answer = write(staff, meeting, page, on_1=on)

    assert "On which day is this?" in answer.text
    assert not meeting.days.exists()


def test_headings_of_days_come_along(staff: Client, meeting: Meeting) -> None:
    page = read(staff, meeting, "Day 1 – Tuesday 23 February: Arrival\n9.00-10.00 Talk")

    write(staff, meeting, page, heading_2027_02_23="Arriving\0")

    assert meeting.days.get().heading == "Arriving"


def test_the_way_back_keeps_the_text(staff: Client, meeting: Meeting) -> None:
    sent = fields_of(read(staff, meeting, SHORT).text)

    answer = staff.post(address(meeting), sent | {"step": "again"})

    assert "9.30-10.00 Welcome (Deputy mayor, Brno)" in answer.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a line\n" * 10_000,
            "Your text has 10,000 lines; at most 2,000 are read. Nothing was written.",
        ),
        (
            "w" * 500_000,
            "Your text has 500,000 signs; at most 400,000 are read. Nothing was written.",
        ),
        (
            "9.00-9.30 Talk\n" * 401,
            "Your text has 401 items; at most 400 are read. Nothing was written.",
        ),
        (" \n", "Nothing was pasted yet: put the agenda into this box."),
    ],
    ids=["lines", "signs", "items", "nothing"],
)
def test_too_much_is_said_and_stays_in_the_box(
    staff: Client, meeting: Meeting, text: str, sentence: str
) -> None:
    answer = read(staff, meeting, text)

    assert sentence in answer.text
    assert text.strip() in answer.text


def test_megabytes_are_answered_by_a_page_that_says_so(staff: Client, meeting: Meeting) -> None:
    answer = read(staff, meeting, "w" * 3_000_000)

    assert answer.status_code == 400
    assert "nothing was written" in answer.text
    assert "larger than 2 megabytes" in answer.text


def test_a_table_of_four_hundred_items_comes_back_whole(staff: Client, meeting: Meeting) -> None:
    page = read(staff, meeting, "9.00-9.30 Talk\n" * 400)

    assert write(staff, meeting, page).status_code == 302
    assert len(titles(meeting)) == 400


@pytest.mark.parametrize("number", [1, 30])
def test_no_row_asks_the_database_for_itself(staff: Client, meeting: Meeting, number: int) -> None:
    make_item(day=make_day(meeting=meeting))
    with CaptureQueriesContext(connection) as queries:
        read(staff, meeting, "9.00-9.30 Talk (Anna Berg, Brno)\n" * number)

    assert len(queries) <= 12


def test_chairs_and_organisers_paste_and_others_do_not(client: Client, meeting: Meeting) -> None:
    assert meeting.lead_group is not None
    for person in (make_chair(meeting.lead_group), make_organiser(meeting)):
        assert sign_in(client, person).get(address(meeting)).status_code == 200
    published = make_meeting("Open", lead_group=meeting.lead_group)

    assert sign_in(client, make_representative()).post(address(published)).status_code == 403
    assert (
        sign_in(client, make_organiser(make_meeting())).post(address(published)).status_code == 403
    )
    client.logout()
    assert client.get(address(published)).headers["Location"].startswith("/accounts/login/")
