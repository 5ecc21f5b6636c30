"""A folder of pages in one go: order, links, what is refused, and a second run that changes nothing."""

import os
from datetime import date
from pathlib import Path

import pytest

from members.models import Group
from portal.archive.folder import Import, import_pages, pages_of
from portal.archive.outcome import Result
from portal.archive.records import known_cities
from portal.archive.reports import as_text
from tests.once import have_cities
from tests.portal.archive.whole import (
    FOLDER,
    REFUSED,
    Done,
    every_row,
    import_all,
    import_texts,
)
from visits.actions.meetings import describe_meeting
from visits.archive.facts import Table
from visits.archive.page import read_page
from visits.models import AgendaItem, Meeting, Release

pytestmark = pytest.mark.django_db

BRNO = (
    "Working group noise: Quiet nights\n\nOn 2-3 May 2018, Brno hosted a study visit.\n\n{last}\n"
)
GHENT = "Working group noise: Loud days\n\nOn {days}, Ghent hosted a meeting.\n"


@pytest.fixture(autouse=True)
def _cities() -> None:
    have_cities()


def test_a_dry_run_finds_what_a_run_does_and_a_second_run_changes_nothing_at_all() -> None:
    """Of the whole folder three times, which takes the longest of all tests of imports."""
    empty = every_row()

    dry = import_all(is_dry_run=True)

    assert every_row() == empty
    done = import_all()
    every_page_is_imported_but_those_that_name_no_meeting(done)
    assert [outcome.result for _, outcome in dry] == [outcome.result for _, outcome in done]
    before = every_row()
    again = import_all()
    assert {outcome.result for _, outcome in again} == {Result.UNCHANGED, Result.REFUSED}
    assert every_row() == before


def every_page_is_imported_but_those_that_name_no_meeting(done: Done) -> None:
    assert {page.path.name for page, outcome in done if outcome.result == Result.REFUSED} == REFUSED
    others = [outcome.result for page, outcome in done if page.path.name not in REFUSED]
    assert set(others) == {Result.NEW, Result.UPDATED}


def test_pages_come_by_the_start_of_their_meetings() -> None:
    pages = pages_of([FOLDER])

    days = [page.starts_on for page in pages]
    undated = [page.path.name for page in pages if page.starts_on is None]
    assert undated == ["no-year.txt", "rotterdam-2018.txt", "tallinn-cancelled.txt"]
    assert days == [*sorted(day for day in days if day), None, None, None]


def test_an_announced_meeting_is_told_by_its_own_page() -> None:
    import_all(FOLDER / "gothenburg-2017.txt", FOLDER / "utrecht-2017.txt")

    gothenburg = Meeting.objects.get(slug="gothenburg-2017-06")
    assert gothenburg.follows == Meeting.objects.get(slug="utrecht-2017-04")
    assert (gothenburg.title, gothenburg.dates) == ("Clauses that work", "fixed")
    tallinn = Meeting.objects.get(follows=gothenburg)
    assert (tallinn.slug, tallinn.state, tallinn.month_on) == (
        "tallinn-2017-11",
        "draft",
        date(2017, 11, 1),
    )


@pytest.mark.parametrize("announced", ["in Ghent in October", "in Ghent in the autumn"])
def test_a_meeting_announced_without_days_is_told_by_its_own_page(
    tmp_path: Path, announced: str
) -> None:
    import_texts(
        tmp_path,
        a=GHENT.format(days="11-12 October 2018"),
        b=BRNO.format(last=f"The next meeting will take place {announced}."),
    )

    ghent = Meeting.objects.get(slug="ghent-2018-10")
    assert (ghent.title, ghent.starts_on) == ("Loud days", date(2018, 10, 11))
    assert ghent.follows == Meeting.objects.get(slug="brno-2018-05")
    assert Meeting.objects.count() == 2


def test_a_meeting_in_another_month_than_announced_is_another(tmp_path: Path) -> None:
    import_texts(
        tmp_path,
        a=GHENT.format(days="11-12 December 2018"),
        b=BRNO.format(last="The next meeting will take place in Ghent in October."),
    )

    assert Meeting.objects.get(slug="ghent-2018-12").follows is None
    assert Meeting.objects.get(slug="ghent-2018-10").is_draft


def test_a_joint_page_adds_groups_hosts_and_screens_to_what_one_group_announced(
    tmp_path: Path,
) -> None:
    import_texts(
        tmp_path,
        a=BRNO.format(last="The next meeting will take place in Ghent on 11-12 October."),
        b="Working groups dust and noise: All\n\nOn 11-12 October 2018, Ghent and Lille hosted a hybrid meeting.\n",
    )

    ghent = Meeting.objects.get(slug="ghent-2018-10")
    assert (ghent.title, ghent.mode, str(ghent.lead_group)) == ("All", "hybrid", "Noise")
    assert [group.name for group in ghent.joint_groups.all()] == ["Dust"]
    assert [row.city.name for row in ghent.host_rows.all()] == ["Ghent", "Lille"]


def test_a_table_added_to_a_page_becomes_an_agenda_that_is_released_once(tmp_path: Path) -> None:
    import_texts(tmp_path, a=BRNO.format(last=""))
    table = "Day\tTime\tSession\nDay 1\t9-10\tOpening\n"

    for last in ("", "Some words more."):
        outcome = import_texts(tmp_path, a=BRNO.format(last=f"{table}\n{last}"))["a"]

        assert outcome.result == Result.UPDATED
        assert AgendaItem.objects.get().title == "Opening"
        assert Release.objects.get().meeting.slug == "brno-2018-05"


def test_one_bad_page_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()

    outcomes = import_texts(
        tmp_path,
        binary="%PDF-1.7",
        long=GHENT.format(days="1 May 2018").replace("Loud days", "x" * 300),
        group=GHENT.format(days="2 May 2018").replace("noise", "noise " * 30),
        good=BRNO.format(last=""),
    )

    assert {name for name, outcome in outcomes.items() if outcome.result == Result.REFUSED} == {
        *("folder", "binary", "long", "group")
    }
    assert "cannot be read" in outcomes["folder"].sentences[0]
    assert outcomes["long"].sentences[0].startswith("The title has 300 signs, and")
    assert outcomes["group"].sentences[0].startswith("Name: ")
    assert Meeting.objects.get().slug == "brno-2018-05"
    assert [group.name for group in Group.objects.all()] == ["Noise"]


def test_two_pages_of_one_meeting_do_not_overwrite_each_other(tmp_path: Path) -> None:
    pages = {"a": BRNO.format(last="One."), "b": BRNO.format(last="Two.")}
    first = import_texts(tmp_path, **pages)
    before = every_row()

    again = import_texts(tmp_path, **pages)

    assert (first["a"].result, first["b"].result) == (Result.NEW, Result.REFUSED)
    assert "was read from a.txt already" in first["b"].sentences[0]
    assert (again["a"].result, again["b"].result) == (Result.UNCHANGED, Result.REFUSED)
    assert every_row() == before


def test_a_group_renamed_and_a_page_edited_since_change_nothing(tmp_path: Path) -> None:
    page = BRNO.format(last="It ended.")
    import_texts(tmp_path, a=page)
    Group.objects.update(name="Sound", name_key="sound")
    describe_meeting(meeting=Meeting.objects.get(), title="By hand", by=None)
    before = every_row()

    assert import_texts(tmp_path, a=page)["a"].result == Result.UNCHANGED
    assert every_row() == before


def test_a_group_that_a_page_names_alone_is_known_to_the_others(tmp_path: Path) -> None:
    joint = "Working groups noise, dust and light: All\n\nOn 3 May 2017, Riga hosted a meeting.\n"
    alone = {
        name: f"WG {name}: Alone\n\nOn {day} June 2018, Riga hosted a meeting.\n"
        for day, name in enumerate(("noise", "dust", "light"), start=1)
    }

    outcomes = import_texts(tmp_path, joint=joint, **alone)

    assert outcomes["joint"].result == Result.NEW
    meeting = outcomes["joint"].meeting
    assert meeting is not None
    assert [group.name for group in meeting.joint_groups.all()] == ["Dust", "Light"]


def test_names_that_are_no_text_are_imported_and_told_without_their_signs(tmp_path: Path) -> None:
    for name in (b"a\x1b[2J\n.txt", b"b\xff\xfe.txt"):
        number = 2 + name.startswith(b"b")
        page = GHENT.format(days=f"{number}-{number + 1} May 2018")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(page)

    done = import_pages(pages_of([tmp_path]), Import(), lambda _page, _outcome: None)

    assert [outcome.result for _, outcome in done] == [Result.NEW, Result.NEW]
    told = as_text(done, is_dry_run=False)
    assert "\x1b" not in told
    assert told.encode()


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "elsewhere.txt").symlink_to("/etc/passwd")

    pages = pages_of([tmp_path])

    assert [page.content for page in pages] == [None, None]
    assert all(page.trouble.endswith("it is no file of its own.") for page in pages)


def test_a_table_wider_than_any_page_is_not_one() -> None:
    wide = "a" + "\t" * 1000 + "b\n" + "b\tc\n" * 500

    read = read_page(GHENT.format(days="2-3 May 2018") + wide, cities=known_cities())

    assert (
        sum(
            len(row)
            for part in read.report
            if isinstance(part.value, Table)
            for row in part.value.rows
        )
        < 5000
    )
