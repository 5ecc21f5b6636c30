from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from portal.lib.richtext import from_paragraphs
from portal.models import LogEntry
from tests.factories import (
    make_city,
    make_day,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_person,
    make_staff,
)
from tests.racing import race
from visits.actions.meetings import (
    describe_meeting,
    draft_meeting,
    fix_dates,
    link_after,
    name_organiser,
    publish,
)
from visits.actions.reports import publish_report
from visits.models import Meeting, Release

pytestmark = pytest.mark.django_db

JUNE = {"starts_on": date(2027, 6, 1), "ends_on": date(2027, 6, 2)}


def draft(**fields: object) -> Meeting:
    given = {
        "title": "Homes",
        "kind": "study_visit",
        "lead_group": make_group(),
        "by": None,
    } | fields
    if "hosts" not in given:
        given["hosts"] = [make_city("Brno")]
    return draft_meeting(**given)  # type: ignore[arg-type]


def test_draft_meeting_takes_zone_and_address_from_its_first_host() -> None:
    hosts = [
        make_city("Brno", time_zone="Europe/Prague"),
        make_city("Riga", time_zone="Europe/Riga"),
    ]

    meeting = draft(hosts=hosts, dates="fixed", **JUNE)

    assert (meeting.slug, meeting.time_zone) == ("brno-2027-06", "Europe/Prague")
    assert [row.city.name for row in meeting.host_rows.all()] == ["Brno", "Riga"]
    assert meeting.is_draft


def test_draft_meeting_of_one_day_missing_is_refused() -> None:
    with pytest.raises(ValidationError, match="both the first and the last day"):
        draft(dates="fixed", starts_on=date(2027, 6, 1))

    assert not Meeting.objects.exists()


def test_fix_dates_of_a_draft_moves_its_address_along() -> None:
    meeting = draft(dates="tentative", month_on=date(2027, 5, 1))

    meeting = fix_dates(meeting=meeting, by=None, **JUNE)

    assert (meeting.dates, meeting.month_on, meeting.slug) == ("fixed", None, "brno-2027-06")
    assert meeting.sequence == 0


def test_fix_dates_of_a_published_meeting_keeps_its_address_and_counts_for_calendars() -> None:
    meeting = publish(meeting=draft(dates="tentative", month_on=date(2027, 5, 1)), by=None)

    meeting = fix_dates(meeting=meeting, by=None, **JUNE)

    assert (meeting.slug, meeting.sequence) == ("brno-2027-05", 1)
    assert meeting.original_days is None


def test_fix_dates_of_published_tentative_days_keeps_those_in_sight() -> None:
    tentative = {"starts_on": date(2027, 5, 4), "ends_on": date(2027, 5, 5)}
    meeting = publish(meeting=draft(dates="tentative", **tentative), by=None)

    meeting = fix_dates(meeting=meeting, by=None, **JUNE)

    assert meeting.original_days == tuple(tentative.values())


def test_fix_dates_that_are_fixed_and_published_is_refused() -> None:
    meeting = publish(meeting=draft(dates="fixed", **JUNE), by=None)

    with pytest.raises(ValidationError, match="fixed and published"):
        fix_dates(meeting=meeting, starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 2), by=None)


def test_fix_dates_that_leave_a_day_of_the_agenda_outside_is_refused() -> None:
    meeting = draft(dates="fixed", **JUNE)
    make_day(meeting=meeting, on=date(2027, 6, 2))

    with pytest.raises(ValidationError, match="outside the new dates"):
        fix_dates(meeting=meeting, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 1), by=None)

    meeting.refresh_from_db()
    assert meeting.ends_on == date(2027, 6, 2)


@pytest.mark.parametrize("state", ["reported", "cancelled"])
def test_fix_dates_of_a_meeting_that_is_over_is_refused(state: str) -> None:
    meeting = make_meeting(state=state)

    with pytest.raises(ValidationError, match="stay as they are"):
        fix_dates(meeting=meeting, by=None, **JUNE)


def test_publish_notes_who_and_when_and_the_dates_of_that_moment() -> None:
    staff = make_staff()

    meeting = publish(meeting=draft(dates="fixed", **JUNE), by=staff)

    meeting.refresh_from_db()
    assert meeting.state == "published"
    assert meeting.published_by == staff
    assert meeting.published_at is not None
    assert (meeting.published_starts_on, meeting.published_ends_on) == tuple(JUNE.values())
    assert (
        LogEntry.objects.filter(verb="publish", subject_id=meeting.pk, actor_id=staff.pk).count()
        == 1
    )


def test_publish_makes_release_1_of_an_agenda_with_items() -> None:
    meeting = draft(dates="fixed", **JUNE)
    make_item("Welcome", day=make_day(meeting=meeting, on=date(2027, 6, 1)))

    publish(meeting=meeting, by=None)

    release = meeting.releases.get()
    assert release.number == 1
    assert release.content["days"][0]["items"][0]["title"] == "Welcome"


def test_publish_without_items_makes_no_release() -> None:
    meeting = draft(dates="fixed", **JUNE)
    make_day(meeting=meeting, on=date(2027, 6, 1))

    publish(meeting=meeting, by=None)

    assert not Release.objects.exists()


def test_publish_with_a_day_outside_is_refused_whole() -> None:
    meeting = draft(dates="fixed", **JUNE)
    make_item(day=make_day(meeting=meeting, on=date(2027, 6, 9)))

    with pytest.raises(ValidationError, match="has a day outside"):
        publish(meeting=meeting, by=None)

    meeting.refresh_from_db()
    assert meeting.is_draft


def test_publish_without_a_host_is_refused_unless_online() -> None:
    with pytest.raises(ValidationError, match="Name the host city"):
        publish(meeting=draft(hosts=[]), by=None)

    assert publish(meeting=draft(hosts=[], mode="online"), by=None).state == "published"


@pytest.mark.parametrize("state", ["published", "reported", "cancelled"])
def test_publish_what_is_no_draft_is_refused(state: str) -> None:
    with pytest.raises(ValidationError, match="Only a draft"):
        publish(meeting=make_meeting(state=state), by=None)


@pytest.mark.django_db(transaction=True)
def test_publish_by_eight_at_once_happens_once() -> None:
    meeting = draft(dates="fixed", **JUNE)
    make_item(day=make_day(meeting=meeting, on=date(2027, 6, 1)))

    results = race(lambda: publish(meeting=meeting, by=None), times=8)

    assert sum(isinstance(result, Meeting) for result in results) == 1
    assert sum(isinstance(result, ValidationError) for result in results) == 7
    assert meeting.releases.count() == 1


def test_publish_report_of_a_held_meeting() -> None:
    meeting = make_meeting(
        starts_on=date(2017, 2, 23),
        ends_on=date(2017, 2, 24),
        report=from_paragraphs(["It was good."]),
    )

    meeting = publish_report(meeting=meeting, by=None)

    assert meeting.is_reported
    assert meeting.reported_at is not None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"report": ""}, "no report yet"),
        ({"report": "<p>Early.</p>", **JUNE}, "when the meeting is over"),
        ({"report": "<p>Draft.</p>", "state": "draft"}, "is published and has none yet"),
        ({"report": "<p>Again.</p>", "state": "reported"}, "is published and has none yet"),
    ],
)
def test_publish_report_too_early_or_without_one_is_refused(
    fields: dict[str, Any], sentence: str
) -> None:
    given = {"starts_on": date(2017, 2, 23), "ends_on": date(2017, 2, 24)} | fields
    meeting = make_meeting(**given)

    with pytest.raises(ValidationError, match=sentence):
        publish_report(meeting=meeting, by=None)


def test_describe_meeting_cleans_its_words_and_raises_the_version() -> None:
    meeting = make_draft("Old", venue="Town Hall")

    changed = describe_meeting(
        meeting=meeting, title="New", introduction="<p onclick='x'>Hi</p>", by=None
    )

    changed.refresh_from_db()
    assert (changed.title, changed.title_key, changed.introduction) == ("New", "new", "<p>Hi</p>")
    assert changed.venue == "Town Hall"
    assert changed.version == meeting.version + 1


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ({"title": "New"}, 1),
        ({"venue": "Library"}, 1),
        ({"introduction": "<p>New</p>"}, 0),
        ({}, 0),
    ],
)
def test_describe_meeting_counts_for_calendars_what_they_show(
    words: dict[str, str], more: int
) -> None:
    published, unpublished = make_meeting("Old"), make_draft("Old draft")

    for meeting in (published, unpublished):
        describe_meeting(meeting=meeting, by=None, **words)
        describe_meeting(meeting=meeting, by=None, **words)

    published.refresh_from_db()
    unpublished.refresh_from_db()
    assert (published.sequence, unpublished.sequence) == (more, 0)


def test_link_after_keeps_what_was_said_before() -> None:
    first, second, third = make_meeting(), make_meeting(), make_meeting()
    link_after(meeting=third, follows=second, by=None)

    link_after(meeting=third, follows=first, by=None)

    third.refresh_from_db()
    assert third.follows == second


def test_name_organiser_twice_is_refused_with_a_sentence() -> None:
    meeting, person = make_meeting(), make_person()
    name_organiser(meeting=meeting, person=person, by=None)

    with pytest.raises(ValidationError, match="already exists"):
        name_organiser(meeting=meeting, person=person, by=None)

    assert meeting.organisers.count() == 1
