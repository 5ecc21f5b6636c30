"""Every package that is asked for has its reason written down."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
REASONS = CHECKOUT / "docs" / "decisions" / "0003-dependencies.md"


def asked_for(name: str) -> list[str]:
    lines = (CHECKOUT / "requirements" / f"{name}.in").read_text().splitlines()
    return [found[0] for line in lines if (found := re.match(r"[a-z0-9][a-z0-9-]*", line))]


def with_a_reason() -> set[str]:
    rows = re.findall(r"^\| ([a-z0-9].*?) \| .+ \|$", REASONS.read_text(), re.MULTILINE)
    return {
        re.sub(r" \(.*\)", "", word) for row in rows for word in re.split(r", (?![^(]*\))", row)
    }


@pytest.mark.parametrize("name", ["run", "demo", "test"])
def test_every_package_has_a_reason(name: str) -> None:
    assert set(asked_for(name)) - with_a_reason() == set()


def test_no_reason_is_kept_for_a_package_that_is_gone() -> None:
    asked = {package for name in ("run", "demo", "test") for package in asked_for(name)}

    assert with_a_reason() - asked == set()
