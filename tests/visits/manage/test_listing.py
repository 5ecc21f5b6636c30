"""The desk's list of meetings."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_attendance,
    make_chair,
    make_city,
    make_day,
    make_document,
    make_group,
    make_item,
    make_meeting,
    make_release,
    make_staff,
    sign_in,
)
from tests.pages import read

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def test_each_meeting_with_its_numbers(client: Client) -> None:
    meeting = make_meeting("Visit", hosts=(make_city("Brno"),))
    day = make_day(meeting=meeting)
    for _ in range(3):
        make_item(day=day)
    make_item(day=day, cancelled_at=timezone.now(), cancel_reason="Snow.")
    make_release(meeting)
    make_document(meeting=meeting)
    milan = make_city("Milan")
    for city in (milan, milan, make_city("Riga")):
        make_attendance(meeting=meeting, city=city, person=make_staff())

    said = read(sign_in(client, make_staff()), "/manage/meetings/").text

    assert "Brno" in said
    assert "3 items · release 1 1 2" in said


def test_what_no_text_can_hold_is_not_looked_for(client: Client) -> None:
    make_meeting("To come")

    assert "To come" in read(sign_in(client, make_staff()), "/manage/meetings/?q=to%00%20come").text


def test_coming_drafts_past_and_looked_for(client: Client) -> None:
    sign_in(client, make_staff())
    make_meeting("To come")
    make_meeting("Planned", state="draft", dates="unknown")
    long_ago = timezone.localdate() - timedelta(days=900)
    make_meeting("Gone by in Łódź", starts_on=long_ago, ends_on=long_ago)

    def listed(query: str) -> set[str]:
        said = read(client, f"/manage/meetings/{query}").text
        return {title for title in ("To come", "Planned", "Gone by in Łódź") if title in said}

    assert listed("") == {"To come", "Planned"}
    assert listed("?which=drafts") == {"Planned"}
    assert listed("?which=past") == {"Gone by in Łódź"}
    assert listed("?q=lodz") == {"Gone by in Łódź"}
    assert listed("?which=nonsense") == {"To come", "Planned"}


def test_a_chair_sees_those_of_the_own_group(client: Client) -> None:
    group = make_group()
    make_meeting("Ours", lead_group=group)
    make_meeting("Theirs")

    said = read(sign_in(client, make_chair(group)), "/manage/meetings/").text

    assert "Ours" in said
    assert "Theirs" not in said


@pytest.mark.parametrize("address", ["/manage/", "/manage/meetings/", "/manage/find/?q=visit"])
def test_as_many_questions_with_one_as_with_thirty(client: Client, address: str) -> None:
    sign_in(client, make_staff())
    counts = []
    for number in (1, 29):
        for _ in range(number):
            meeting = make_meeting(hosts=(make_city(),))
            make_item(day=make_day(meeting=meeting))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES
