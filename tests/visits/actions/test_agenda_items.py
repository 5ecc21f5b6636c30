from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_day, make_document, make_item, make_meeting
from tests.visits.actions.agendas import (
    SECOND,
    day_of,
    item_of,
    lines,
    make_agenda,
)
from visits.actions.agenda_days import add_day
from visits.actions.agenda_items import (
    add_item,
    cancel_item,
    duplicate_item,
    edit_item,
    move_item,
    remove_item,
)
from visits.actions.agenda_speakers import add_speaker
from visits.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_agenda(
        "09:00 10:00 Welcome", "10:00 11:00 @A Walk", "10:00 11:30 @B Talk", "12:00 13:00 Lunch"
    )


# Adding ------------------------------------------------------------------------------------------


def test_add_item_may_pass_midnight(meeting: Meeting) -> None:
    item = add_item(
        day=day_of(meeting), title="Night walk", starts=time(23), ends=time(0, 30), by=None
    )

    assert item.ends_next_day
    assert (item.ends_at - item.starts_at).total_seconds() == 90 * 60


def test_add_item_over_a_clock_change_is_as_long_as_it_is() -> None:
    on = date(2027, 3, 28)
    meeting = make_meeting(starts_on=on, ends_on=on, time_zone="Europe/Prague")
    day = make_day(meeting=meeting, on=on)

    item = add_item(day=day, title="Short night", starts=time(1, 0), ends=time(4, 0), by=None)

    assert item.ends_at.timestamp() - item.starts_at.timestamp() == 2 * 3600


def test_add_item_cleans_its_description(meeting: Meeting) -> None:
    item = add_item(
        day=day_of(meeting),
        title="Visit",
        starts=time(9),
        ends=time(10),
        description="<p>Bring<img src=x onerror=y> boots</p>",
        by=None,
    )

    assert item.description == "<p>Bring boots</p>"


def test_add_item_shifts_all_that_follows_by_what_the_first_would_overlap(meeting: Meeting) -> None:
    add_item(
        day=day_of(meeting),
        title="Tour",
        starts=time(9, 45),
        ends=time(10, 15),
        shifts_following=True,
        by=None,
    )

    assert lines(meeting) == [
        "09:00 10:00 Welcome",
        "09:45 10:15 Tour",
        "10:15 11:15 @A Walk",
        "10:15 11:45 @B Talk",
        "12:15 13:15 Lunch",
    ]


def test_add_item_to_a_track_shifts_that_track_alone(meeting: Meeting) -> None:
    add_item(
        day=day_of(meeting),
        title="Bus",
        starts=time(10),
        ends=time(10, 20),
        track="A",
        shifts_following=True,
        by=None,
    )

    assert lines(meeting) == [
        "09:00 10:00 Welcome",
        "10:00 10:20 @A Bus",
        "10:00 11:30 @B Talk",
        "10:20 11:20 @A Walk",
        "12:00 13:00 Lunch",
    ]


def test_add_item_that_would_push_another_over_midnight_changes_nothing(meeting: Meeting) -> None:
    make_item("Bar", day=day_of(meeting), starts=time(22), ends=time(23))
    before = lines(meeting)

    with pytest.raises(ValidationError, match="“Bar” would begin after midnight, at 01:00"):
        add_item(
            day=day_of(meeting),
            title="Film",
            starts=time(9),
            ends=time(12),
            shifts_following=True,
            by=None,
        )

    assert lines(meeting) == before


def test_what_is_shifted_may_end_after_midnight(meeting: Meeting) -> None:
    make_item("Bar", day=day_of(meeting), starts=time(22), ends=time(23, 30))

    move_item(
        item=item_of(meeting, "Lunch"),
        starts=time(13),
        ends=time(14),
        moves_following=True,
        by=None,
    )

    bar = item_of(meeting, "Bar")
    assert (bar.starts, bar.ends, bar.ends_next_day) == (time(23), time(0, 30), True)


# Editing and moving ------------------------------------------------------------------------------


def edit(item: AgendaItem, *, version: int | None = None, **changed: object) -> AgendaItem:
    names = ("title", "kind", "starts", "ends", "place", "track", "description")
    fields = {name: getattr(item, name) for name in names} | changed
    return edit_item(item=item, version=version, by=None, **fields)


def test_edit_item_moves_what_follows_by_as_much_as_its_end_moves(meeting: Meeting) -> None:
    edit(
        item_of(meeting, "Welcome"),
        title="Good morning",
        starts=time(9, 15),
        ends=time(10, 30),
        moves_following=True,
    )

    assert lines(meeting) == [
        "09:15 10:30 Good morning",
        "10:30 11:30 @A Walk",
        "10:30 12:00 @B Talk",
        "12:30 13:30 Lunch",
    ]


def test_edit_item_leaves_what_follows_alone_unless_asked(meeting: Meeting) -> None:
    edit(item_of(meeting, "Welcome"), ends=time(10, 30))

    assert lines(meeting)[1:] == [
        "10:00 11:00 @A Walk",
        "10:00 11:30 @B Talk",
        "12:00 13:00 Lunch",
    ]


def test_edit_item_of_an_older_version_is_refused_and_nothing_changes(meeting: Meeting) -> None:
    item = item_of(meeting, "Welcome")
    edit(item, version=0, title="Good morning")

    with pytest.raises(ValidationError, match="changed meanwhile") as refused:
        edit(item, version=0, title="Hello")

    assert refused.value.code == "changed"
    assert item_of(meeting, "Good morning").version == 1


def test_an_item_that_was_removed_is_refused_by_its_title(meeting: Meeting) -> None:
    item = item_of(meeting, "Lunch")
    remove_item(item=item_of(meeting, "Lunch"), by=None)

    with pytest.raises(ValidationError, match="“Lunch” was removed meanwhile") as refused:
        cancel_item(item=item, reason="Rain.", by=None)

    assert refused.value.code == "gone"


def test_move_item_keeps_what_hangs_on_it_across_days_and_tracks(meeting: Meeting) -> None:
    second = add_day(meeting=meeting, on=SECOND, by=None)
    item = item_of(meeting, "Walk")
    document = make_document(meeting=meeting, item=item)
    add_speaker(item=item, name="Renato Galliano", by=None)

    moved = move_item(
        item=item, day=second, track="B", starts=time(14), ends=time(15), version=1, by=None
    )

    moved.refresh_from_db()
    assert (moved.pk, moved.uid) == (item.pk, item.uid)
    assert lines(meeting, SECOND) == ["14:00 15:00 @B Walk"]
    assert list(moved.documents.all()) == [document]
    assert [str(speaker) for speaker in moved.speakers.all()] == ["Renato Galliano"]


def test_move_item_to_another_day_makes_room_there_when_asked(meeting: Meeting) -> None:
    make_agenda("09:00 10:00 Ideas", "10:30 11:30 Plans", on=SECOND, meeting=meeting)

    move_item(
        item=item_of(meeting, "Lunch"),
        day=day_of(meeting, SECOND),
        starts=time(9),
        ends=time(9, 45),
        moves_following=True,
        by=None,
    )

    assert lines(meeting, SECOND) == ["09:00 09:45 Lunch", "09:45 10:45 Ideas", "11:15 12:15 Plans"]


def test_move_item_to_another_meeting_is_refused(meeting: Meeting) -> None:
    elsewhere = make_day(meeting=make_meeting())

    with pytest.raises(ValidationError, match="another meeting"):
        move_item(
            item=item_of(meeting, "Lunch"), day=elsewhere, starts=time(9), ends=time(10), by=None
        )


def test_duplicate_item_comes_right_behind_it_and_pushes_what_it_must(meeting: Meeting) -> None:
    duplicate_item(item=item_of(meeting, "Walk"), by=None)
    duplicate_item(item=item_of(meeting, "Welcome"), by=None)

    # The second hour of the walk and the talk go an hour later, and use up what was free before lunch.
    assert lines(meeting) == [
        "09:00 10:00 Welcome",
        "10:00 11:00 Welcome",
        "11:00 12:00 @A Walk",
        "11:00 12:30 @B Talk",
        "12:00 13:00 @A Walk",
        "13:00 14:00 Lunch",
    ]


def test_duplicate_item_to_another_day_keeps_its_times(meeting: Meeting) -> None:
    second = add_day(meeting=meeting, on=SECOND, by=None)

    duplicate_item(item=item_of(meeting, "Walk"), day=second, by=None)

    assert lines(meeting, SECOND) == ["10:00 11:00 @A Walk"]
