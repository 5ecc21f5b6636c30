"""The next meeting is made in one step, and by one person."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.factories import (
    make_city,
    make_day,
    make_document,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read
from tests.racing import race
from visits.actions.next_meeting import draft_next
from visits.models import CountdownStep, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def milan() -> Meeting:
    group = make_group("Social inclusion", short_name="Inclusion")
    meeting = make_meeting(
        "Milan",
        slug="milan-2026-02",
        lead_group=group,
        joint_groups=(make_group("Work"),),
        hosts=(make_city("Milan", time_zone="Europe/Rome"),),
        starts_on=date(2026, 2, 23),
        staff_contact=make_staff("Gabriel"),
        page_audience="members",
        introduction='<p>Come.</p><figure><img src="/pictures/1/" alt="x"></figure>',
    )
    make_organiser(meeting)
    first = make_day(meeting=meeting, heading="Making")
    item = make_item("Welcome", day=first, speakers=(make_representative(),), place="Hall")
    make_document(meeting=meeting)
    assert item.place
    make_item("Off", day=first, starts=time(12), ends=time(13), **cancelled())
    make_item("Visit", day=make_day(meeting=meeting, on=date(2026, 2, 24)))
    CountdownStep.objects.create(
        meeting=meeting, title="Block rooms", weeks_before=9, note="Hotel Uno"
    )
    return meeting


def cancelled() -> dict[str, Any]:
    return {"cancelled_at": "2026-01-01T00:00Z", "cancel_reason": "No speaker."}


def sent(**fields: Any) -> dict[str, Any]:
    takes = ["introduction", "agenda", "countdown"]
    return {"title": "Brno", "when": "agreed", "takes": takes, "seen": 0} | fields


def test_one_step_makes_the_following_draft_without_people_and_documents(desk: Client) -> None:
    meeting, brno = milan(), make_city("Brno", time_zone="Europe/Prague")

    response = desk.post(
        f"/manage/meetings/{meeting.slug}/next/",
        sent(hosts=[brno.pk], when="days", starts_on="2027-06-01", ends_on="2027-06-02"),
    )

    made = Meeting.objects.get(slug="brno-2027-06")
    assert response["Location"] == "/manage/meetings/brno-2027-06/"
    assert (made.follows, made.state, made.time_zone) == (meeting, "draft", "Europe/Prague")
    assert (made.lead_group, made.staff_contact) == (meeting.lead_group, meeting.staff_contact)
    assert (made.page_audience, made.kind) == ("members", meeting.kind)
    assert [one.name for one in made.joint_groups.all()] == ["Work"]
    assert made.introduction == "<p>Come.</p>"
    assert [
        (str(day.on), day.heading, [item.title for item in day.items.all()])
        for day in made.days.all()
    ] == [("2027-06-01", "Making", ["Welcome"]), ("2027-06-02", "", ["Visit"])]
    items = [item for day in made.days.all() for item in day.items.all()]
    assert not any(item.place or item.speakers.exists() for item in items)
    assert (made.organisers.count(), made.documents.count()) == (0, 0)
    step = made.countdown_steps.get()
    assert (step.weeks_before, step.note, step.done_at) == (9, "", None)
    assert step.taken_from is not None
    assert step.taken_from.note == "Hotel Uno"


def test_host_and_dates_may_be_left_open_and_nothing_taken(desk: Client) -> None:
    meeting = milan()

    desk.post(f"/manage/meetings/{meeting.slug}/next/", sent(takes=[]))

    made = Meeting.objects.get(follows=meeting)
    assert (made.hosts.count(), made.dates, made.introduction) == (0, "tentative", "")
    assert (made.days.count(), made.countdown_steps.count()) == (0, 0)


def test_days_for_which_it_is_too_short_are_left_out(desk: Client) -> None:
    meeting = milan()

    desk.post(f"/manage/meetings/{meeting.slug}/next/", sent(when="fixed", starts_on="2027-06-01"))

    assert [str(day.on) for day in Meeting.objects.get(follows=meeting).days.all()] == [
        "2027-06-01"
    ]


def test_the_second_of_two_is_told_of_the_first_ones_draft(desk: Client) -> None:
    meeting = milan()
    where = f"/manage/meetings/{meeting.slug}/next/"
    assert 'value="Study visit, Inclusion"' in desk.get(where).content.decode()
    desk.post(where, sent())

    told = desk.post(where, sent(title="Another"))

    assert "“Brno” was drafted as the next meeting meanwhile" in told.content.decode()
    assert meeting.followers.count() == 1
    assert "There is one already: Brno" in read(desk, where).text
    desk.post(where, sent(title="Another", seen=told.context["form"]["seen"].value()))
    assert meeting.followers.count() == 2


@pytest.mark.django_db(transaction=True)
def test_four_who_press_at_once_make_one() -> None:
    meeting = milan()

    results = race(
        lambda: draft_next(
            meeting=meeting, seen=0, title="Brno", hosts=[], dates="unknown", by=None
        ),
        times=4,
    )

    assert sum(isinstance(one, Meeting) for one in results) == 1
    assert sum(isinstance(one, ValidationError) for one in results) == 3
    assert meeting.followers.count() == 1
