from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_city, make_day, make_draft, make_item, make_meeting, make_person
from tests.racing import race
from visits.actions.agenda import (
    add_day,
    add_item,
    add_speaker,
    cancel_item,
    move_item,
    release_agenda,
)
from visits.models import AgendaItem, Meeting, Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting(starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))


def test_add_day_twice_is_refused(meeting: Meeting) -> None:
    add_day(meeting=meeting, on=date(2027, 6, 1), by=None)

    with pytest.raises(ValidationError, match="has this day already"):
        add_day(meeting=meeting, on=date(2027, 6, 1), by=None)


def test_add_item_may_pass_midnight(meeting: Meeting) -> None:
    day = make_day(meeting=meeting, on=date(2027, 6, 1))

    item = add_item(day=day, title="Night walk", starts=time(23, 0), ends=time(0, 30), by=None)

    assert item.ends_next_day
    assert (item.ends_at - item.starts_at).total_seconds() == 90 * 60


def test_add_item_over_a_clock_change_is_as_long_as_it_is() -> None:
    meeting = make_meeting(
        starts_on=date(2027, 3, 28), ends_on=date(2027, 3, 28), time_zone="Europe/Prague"
    )
    day = make_day(meeting=meeting, on=date(2027, 3, 28))

    item = add_item(day=day, title="Short night", starts=time(1, 0), ends=time(4, 0), by=None)

    assert item.ends_at.timestamp() - item.starts_at.timestamp() == 2 * 3600


def test_add_item_cleans_its_description(meeting: Meeting) -> None:
    item = add_item(
        day=make_day(meeting=meeting),
        title="Visit",
        starts=time(9),
        ends=time(10),
        description="<p>Bring<img src=x onerror=y> boots</p>",
        by=None,
    )

    assert item.description == "<p>Bring boots</p>"


def test_add_speaker_is_a_person_or_a_name(meeting: Meeting) -> None:
    item = make_item(day=make_day(meeting=meeting))

    add_speaker(item=item, person=make_person("Riga representative"), by=None)
    add_speaker(item=item, name="Renato Galliano", city=make_city("Milan"), by=None)

    assert [str(speaker) for speaker in item.speakers.all()] == [
        "Riga representative",
        "Renato Galliano",
    ]
    with pytest.raises(ValidationError, match="is a person, or has a name"):
        add_speaker(item=item, by=None)


def test_move_item_keeps_its_id_and_uid_across_days(meeting: Meeting) -> None:
    first, second = (make_day(meeting=meeting, on=date(2027, 6, number)) for number in (1, 2))
    item = make_item(day=first)
    before = (item.pk, item.uid)

    moved = move_item(item=item, day=second, starts=time(14), ends=time(15), by=None)

    moved.refresh_from_db()
    assert (moved.pk, moved.uid) == before
    assert (moved.day, moved.starts) == (second, time(14))


def test_move_item_to_another_meeting_is_refused(meeting: Meeting) -> None:
    item, elsewhere = make_item(day=make_day(meeting=meeting)), make_day(meeting=make_meeting())

    with pytest.raises(ValidationError, match="another meeting"):
        move_item(item=item, day=elsewhere, starts=time(9), ends=time(10), by=None)


def test_cancel_item_keeps_it_with_its_reason_and_not_twice(meeting: Meeting) -> None:
    item = make_item(day=make_day(meeting=meeting))

    cancel_item(item=item, reason="The speaker is ill.", by=None)

    item.refresh_from_db()
    assert item.cancelled_at is not None
    assert item.cancel_reason == "The speaker is ill."
    with pytest.raises(ValidationError, match="cancelled already"):
        cancel_item(item=item, reason="Again.", by=None)


def test_cancel_item_without_a_reason_is_refused(meeting: Meeting) -> None:
    item = make_item(day=make_day(meeting=meeting))

    with pytest.raises(ValidationError, match="a time and a reason"):
        cancel_item(item=item, reason="", by=None)


def test_release_agenda_counts_on_and_leaves_earlier_ones_as_they_were(meeting: Meeting) -> None:
    item = make_item("Welcome", day=make_day(meeting=meeting, on=date(2027, 6, 1)))
    first = release_agenda(meeting=meeting, by=None)
    item.title = "Good morning"
    item.save()

    second = release_agenda(meeting=meeting, note="A new title.", is_small_correction=True, by=None)

    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    titles = [release.content["days"][0]["items"][0]["title"] for release in (first, second)]
    assert titles == ["Welcome", "Good morning"]


def test_release_agenda_of_a_draft_is_refused() -> None:
    with pytest.raises(ValidationError, match="Publish the meeting"):
        release_agenda(meeting=make_draft(), by=None)


def test_release_agenda_with_a_day_outside_is_refused(meeting: Meeting) -> None:
    make_item(day=make_day(meeting=meeting, on=date(2027, 6, 3)))

    with pytest.raises(ValidationError, match="outside the meeting"):
        release_agenda(meeting=meeting, by=None)

    assert not Release.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_release_agenda_by_six_at_once_gives_six_numbers() -> None:
    meeting = make_meeting(starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 1))
    make_item(day=make_day(meeting=meeting, on=date(2027, 6, 1)))

    results = race(lambda: release_agenda(meeting=meeting, by=None), times=6)

    assert sorted(result.number for result in results if isinstance(result, Release)) == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


@pytest.mark.django_db(transaction=True)
def test_cancel_item_by_six_at_once_happens_once() -> None:
    item = make_item(day=make_day(meeting=make_meeting()))

    results = race(lambda: cancel_item(item=item, reason="Rain.", by=None), times=6)

    assert sum(isinstance(result, AgendaItem) for result in results) == 1
    assert sum(isinstance(result, ValidationError) for result in results) == 5
    item.refresh_from_db()
    assert item.version == 1


def test_every_change_of_the_agenda_raises_the_version_of_its_meeting(meeting: Meeting) -> None:
    day = add_day(meeting=meeting, on=date(2027, 6, 1), by=None)
    item = add_item(day=day, title="Welcome", starts=time(9), ends=time(10), by=None)
    add_speaker(item=item, name="Renato Galliano", by=None)
    move_item(item=item, starts=time(10), ends=time(11), by=None)
    cancel_item(item=item, reason="Rain.", by=None)

    meeting.refresh_from_db()
    assert meeting.version == 5
