"""Title lines: one group, several, a forum, or none."""

import pytest

from tests.visits.archive.pages import passage
from visits.archive.titles import Heading, read_heading

KNOWN = ["Mobility", "Housing", "Culture and sport", "Sport", "Culture", "Cohesion"]


def heading(line: str, known: list[str] = KNOWN) -> Heading:
    return read_heading([passage(line)], "EUROCITIES", known)


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("Working group mobility: Title", ["mobility"]),
        ("Working groups water and air: Title", ["water", "air"]),
        (
            "Working groups mobility, housing and cohesion: Title",
            ["mobility", "housing", "cohesion"],
        ),
        ("WGs housing, cohesion & mobility – Title", ["housing", "cohesion", "mobility"]),
        (
            "Joint meeting of WG mobility, WG housing and WG cohesion: Title",
            ["mobility", "housing", "cohesion"],
        ),
        ("Working groups water, air and soil: Title", []),
        ("Working groups mobility, housing and soil: Title", []),
        # Either culture and sport, or the group of both.
        ("Working groups mobility, culture and sport: Title", []),
    ],
)
def test_groups_are_told_apart_only_where_there_is_one_way(line: str, groups: list[str]) -> None:
    read = heading(line)

    assert [fact.value for fact in read.groups] == groups
    assert [problem.about for problem in read.problems] == ([] if groups else ["group"])
    assert read.title is not None
    assert read.title.value == "Title"


def test_a_known_name_with_and_in_it_is_not_cut() -> None:
    known = ["culture and sport", "housing"]

    read = heading("Working groups housing, culture and sport: Title", known)

    assert [fact.value for fact in read.groups] == ["housing", "culture and sport"]


@pytest.mark.parametrize(
    ("line", "forum", "title"),
    [
        ("EUROCITIES culture forum: Spaces", "culture", "Spaces"),
        ("Economic development forum meeting in Ghent – Jobs", "Economic development", "Jobs"),
        ("The forum: Spaces", None, "The forum: Spaces"),
        ("What the next forum brought: Spaces", None, "What the next forum brought: Spaces"),
        ("Working group forum theatre: Plays", None, "Plays"),
    ],
)
def test_a_forum_stands_before_the_colon(line: str, forum: str | None, title: str) -> None:
    read = heading(line)

    assert (read.forum.value if read.forum else None) == forum
    assert read.title is not None
    assert read.title.value == title


def test_a_long_title_is_read_whole() -> None:
    read = heading(f"Working group mobility: {'x' * 400}")

    assert read.title is not None
    assert len(read.title.value) == 400
