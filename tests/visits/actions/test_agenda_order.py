from typing import Literal

import pytest
from django.core.exceptions import ValidationError

from tests.visits.actions.agendas import SECOND, day_of, item_of, lines, make_agenda
from visits.actions.agenda_order import place_item, shift_from, step_item
from visits.models import Meeting

pytestmark = pytest.mark.django_db

LINES = (
    "09:00 10:00 Welcome",
    "10:00 10:30 Coffee",
    "10:30 12:00 Visit",
    "13:00 14:00 Lunch",
    "14:00 15:00 @A Walk",
    "14:00 16:00 @B Talk",
    "15:00 16:00 @A Bus",
)


@pytest.fixture
def meeting() -> Meeting:
    return make_agenda(*LINES)


def place(
    meeting: Meeting,
    title: str,
    before: str | None,
    *,
    track: str | None = None,
    version: int | None = None,
) -> None:
    place_item(
        item=item_of(meeting, title),
        day=day_of(meeting),
        before=item_of(meeting, before) if before else None,
        track=track,
        version=version,
        by=None,
    )


def test_place_item_takes_the_place_and_what_follows_goes_on_as_far_as_it_must(
    meeting: Meeting,
) -> None:
    place(meeting, "Lunch", "Coffee")

    # The hour free after the visit, and that which lunch leaves, take up what is pushed.
    assert lines(meeting) == [
        "09:00 10:00 Welcome",
        "10:00 11:00 Lunch",
        "11:00 11:30 Coffee",
        "11:30 13:00 Visit",
        *LINES[4:],
    ]


def test_place_item_later_in_its_day_leaves_a_gap_behind(meeting: Meeting) -> None:
    place(meeting, "Welcome", "Lunch")

    assert lines(meeting) == [
        "10:00 10:30 Coffee",
        "10:30 12:00 Visit",
        "13:00 14:00 Welcome",
        "14:00 15:00 Lunch",
        "15:00 16:00 @A Walk",
        "15:00 17:00 @B Talk",
        "16:00 17:00 @A Bus",
    ]


def test_place_item_in_a_track_pushes_that_track_alone(meeting: Meeting) -> None:
    place(meeting, "Coffee", "Bus")

    assert item_of(meeting, "Coffee").track == "A"
    assert lines(meeting)[3:] == [
        "14:00 15:00 @A Walk",
        "14:00 16:00 @B Talk",
        "15:00 15:30 @A Coffee",
        "15:30 16:30 @A Bus",
    ]


def test_place_item_at_the_end_of_a_track_and_of_another_day(meeting: Meeting) -> None:
    make_agenda("09:00 09:30 Ideas", on=SECOND, meeting=meeting)

    place(meeting, "Coffee", None, track="B")
    place_item(item=item_of(meeting, "Welcome"), day=day_of(meeting, SECOND), before=None, by=None)

    assert lines(meeting)[-1] == "16:00 16:30 @B Coffee"
    assert lines(meeting, SECOND) == ["09:00 09:30 Ideas", "09:30 10:30 Welcome"]


@pytest.mark.parametrize(
    ("title", "before", "track"),
    [("Coffee", "Visit", None), ("Visit", "Lunch", None), ("Bus", None, "A"), ("Bus", "Bus", None)],
)
def test_place_item_where_it_is_already_moves_nothing(
    meeting: Meeting, title: str, before: str | None, track: str | None
) -> None:
    place(meeting, title, before, track=track)

    assert lines(meeting) == list(LINES)


def test_place_item_of_an_older_version_is_refused(meeting: Meeting) -> None:
    place(meeting, "Welcome", "Lunch", version=0)

    with pytest.raises(ValidationError, match="changed meanwhile"):
        place(meeting, "Welcome", "Coffee", version=0)


@pytest.mark.parametrize(
    ("title", "direction", "expected"),
    [
        ("Coffee", "earlier", ["09:00 09:30 Coffee", "09:30 10:30 Welcome", *LINES[2:]]),
        # The hour before lunch stays between the two.
        (
            "Visit",
            "later",
            [*LINES[:2], "10:30 11:30 Lunch", "12:30 14:00 Visit", *LINES[4:]],
        ),
        ("Bus", "earlier", [*LINES[:4], "14:00 15:00 @A Bus", LINES[5], "15:00 16:00 @A Walk"]),
    ],
)
def test_step_item_exchanges_places_with_its_neighbour(
    meeting: Meeting, title: str, direction: Literal["earlier", "later"], expected: list[str]
) -> None:
    step_item(item=item_of(meeting, title), direction=direction, by=None)

    assert lines(meeting) == expected


def test_step_item_of_two_that_overlap_puts_one_behind_the_other() -> None:
    meeting = make_agenda("09:00 12:00 Fair", "10:00 11:00 Speech")

    step_item(item=item_of(meeting, "Speech"), direction="earlier", by=None)

    assert lines(meeting) == ["09:00 10:00 Speech", "10:00 13:00 Fair"]


@pytest.mark.parametrize(("title", "direction"), [("Welcome", "earlier"), ("Talk", "later")])
def test_step_item_beyond_its_day_is_refused(
    meeting: Meeting, title: str, direction: Literal["earlier", "later"]
) -> None:
    with pytest.raises(ValidationError, match="of its day already") as refused:
        step_item(item=item_of(meeting, title), direction=direction, by=None)

    assert refused.value.code == "edge"


def test_shift_from_takes_what_follows_along(meeting: Meeting) -> None:
    shift_from(item=item_of(meeting, "Visit"), minutes=-15, by=None)
    shift_from(item=item_of(meeting, "Walk"), minutes=30, by=None)

    assert lines(meeting) == [
        *LINES[:2],
        "10:15 11:45 Visit",
        "12:45 13:45 Lunch",
        "13:45 15:45 @B Talk",
        "14:15 15:15 @A Walk",
        "15:15 16:15 @A Bus",
    ]


def test_shift_from_before_midnight_is_refused(meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="on the day before, at 23:00"):
        shift_from(item=item_of(meeting, "Welcome"), minutes=-600, by=None)

    assert lines(meeting) == list(LINES)
