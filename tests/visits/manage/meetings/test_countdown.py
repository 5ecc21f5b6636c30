"""The host's countdown: filled in from the last host, changed, ticked off by whom and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_city,
    make_draft,
    make_group,
    make_meeting,
    make_organiser,
    sign_in,
)
from tests.pages import read
from visits.models import CountdownStep, Meeting

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, more: str = "") -> str:
    return f"/manage/meetings/{meeting.slug}/countdown/{more}"


def brno(client: Client, **fields: Any) -> Meeting:
    """A meeting in ten weeks, with its organiser signed in."""
    starts_on = timezone.localdate() + timedelta(weeks=10)
    fields = {"hosts": fields.pop("hosts", None) or (make_city("Brno"),)} | fields
    fields = {"starts_on": starts_on} | fields
    meeting = make_meeting("Homes", **fields)
    sign_in(client, make_organiser(meeting, "Brno organiser"))
    return meeting


def make_step(meeting: Meeting, title: str = "Block rooms", weeks: int = 10, **fields: Any) -> Any:
    return CountdownStep.objects.create(meeting=meeting, title=title, weeks_before=weeks, **fields)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_usual_steps_are_offered_with_the_days_they_are_due(client: Client) -> None:
    meeting = brno(client)

    client.post(address(meeting, "fill/"), {"from": "usual"})

    weeks = list(meeting.countdown_steps.values_list("weeks_before", flat=True))
    page = read(client, address(meeting))
    due = timezone.localdate() + timedelta(weeks=4)
    assert weeks == [10, 6, 3, 1]
    assert f"{due:%-d %b %Y} {due:%A} 6 weeks before" in page.text
    assert "0 of 4 done" in page.text
    assert "Send visa letters" in page.headings


def test_the_last_hosts_steps_are_taken_over_with_their_notes_beside_them(client: Client) -> None:
    group = make_group()
    older = make_meeting("Older", lead_group=group, starts_on=timezone.localdate() - timedelta(600))
    make_step(older, "Older step")
    milan = make_meeting(
        "Milan",
        lead_group=group,
        hosts=(make_city("Milan"),),
        starts_on=timezone.localdate() - timedelta(200),
    )
    make_step(milan, note="Hotel Uno keeps rooms until six weeks before.", weeks=12)
    make_step(milan, "Badges", 2)
    make_step(make_draft(lead_group=group), "Not published")
    meeting = brno(client, lead_group=group)
    make_step(meeting, "BADGES", 1)

    offered = read(client, address(meeting)).section("From the last host, Milan")
    client.post(address(meeting, "fill/"))
    client.post(address(meeting, "fill/"))

    page = read(client, address(meeting))
    assert "Hotel Uno keeps rooms" in offered
    assert [step.title for step in meeting.countdown_steps.all()] == ["Block rooms", "BADGES"]
    assert meeting.countdown_steps.get(title="Block rooms").note == ""
    assert "Milan: Hotel Uno keeps rooms" in page.text


def test_the_last_host_of_the_same_city_is_asked_where_the_group_has_none(client: Client) -> None:
    city = make_city("Brno")
    make_step(make_meeting(hosts=(city,), starts_on=timezone.localdate() - timedelta(100)), "Tram")

    meeting = brno(client, hosts=(city,))

    assert "Tram" in read(client, address(meeting)).section("From the last host, Brno")


def test_a_step_is_done_by_whom_and_undone(client: Client) -> None:
    meeting = brno(client)
    step = make_step(meeting, weeks=12)
    late = read(client, address(meeting)).text

    client.post(address(meeting, f"{step.pk}/tick/"))

    done = read(client, address(meeting)).text
    assert "1 is late" in late
    assert "Block rooms late" in late
    assert "1 of 1 done" in done
    assert "Done by Brno organiser" in done
    client.post(address(meeting, f"{step.pk}/tick/"), {"undo": "1"})
    step.refresh_from_db()
    assert (step.done_at, step.done_by) == (None, None)


def test_steps_are_added_edited_and_taken_off(client: Client) -> None:
    meeting = brno(client)

    client.post(address(meeting), {"title": "Bus", "weeks_before": "2", "note": "Call Anna."})
    step = meeting.countdown_steps.get()
    twice = client.post(address(meeting), {"title": "Bus", "weeks_before": "1"})
    client.post(
        address(meeting, f"{step.pk}/"), {"title": "Bus, 50 seats", "weeks_before": 3, "version": 0}
    )

    step.refresh_from_db()
    assert "The countdown has this step already" in text_of(twice)
    assert (step.title, step.weeks_before, step.note) == ("Bus, 50 seats", 3, "")
    client.post(address(meeting, f"{step.pk}/off/"))
    assert not meeting.countdown_steps.exists()


def test_a_stale_step_is_shown_beside_what_was_typed(client: Client) -> None:
    meeting = brno(client)
    step = make_step(meeting, "Bus")
    CountdownStep.objects.filter(pk=step.pk).update(title="Coach", version=1)
    typed = {"title": "Tram", "weeks_before": "4", "version": "0"}

    refused = client.post(address(meeting, f"{step.pk}/"), typed)

    assert "Somebody changed this step meanwhile" in text_of(refused)
    assert "Coach, 10 weeks before" in text_of(refused)
    assert 'value="Tram"' in text_of(refused)
    again = typed | {"version": refused.context["form"]["version"].value()}
    client.post(address(meeting, f"{step.pk}/"), again)
    step.refresh_from_db()
    assert step.title == "Tram"


def test_without_days_weeks_are_counted_alone(client: Client) -> None:
    meeting = brno(client, dates="unknown", starts_on=None, ends_on=None)
    make_step(meeting)

    page = read(client, address(meeting)).text

    assert "The days are not known yet" in page
    assert "10 weeks before Block rooms" in page
    assert "late" not in page
