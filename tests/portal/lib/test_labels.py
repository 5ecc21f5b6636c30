"""Names on a map never collide, whatever lies where."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from portal.lib.labels import Box, Wanted, place, width_of
from portal.lib.projection import Point

VIEW = Box(0, 0, 720, 500)
NAMES = st.sampled_from(
    ["Bo", "Porto", "Białystok", "Las Palmas de Gran Canaria", "İzmir", "MMWWW"]
)
POINTS = st.builds(Point, st.floats(-40, 760), st.floats(-40, 540))
WANTED = st.builds(
    Wanted, NAMES, POINTS, st.sampled_from([12.0, 20.0]), st.sampled_from([6.0, 14.0])
)


@given(wanted=st.lists(WANTED, max_size=40), dots=st.lists(POINTS, max_size=30))
def test_no_two_overlap_and_none_leaves_the_map(wanted: list[Wanted], dots: list[Point]) -> None:
    marks = [Box(one.point.x - 3, one.point.y - 3, 6, 6) for one in wanted]

    found = place(wanted, within=VIEW, marks=marks, better_free=dots)

    assert len(found) == len(wanted)
    boxes = [label.box for label in found if label]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(box.overlaps(mark) for box in boxes for mark in marks)
    assert all(box.is_inside(VIEW) for box in boxes)


@given(wanted=st.lists(WANTED, max_size=12))
def test_every_label_is_that_of_its_place(wanted: list[Wanted]) -> None:
    for one, label in zip(wanted, place(wanted, within=VIEW), strict=True):
        if label:
            near = Box(*one.point, 0, 0)
            reach = label.box.width + label.box.height + 2 * one.gap
            assert label.text == one.text
            assert abs(label.box.x - near.x) <= reach
            assert label.box.y <= label.y <= label.box.y + label.box.height


def test_a_name_goes_to_the_side_that_it_rather_has() -> None:
    point = Point(300, 200)

    (label,) = place([Wanted("Nantes", point, 12, 8, ("left",))], within=VIEW)

    assert label is not None
    assert label.anchor == "end"
    assert label.x == 292


def test_a_name_avoids_dots_where_it_can() -> None:
    point = Point(300, 200)

    (label,) = place(
        [Wanted("Nantes", point, 12, 8, ("left",))], within=VIEW, better_free=[Point(280, 200)]
    )

    assert label is not None
    assert label.anchor == "start"


def test_a_name_without_room_is_left_out() -> None:
    point = Point(300, 200)
    crowd = Box(200, 100, 200, 200)

    assert place([Wanted("Nantes", point, 12, 8)], within=VIEW, marks=[crowd]) == [None]


def test_width_grows_with_letters_and_size() -> None:
    assert width_of("Brno", 12) < width_of("Białystok", 12) < width_of("Białystok", 13)
