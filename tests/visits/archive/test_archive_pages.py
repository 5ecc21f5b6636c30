"""Every page of tests/archive_pages is understood as the expectation beside it says, and nothing more."""

import json
import re
from pathlib import Path

import pytest

from tests.visits.archive.pages import ROOT, known_cities
from tests.visits.archive.summary import summary
from visits.archive import Understanding
from visits.archive.explanation import explain
from visits.archive.facts import Bullets, Table
from visits.archive.lines import LINE_END, tidied
from visits.archive.page import read_bytes

FOLDER = ROOT / "tests" / "archive_pages"
PAGES = sorted(FOLDER.glob("*.txt"))
GROUPS = json.loads((FOLDER / "groups.json").read_text())
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def understood(page: Path, groups: list[str] = GROUPS) -> Understanding:
    return read_bytes(page.read_bytes(), cities=known_cities(), groups=groups)


def written(page: Path) -> list[str]:
    encoding = "latin-1" if page.stem == "malaga-2014" else "utf-8"
    return [tidied(line) for line in LINE_END.split(page.read_bytes().decode(encoding))]


def test_there_are_enough_pages() -> None:
    assert len(PAGES) >= 14


@every_page
def test_what_must_be_understood_is_and_nothing_more(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))

    assert summary(understood(page)) == expected


@every_page
def test_every_word_between_title_and_documents_stands_in_the_report(page: Path) -> None:
    read = understood(page)

    kept: list[str] = []
    for fact in read.report:
        if isinstance(fact.value, Table):
            kept += [cell for row in fact.value.rows for cell in row]
        else:
            kept += fact.value.items if isinstance(fact.value, Bullets) else [fact.value]
    words = " ".join(kept)
    for number in {line for fact in read.report for line in fact.lines}:
        # Signs of bullets and bars and rules of tables are drawn again by the page.
        signs = str.maketrans({"|": " ", "•": " ", "*": " "})
        line = re.sub(r"^\s*- |-{3,}", " ", written(page)[number - 1]).translate(signs)
        assert set(line.split()) <= set(words.split())


@every_page
def test_the_explanation_names_the_line_of_every_fact(page: Path) -> None:
    told = explain(understood(page))

    assert all("line" in line for line in told if not line.startswith("? "))


def test_groups_that_are_not_known_are_not_told_apart() -> None:
    read = understood(FOLDER / "joint-lisbon-2018.txt", groups=[])

    assert read.groups == ()
    assert not read.names_a_meeting
