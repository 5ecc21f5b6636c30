"""Days in every form the old pages write them."""

from datetime import date

import pytest

from tests.visits.archive.pages import passage
from visits.archive.dates import NoSuchDays, first_after, in_year, mentions, wrong_weekdays


def days_of(text: str, year: int = 2018) -> list[tuple[date, date]]:
    return [in_year(days, days.year or year) for days in mentions(passage(text))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("On 23-24 February, Milan hosted", date(2018, 2, 23), date(2018, 2, 24)),
        ("25–27 June 2019", date(2019, 6, 25), date(2019, 6, 27)),
        ("from Thursday 1st to Friday 2nd June", date(2018, 6, 1), date(2018, 6, 2)),
        ("on 5 & 6 April 2017", date(2017, 4, 5), date(2017, 4, 6)),
        ("5, 6 and 7 April", date(2018, 4, 5), date(2018, 4, 7)),
        ("the 3rd and 4th of May, 2016", date(2016, 5, 3), date(2016, 5, 4)),
        ("from 31 May until 2 June 2017", date(2017, 5, 31), date(2017, 6, 2)),
        ("Ghent, 12.-13. October 2016", date(2016, 10, 12), date(2016, 10, 13)),
        ("am 7. May 2018", date(2018, 5, 7), date(2018, 5, 7)),
        ("01/06/2017 - 02/06/2017", date(2017, 6, 1), date(2017, 6, 2)),
        ("2017-12-30 to 2018-01-02", date(2017, 12, 30), date(2018, 1, 2)),
        ("30 December 2017 - 2 January 2018", date(2017, 12, 30), date(2018, 1, 2)),
        ("30 December – 2 January 2018", date(2017, 12, 30), date(2018, 1, 2)),
        ("31 May and 1 June", date(2018, 5, 31), date(2018, 6, 1)),
        ("Wednesday, 7 Feb. 2018", date(2018, 2, 7), date(2018, 2, 7)),
        ("June 12-13, 2015", date(2015, 6, 12), date(2015, 6, 13)),
        ("on June 12.", date(2018, 6, 12), date(2018, 6, 12)),
        ("start date: 01-06-2017", date(2017, 6, 1), date(2017, 6, 1)),
        ("1.6.2017", date(2017, 6, 1), date(2017, 6, 1)),
        ("2017-06-01", date(2017, 6, 1), date(2017, 6, 1)),
    ],
)
def test_days_are_read(text: str, first: date, last: date) -> None:
    assert days_of(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "In June 12 cities met",
        "a group of 2 may decide",
        "February 2017",
        "123 February",
        "06-25-2017",
        "version 1.2.2017.3",
        "chapter 3-4",
    ],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert days_of(text) == []


def test_several_days_of_a_sentence_are_read_in_order() -> None:
    assert days_of("from 2 May, not 4 June, to 2017-07-01") == [
        (date(2018, 5, 2), date(2018, 5, 2)),
        (date(2018, 6, 4), date(2018, 6, 4)),
        (date(2017, 7, 1), date(2017, 7, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30 February", "There is no 30 February 2018."),
        ("29 February 2018", "There is no 29 February 2018."),
        ("24-23 February", '"24-23 February" ends before it starts.'),
        ("5 and 12 April", '"5 and 12 April" are days apart from each other.'),
        ("5, 6 and 9 April", '"5, 6 and 9 April" are days apart from each other.'),
        ("from 15 (14.00h) to 17 April", 'Another day seems to stand before "17 April".'),
        ("1 May 2016 - 2 June 2017", '"1 May 2016 - 2 June 2017" lasts more than a year.'),
    ],
)
def test_impossible_days_are_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(NoSuchDays) as refused:
        days_of(text)

    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("text", "after", "first"),
    [
        ("1-2 June", date(2017, 2, 24), date(2017, 6, 1)),
        ("1-2 February", date(2017, 2, 24), date(2018, 2, 1)),
        ("29 February", date(2017, 2, 24), date(2020, 2, 29)),
        ("24 February", date(2017, 2, 24), date(2018, 2, 24)),
    ],
)
def test_days_without_a_year_are_the_first_to_come(text: str, after: date, first: date) -> None:
    [days] = mentions(passage(text))

    assert first_after(days, after)[0] == first


def test_a_wrong_weekday_is_said_and_a_right_one_is_not() -> None:
    [days] = mentions(passage("Thursday 1 to Friday 2 June"))

    assert wrong_weekdays(days, *in_year(days, 2017)) == []
    assert wrong_weekdays(days, *in_year(days, 2018)) == [
        "1 June 2018 is a Friday, but the page says Thursday.",
        "2 June 2018 is a Saturday, but the page says Friday.",
    ]
