"""A decision that is cited anywhere is written down, under the number by which it is cited."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.sources import ROOT

DECISIONS = ROOT / "docs" / "decisions"
WHERE = (
    "*.md", "Makefile", "pyproject.toml", "bench/**/*", "soak/**/*", "docs/**/*", "documents/**/*", "members/**/*",
    "portal/**/*", "requirements/*", "static/**/*", "templates/**/*", "tests/**/*", "visits/**/*",
)  # fmt: skip
ENDINGS = {"", ".css", ".html", ".in", ".js", ".md", ".py", ".toml"}
# docs/decisions/0012, decisions/0012-how-files-are-answered.md, ADR 0012, decision 12 and decisions 12.
CITED = re.compile(r"(?:decisions/|\bADRs? |\b[Dd]ecisions? )(\d{2,4})\b(?!/)(-[\w-]+\.md)?")


def cited(text: str) -> Iterator[str]:
    """What a text cites: the number in four digits, with the rest of the name where it is given."""
    return (f"{number:0>4}{rest}" for number, rest in CITED.findall(text))


def written() -> set[str]:
    return {path.name for path in DECISIONS.glob("*.md")}


def files() -> Iterator[Path]:
    for pattern in WHERE:
        for path in ROOT.glob(pattern):
            if path.suffix in ENDINGS and path.is_file() and path != Path(__file__):
                yield path


def test_every_decision_that_is_cited_is_there() -> None:
    names = written()
    known = names | {name[:4] for name in names}

    missing = [
        f"{path.relative_to(ROOT)}: {decision}"
        for path in files()
        for decision in cited(path.read_text(encoding="utf-8"))
        if decision not in known
    ]

    assert missing == []


def test_each_decision_has_its_number_once_and_in_its_heading() -> None:
    numbers = [name[:4] for name in written()]
    headings = {
        name: re.match(r"# 0*(\d+)\b", (DECISIONS / name).read_text(encoding="utf-8"))
        for name in written()
    }

    assert sorted(numbers) == sorted(set(numbers))
    assert {name: found and int(found[1]) for name, found in headings.items()} == {
        name: int(name[:4]) for name in headings
    }


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("docs/decisions/0012 says why", ["0012"]),
        ("[why](decisions/0012-how-files-are-answered.md)", ["0012-how-files-are-answered.md"]),
        ("ADR 0012 and (decision 55)", ["0012", "0055"]),
        ("Commission Implementing Decision (EU) 2018/1523", []),
        ("a decision of 12 May", []),
    ],
)
def test_what_is_a_citation(text: str, decisions: list[str]) -> None:
    assert list(cited(text)) == decisions
