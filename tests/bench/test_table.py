"""The table says what was measured, what was aimed at, and whether that is met."""

import pytest

from bench.table import Row, share, written


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (share("page", 50, 0.5), "met"),
        (share("page", 50, 0.499), "not met"),
        (Row("start", 1.5, "s", 1.5, "less"), "met"),
        (Row("start", 1.5, "s", 1.51, "less"), "not met"),
        (Row("rush", 30, "seats", 30, "neither"), "met"),
        (Row("rush", 30, "seats", 29, "neither"), "not met"),
        (Row("rush", 30, "seats", 31, "neither"), "not met"),
        (Row("file", 8, "%", None, "more", "nginx is not installed"), "left out"),
    ],
)
def test_met_or_not_met(row: Row, verdict: str) -> None:
    assert row.verdict == verdict


def test_columns_stand_under_one_another() -> None:
    table = written(
        [
            share("meeting page, stranger", 50, 0.5512, "3690 a second"),
            Row("cold page", 8, "requests", 5, "less"),
            Row("file", 8, "%", None, "more", "nginx is not installed"),
        ]
    )

    assert table.splitlines() == [
        "                        ours        target",
        "meeting page, stranger  55.1 %      at least 50 %       met       3690 a second",
        "cold page               5 requests  at most 8 requests  met",
        "file                                at least 8 %        left out  nginx is not installed",
    ]
