"""A meeting is published by hand or, at a planned moment, by itself: once, and never in spite of a refusal."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from portal.lib import jobs
from portal.models import LogEntry
from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_staff,
    sign_in,
)
from tests.racing import race
from visits.actions.meetings import publish
from visits.actions.publishing import plan_publishing, publish_due
from visits.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff("Gabriel"))


def address(meeting: Meeting) -> str:
    return f"/manage/meetings/{meeting.slug}/publish/"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def due(**fields: Any) -> Meeting:
    """A draft whose planned moment has just come."""
    fields.setdefault("hosts", (make_city(),))
    fields.setdefault("publish_planned_by", make_staff())
    return make_draft(publish_at=timezone.now() - timedelta(seconds=1), **fields)


def test_publishing_now_makes_release_1_and_ends_the_plan(desk: Client) -> None:
    draft = make_draft(hosts=(make_city(),), publish_at=timezone.now() + timedelta(days=1))
    make_item(day=make_day(meeting=draft))

    desk.post(address(draft), {"do": "now"})

    draft.refresh_from_db()
    assert (draft.state, draft.publish_at) == ("published", None)
    assert draft.releases.get().number == 1
    assert "was published on" in text_of(desk.get(address(draft)))


def test_what_hinders_is_said_and_leaves_a_draft(desk: Client) -> None:
    draft = make_draft()

    page, refused = desk.get(address(draft)), desk.post(address(draft), {"do": "now"})

    draft.refresh_from_db()
    assert "This hinders publishing:</strong> A host city is named" in text_of(page)
    assert "Name the host city before you publish" in text_of(refused)
    assert draft.is_draft


def test_a_plan_is_made_on_the_clocks_of_the_meeting_and_taken_back(desk: Client) -> None:
    draft = make_draft(time_zone="Europe/Riga")

    said = desk.post(address(draft), {"on": "2037-01-05", "clock": "09:00"}, follow=True)

    draft.refresh_from_db()
    assert draft.publish_at == datetime(2037, 1, 5, 7, 0, tzinfo=UTC)
    assert "it stays a draft unless by then: A host city is named." in text_of(said)
    assert draft.publish_planned_by is not None
    assert "Planned for Monday 5 January 2037, 09:00" in text_of(desk.get(address(draft)))
    desk.post(address(draft), {"do": "unplan"})
    assert Meeting.objects.filter(publish_at=None, publish_planned_by=None).exists()


@pytest.mark.parametrize(
    ("on", "clock", "sentence"),
    [
        ("2037-03-29", "02:30", "There is no 02:30 on 29 March 2037"),
        ("2037-10-25", "02:30", "It is 02:30 twice on 25 October 2037"),
        ("2020-01-01", "09:00", "That moment is over"),
        ("", "09:00", "This field is required"),
    ],
)
def test_a_moment_that_cannot_be_is_told_and_kept(
    desk: Client, on: str, clock: str, sentence: str
) -> None:
    draft = make_draft(time_zone="Europe/Prague")

    answer = text_of(desk.post(address(draft), {"on": on, "clock": clock}))

    draft.refresh_from_db()
    assert sentence in answer
    assert f'value="{clock}"' in answer
    assert draft.publish_at is None


def test_publishing_is_the_secretariats(client: Client) -> None:
    group = make_group()
    draft = make_draft(lead_group=group, hosts=(make_city(),))
    sign_in(client, make_chair(group))

    assert client.post(address(draft), {"do": "now"}).status_code == 403


def test_all_that_is_due_is_published_by_itself_once() -> None:
    first, second = due(), due()
    later = make_draft(publish_at=timezone.now() + timedelta(hours=1))

    assert (publish_due(), publish_due()) == (2, 0)

    states = Meeting.objects.in_bulk([first.pk, second.pk, later.pk])
    assert [states[one.pk].state for one in (first, second, later)] == [
        "published",
        "published",
        "draft",
    ]
    assert states[first.pk].published_by == first.publish_planned_by


def test_what_is_refused_at_its_moment_stays_a_draft_and_is_not_tried_again(desk: Client) -> None:
    refused = due(hosts=())
    due()

    assert (publish_due(), publish_due()) == (1, 0)

    refused.refresh_from_db()
    assert (refused.state, refused.publish_at) == ("draft", None)
    assert "Name the host city" in refused.publish_refused
    assert LogEntry.objects.filter(verb="publishing_refused").count() == 1
    assert "It was not published when it was due." in text_of(desk.get(address(refused)))
    plan_publishing(meeting=refused, at=timezone.now() + timedelta(days=1), by=None)
    refused.refresh_from_db()
    assert refused.publish_refused == ""


def test_the_job_publishes_what_is_due() -> None:
    meeting = due()
    tick = jobs._app().tasks["publish_due"]

    tick(timestamp=0)

    meeting.refresh_from_db()
    assert meeting.state == "published"


@pytest.mark.django_db(transaction=True)
def test_job_and_hand_at_the_same_instant_publish_once() -> None:
    meeting = due()
    make_item(day=make_day(meeting=meeting))
    ways = iter(["job", "hand"] * 4)

    def press() -> int | Meeting:
        return publish_due() if next(ways) == "job" else publish(meeting=meeting, by=None)

    results = race(press, times=8)

    counted = sum(one for one in results if isinstance(one, int))
    by_hand = sum(isinstance(one, Meeting) for one in results)
    refused = [one for one in results if isinstance(one, ValidationError)]
    assert counted + by_hand == 1
    assert len(refused) == 4 - by_hand
    assert meeting.releases.count() == 1


def test_a_plan_for_what_is_published_is_refused(desk: Client) -> None:
    meeting = make_meeting()

    answer = desk.post(address(meeting), {"on": "2037-01-05", "clock": "09:00"})

    assert "Only a draft can be published" in text_of(answer)
