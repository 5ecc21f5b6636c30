import time as clock
from datetime import date, time

import pytest

from tests.factories import make_day, make_draft, make_item, make_meeting, make_person, make_release
from tests.visits.actions.agendas import FIRST, SECOND, THIRD, day_of, item_of, make_agenda
from visits.agenda_warnings import warnings
from visits.draft import Draft
from visits.models import AgendaItem, Meeting, Speaker

pytestmark = pytest.mark.django_db


def said(meeting: Meeting, kind: str) -> list[str]:
    return [warning.sentence for warning in warnings(Draft.of(meeting)) if warning.kind == kind]


def speak(meeting: Meeting, title: str, **fields: object) -> None:
    Speaker.objects.create(item=item_of(meeting, title), **fields)


def test_an_agenda_without_faults_is_not_warned_of() -> None:
    meeting = make_agenda(
        "09:00 12:00 Welcome", "12:00 13:00 Lunch", "13:00 15:00 @A Walk", "13:00 15:00 @B Talk"
    )
    AgendaItem.objects.filter(title="Lunch").update(kind="meal")
    make_release(meeting)

    assert warnings(Draft.of(meeting)) == []


# Two items ---------------------------------------------------------------------------------------


def test_overlap_in_one_track_also_over_midnight() -> None:
    meeting = make_agenda(
        "09:00 12:00 Fair",
        "10:00 11:00 Speech",
        "11:30 12:30 Walk",
        "10:00 11:00 @A Talk",
        "23:00 02:00 Bar",
    )
    make_agenda("01:00 03:00 Stars", on=SECOND, meeting=meeting)

    assert said(meeting, "overlap") == [
        "“Fair” (09:00–12:00) and “Speech” (10:00–11:00) overlap on Tuesday 1 June.",
        "“Fair” (09:00–12:00) and “Walk” (11:30–12:30) overlap on Tuesday 1 June.",
        "“Bar” (23:00–02:00) and “Stars” (01:00–03:00) overlap on Wednesday 2 June.",
    ]


def test_what_is_cancelled_overlaps_nothing() -> None:
    meeting = make_agenda("09:00 12:00 Fair", "10:00 11:00 Speech")
    AgendaItem.objects.filter(title="Fair").update(
        cancelled_at=meeting.created_at, cancel_reason="Rain."
    )

    assert said(meeting, "overlap") == []


def test_a_speaker_at_two_items_at_once_by_person_and_by_name() -> None:
    meeting = make_agenda("13:15 15:00 @A Visit", "14:30 16:00 @B Talk", "15:00 16:00 @C Tour")
    person = make_person("Zoë from Łódź")
    speak(meeting, "Visit", person=person)
    speak(meeting, "Talk", name="zoe from Lodz")
    speak(meeting, "Tour", person=person)

    assert said(meeting, "speaker") == [
        "Zoë from Łódź speaks at “Visit” (13:15–15:00) and at “Talk” (14:30–16:00) on Tuesday 1 June.",
        "Zoë from Łódź speaks at “Talk” (14:30–16:00) and at “Tour” (15:00–16:00) on Tuesday 1 June.",
    ]


def test_a_speaker_at_two_items_of_one_room_is_not_in_two() -> None:
    meeting = make_agenda("13:00 15:00 @A Visit", "14:00 16:00 @B Talk")
    AgendaItem.objects.update(place="Room 1")
    speak(meeting, "Visit", name="Renato Galliano")
    speak(meeting, "Talk", name="Renato Galliano")

    assert said(meeting, "speaker") == []


# A day -------------------------------------------------------------------------------------------


def test_a_day_outside_the_meetings_days() -> None:
    meeting = make_agenda("09:00 10:00 Welcome", on=THIRD)

    assert said(meeting, "outside") == [
        "Thursday 3 June is outside the meeting's days, 1–2 June 2027: it cannot be released so."
    ]


def test_a_gap_of_more_than_an_hour_in_all_tracks() -> None:
    meeting = make_agenda(
        "09:00 10:00 Welcome",
        "11:00 12:00 @A Walk",
        "11:00 13:30 @B Talk",
        "14:31 15:00 @A Bus",
    )

    assert said(meeting, "gap") == ["Tuesday 1 June: nothing is planned from 13:30 to 14:31."]


def test_seven_hours_without_a_meal() -> None:
    meeting = make_agenda("09:00 12:00 Welcome", "12:00 13:00 Lunch", "13:00 20:00 Visit")
    without = "Tuesday 1 June: there is no meal between 09:00 and 20:00."
    assert said(meeting, "meal") == [without]

    AgendaItem.objects.filter(title="Lunch").update(kind="meal")
    assert said(meeting, "meal") == ["Tuesday 1 June: there is no meal between 13:00 and 20:00."]

    AgendaItem.objects.filter(title="Visit").update(ends=time(19, 55))
    assert said(meeting, "meal") == []


# Clocks ------------------------------------------------------------------------------------------


def night(zone: str, *, spring: bool = True) -> Meeting:
    on = date(2027, 3, 28) if spring else date(2027, 10, 31)
    meeting = make_meeting(starts_on=on, ends_on=on, time_zone=zone)
    return make_agenda("01:00 02:30 Night walk", "09:00 10:00 Coffee", on=on, meeting=meeting)


def test_a_time_that_clocks_skip() -> None:
    assert said(night("Europe/Prague"), "clock") == [
        "On Sunday 28 March 2027 clocks go forward by 60 minutes.",
        "“Night walk”: there is no 02:30 on Sunday 28 March, since clocks go forward.",
    ]


def test_a_time_that_comes_twice() -> None:
    assert said(night("Europe/Prague", spring=False), "clock") == [
        "On Sunday 31 October 2027 clocks go back by 60 minutes.",
        "“Night walk”: it is 02:30 twice on Sunday 31 October, since clocks go back.",
    ]


def test_where_clocks_never_change_nothing_is_said_of_them() -> None:
    assert said(night("Atlantic/Reykjavik"), "clock") == []


# Releases ----------------------------------------------------------------------------------------


def test_nothing_released_yet_and_nothing_since_the_last_change() -> None:
    meeting = make_agenda("09:00 10:00 Welcome", "10:00 11:00 Walk")
    assert said(meeting, "unreleased") == [
        "This agenda has not been released yet: readers do not see it."
    ]

    make_release(meeting)
    assert said(meeting, "unreleased") == []

    AgendaItem.objects.filter(title="Walk").update(title="Stroll")
    assert said(meeting, "unreleased") == [
        "1 change since release 1 is not released: readers do not see it."
    ]


def test_a_draft_has_nothing_to_release() -> None:
    meeting = make_draft(starts_on=FIRST)
    make_item(day=make_day(meeting=meeting))

    assert said(meeting, "unreleased") == []


def test_rules_of_clocks_that_changed_after_the_agenda_was_typed_leave_its_times_alone() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")
    release = make_release(meeting)
    assert said(meeting, "rules") == []

    # As if the country had been an hour behind when it was released.
    release.content["days"][0]["utc_offset"] -= 60
    release.save()

    assert said(meeting, "rules") == [
        "The rules of clocks changed: 09:00 on 1 June is now an hour earlier in universal time than when release 1 was made. Calendars are told at the next release."
    ]
    assert item_of(meeting, "Welcome").starts == time(9)
    make_release(meeting)
    assert said(meeting, "rules") == []


def test_a_release_from_before_offsets_were_kept_counts_as_made_by_todays_rules() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")
    release = make_release(meeting)
    del release.content["days"][0]["utc_offset"]
    release.save()

    assert said(meeting, "rules") == []


# All of it ---------------------------------------------------------------------------------------


def test_warnings_of_150_items_take_20_milliseconds() -> None:
    meeting = make_agenda(meeting=make_meeting(starts_on=FIRST))
    day = day_of(meeting)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            day=day,
            title=f"Item {number}",
            starts=time(9 + number // 20, number % 20 * 2),
            ends=time(10 + number // 20, number % 20 * 2),
            track=f"{number % 20}",
        )
        for number in range(150)
    )
    Speaker.objects.bulk_create(Speaker(item=item, name=f"Speaker {item.pk}") for item in items)
    make_release(meeting)
    draft = Draft.of(meeting)
    warnings(draft)

    started = clock.process_time()
    found = warnings(Draft(draft.meeting, draft.days, draft.release, draft.by_id))

    assert clock.process_time() - started < 0.02
    assert {warning.kind for warning in found} == {"meal"}
