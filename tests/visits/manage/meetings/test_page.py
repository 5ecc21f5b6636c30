"""A meeting at a glance at the desk: what stands, what is missing, and what is whose to change."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_document,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_practical_part,
    make_release,
    make_staff,
    sign_in,
)
from tests.pages import read, words
from visits.models import CountdownStep, Gathering, Meeting

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, part: str = "") -> str:
    return f"/manage/meetings/{meeting.slug}/{part}"


def lines(page: Any) -> dict[str, str]:
    found = page.all("div", class_="glimpse-line")
    return {words(next(one.iter("dt"))): words(next(one.iter("dd"))) for one in found}


def checks(page: Any) -> list[str]:
    return [words(one) for one in page.all("li", class_="check")]


def test_a_new_draft_says_what_is_missing_and_leads_there(client: Client) -> None:
    draft = make_draft("Homes", dates="unknown", lead_group=make_group("Housing"))

    page = read(sign_in(client, make_staff()), address(draft))

    assert lines(page)["Host cities"] == "Missing"
    assert lines(page)["Dates"] == "dates to be agreed"
    assert lines(page)["Introduction"] == "Missing"
    assert checks(page)[0] == "Open: A host city is named needed to publish"
    assert "Done: Every day of the agenda lies within the dates" in checks(page)
    assert address(draft, "facts/") in page.links
    assert address(draft, "publish/") in page.links


def test_a_meeting_that_is_prepared_says_what_stands(client: Client) -> None:
    brno = make_city("Brno", time_zone="Europe/Prague")
    meeting = make_meeting(
        "Homes", hosts=(brno,), starts_on=date(2027, 6, 1), introduction="<p>Come.</p>"
    )
    make_item(day=make_day(meeting=meeting))
    make_release(meeting)
    make_document(meeting=meeting)
    make_practical_part(meeting=meeting)
    CountdownStep.objects.create(meeting=meeting, title="Bus", weeks_before=2)
    organiser = make_organiser(meeting, "Brno organiser")

    page = read(sign_in(client, organiser), address(meeting))

    shown = lines(page)
    assert shown["Dates"] == "1–2 June 2027"
    assert shown["Time zone"] == "Europe/Prague, UTC+2"
    assert shown["Agenda"] == "1 item, release 1"
    assert (shown["Documents"], shown["Practical information"]) == ("1 document", "1 part")
    assert (shown["Organisers"], shown["Countdown"]) == ("Brno organiser", "0 of 1 done")
    assert checks(page) == []
    # What is the secretariat's is shown and not offered.
    assert not {address(meeting, part) for part in ("publish/", "organisers/", "next/")} & set(
        page.links
    )


def test_days_outside_the_dates_hinder_publishing(client: Client) -> None:
    draft = make_draft(hosts=(make_city(),))
    assert draft.starts_on
    make_day(meeting=draft, on=draft.starts_on - timedelta(days=3))

    page = read(sign_in(client, make_staff()), address(draft))

    assert "Open: Every day of the agenda lies within the dates needed to publish" in checks(page)


def test_a_plan_and_what_was_refused_are_told_in_the_zone(client: Client) -> None:
    at = datetime(2027, 1, 4, 9, 0, tzinfo=ZoneInfo("Atlantic/Reykjavik"))
    draft = make_draft(publish_at=at, time_zone="Europe/Prague")
    refused = make_draft(publish_refused="Name the host city before you publish.")
    desk = sign_in(client, make_staff())

    planned = read(desk, address(draft)).text
    told = read(desk, address(refused)).text

    assert "To be published on Monday 4 January 2027, 10:00, Europe/Prague." in planned
    assert "It was not published when it was due. Name the host city" in told


def test_those_beside_before_and_after_it_are_named_as_far_as_they_are_prepared(
    client: Client,
) -> None:
    group, week = make_group(), Gathering.objects.create(title="Brno week")
    before = make_meeting("Before", lead_group=group)
    meeting = make_meeting("This", lead_group=group, follows=before, part_of=week)
    make_draft("After", lead_group=group, follows=meeting)
    make_meeting("Beside, of others", part_of=week)

    page = read(sign_in(client, make_chair(group)), address(meeting))

    around = page.section("Around it")
    assert all(title in around for title in ("Before", "After", "Brno week"))
    assert "Beside" not in around


@pytest.mark.parametrize("number", [1, 12])
def test_twelve_queries_at_most(
    client: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    cities = tuple(make_city() for _ in range(number))
    joint = tuple(make_group() for _ in range(number))
    week = Gathering.objects.create(title="Week")
    meeting = make_draft(hosts=cities, joint_groups=joint, part_of=week)
    for week_number in range(number):
        make_organiser(meeting)
        make_item(day=make_day(meeting=meeting, on=timezone.localdate() + timedelta(week_number)))
        make_meeting(part_of=week, follows=meeting)
        CountdownStep.objects.create(meeting=meeting, title=f"{week_number}", weeks_before=1)
    desk = sign_in(client, make_staff())
    desk.get(address(meeting))

    for part in ("", "countdown/"):
        with django_assert_max_num_queries(12):
            assert desk.get(address(meeting, part)).status_code == 200
