"""What people type for times, and lines that begin with their hours."""

from datetime import time

import pytest

from visits.forms.typed import Line, after, minutes_between, read_duration, read_line, read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("930", time(9, 30)),
        ("14", time(14)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("24:00", time(0)),
        ("24:01", None),
        ("9:60", None),
        ("13pm", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("45 min", 45),
        ("1:30", 90),
        ("1 h 30", 90),
        ("2h", 120),
        ("0", None),
        ("24:00", None),
        ("", None),
        ("long", None),
    ],
)
def test_durations(typed: str, minutes: int | None) -> None:
    assert read_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Welcome", Line("Welcome")),
        ("9.30-11 Welcome", Line("Welcome", time(9, 30), time(11))),
        ("14h00 – 15h30: Site visit", Line("Site visit", time(14), time(15, 30))),
        ("10-12 Uhr Rundgang", Line("Rundgang", time(10), time(12))),
        ("9:30 Welcome", Line("Welcome", time(9, 30))),
        ("2pm-3.30pm Coffee", Line("Coffee", time(14), time(15, 30))),
        ("3 cities tell", Line("3 cities tell")),
        ("25:00 Nothing", Line("25:00 Nothing")),
        ("9.30", Line("9.30")),
    ],
)
def test_lines(typed: str, line: Line) -> None:
    assert read_line(typed) == line


def test_past_midnight() -> None:
    assert after(time(23, 30), 60) == time(0, 30)
    assert minutes_between(time(23, 30), time(0, 30)) == 60
