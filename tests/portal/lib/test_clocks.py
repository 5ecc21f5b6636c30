"""Hours that clocks skip or say twice, and how far they are from UTC."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from portal.lib.clocks import changes, instant, offset_words

PRAGUE, REYKJAVIK = ZoneInfo("Europe/Prague"), ZoneInfo("Atlantic/Reykjavik")
FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("zone", "on", "words"),
    [
        ("Europe/Prague", date(2027, 1, 1), "UTC+1"),
        ("Europe/Prague", FORWARD, "UTC+2"),
        ("Atlantic/Reykjavik", FORWARD, "UTC"),
        ("Atlantic/Azores", date(2027, 1, 1), "UTC−1"),
        ("Asia/Kolkata", FORWARD, "UTC+5:30"),
    ],
)
def test_offset_words(zone: str, on: date, words: str) -> None:
    assert offset_words(ZoneInfo(zone), on) == words


def test_changes_name_the_day_and_by_how_much() -> None:
    around = [str(each) for each in changes(PRAGUE, date(2027, 3, 27), date(2027, 3, 29))]
    autumn = [str(each) for each in changes(PRAGUE, BACK, BACK)]

    assert around == ["On Sunday 28 March 2027 clocks go forward by 60 minutes."]
    assert autumn == ["On Sunday 31 October 2027 clocks go back by 60 minutes."]
    assert list(changes(REYKJAVIK, date(2027, 1, 1), date(2027, 12, 31))) == []


def test_instant_of_an_hour_that_is_skipped_or_doubled_is_refused() -> None:
    for on, sentence in ((FORWARD, "There is no 02:30"), (BACK, "It is 02:30 twice")):
        with pytest.raises(ValidationError, match=sentence):
            instant(on, time(2, 30), PRAGUE)

    assert instant(FORWARD, time(2, 30), REYKJAVIK) == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    assert instant(FORWARD, time(3, 0), PRAGUE) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
