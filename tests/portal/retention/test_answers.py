"""What people told us for a meeting goes by itself, is announced before, and is said to be gone afterwards."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from members.models import Person
from portal.models import LogEntry, RetentionRun
from portal.retention.nightly import keep_no_longer
from tests.factories import make_person
from tests.portal.retention.test_rules import is_there
from tests.registrations import make_answer, make_open_meeting, make_question, make_registration
from visits.models import Answer, Meeting, Registration, RegistrationConsent
from visits.registration.deletion import Going, Gone, deletes_on, deletion_of

pytestmark = pytest.mark.django_db

# Brno, UTC+2 in summer: the day of 3 June begins there at 22:00 UTC.
DAYS: dict[str, Any] = {
    "starts_on": date(2030, 6, 1),
    "ends_on": date(2030, 6, 2),
    "time_zone": "Europe/Prague",
}
MADE = datetime(2030, 5, 1, 12, tzinfo=UTC)
CARES = ("ordinary", "sensitive", "security")


def three_answers(**fields: Any) -> tuple[Meeting, dict[str, Answer]]:
    with time_machine.travel(MADE, tick=False):
        meeting = make_open_meeting(**DAYS | fields)
        row = make_registration(
            meeting=meeting, note="Vegan.", reason="Late.", copy_to="a@example.org", role="Head"
        )
        return meeting, {care: make_answer(registration=row, care=care) for care in CARES}


def left_after(answers: dict[str, Answer], *when: int) -> set[str]:
    """The cares of what is left after a night at that moment, in UTC."""
    with time_machine.travel(datetime(*when, tzinfo=UTC), tick=False):  # type: ignore[arg-type, misc]
        keep_no_longer()
    return {care for care, row in answers.items() if is_there(row)}


def test_each_goes_on_its_day_where_the_meeting_takes_place() -> None:
    _meeting, answers = three_answers()

    assert left_after(answers, 2030, 6, 2, 21, 59) == {"ordinary", "sensitive", "security"}
    assert left_after(answers, 2030, 6, 2, 22, 1) == {"ordinary", "sensitive"}
    assert left_after(answers, 2030, 7, 1, 21, 59) == {"ordinary", "sensitive"}
    assert left_after(answers, 2030, 7, 1, 22, 1) == {"ordinary"}
    assert left_after(answers, 2031, 6, 1, 21, 59) == {"ordinary"}
    assert left_after(answers, 2031, 6, 1, 22, 1) == set()


def test_a_year_later_words_about_people_are_empty_and_the_registration_stays() -> None:
    _meeting, answers = three_answers()

    left_after(answers, 2031, 6, 1, 21, 59)
    assert Registration.objects.get().note == "Vegan."
    left_after(answers, 2031, 6, 1, 22, 1)

    row = Registration.objects.get()
    assert (row.note, row.reason, row.copy_to, row.role) == ("", "", "", "Head")
    assert row.state == "confirmed"


@pytest.mark.parametrize(
    "days",
    [
        pytest.param({"published_ends_on": date(2030, 6, 2)}, id="postponed"),
        pytest.param({"published_ends_on": None}, id="never had days"),
    ],
)
def test_a_meeting_without_days_keeps_nothing_for_ever(days: dict[str, Any]) -> None:
    meeting, answers = three_answers()
    unknown = {"dates": "unknown", "starts_on": None, "ends_on": None, "published_starts_on": None}
    if days["published_ends_on"]:
        unknown["published_starts_on"] = date(2030, 6, 1)  # type: ignore[assignment]
    Meeting.objects.filter(pk=meeting.pk).update(**unknown | days)

    assert left_after(answers, 2030, 7, 2, 3) == {"ordinary"}


def test_answers_go_sooner_with_a_registration_that_has_ended() -> None:
    ended = datetime(2030, 5, 2, 12, tzinfo=UTC)
    _meeting, answers = three_answers()
    Registration.objects.update(state="cancelled", ended_at=ended)

    assert left_after(answers, 2030, 5, 2, 11, 59) == {"ordinary", "sensitive", "security"}
    assert left_after(answers, 2030, 5, 2, 12, 1) == {"ordinary", "sensitive"}
    assert left_after(answers, 2030, 6, 1, 11, 59) == {"ordinary", "sensitive"}
    assert left_after(answers, 2030, 6, 1, 12, 1) == {"ordinary"}


def test_consents_of_participants_go_three_years_after_they_were_withdrawn() -> None:
    three_answers()
    given: dict[str, Any] = {"registration": Registration.objects.get(), "wording": "May we?"}
    withdrawn = RegistrationConsent.objects.create(kind="email", withdrawn_at=MADE, **given)
    standing = RegistrationConsent.objects.create(kind="public", **given)
    term = timedelta(days=3 * 365)

    for after, is_left in ((-timedelta(hours=1), True), (timedelta(hours=1), False)):
        with time_machine.travel(MADE + term + after, tick=False):
            keep_no_longer()
        assert is_there(withdrawn) is is_left
    assert is_there(standing)


def test_it_is_said_before_and_after_and_logged_as_a_number() -> None:
    meeting, _answers = three_answers()
    with time_machine.travel(MADE, tick=False):
        make_answer(registration=make_registration(meeting=meeting), care="sensitive")
        make_question(meeting, "Nobody answered", care="sensitive")
    assert deletion_of(meeting).going == [
        Going(date(2030, 6, 3), [("security", 1)]),
        Going(date(2030, 7, 2), [("sensitive", 2)]),
    ]

    with time_machine.travel(datetime(2030, 7, 2, 3, 23, tzinfo=UTC), tick=False):
        run = keep_no_longer()

    assert (run.done["sensitive_answers"], run.done["security_answers"]) == (2, 1)
    assert deletion_of(meeting).going == []
    assert deletion_of(meeting).gone == [Gone(date(2030, 7, 2), 3)]
    facts = LogEntry.objects.filter(verb="delete_answers").values_list("facts", flat=True)
    assert sorted(facts, key=str) == [
        {"care": "security", "number": 1},
        {"care": "sensitive", "number": 2},
    ]
    assert RetentionRun.objects.count() == 1
    assert deletes_on(meeting) == date(2030, 7, 2)


def test_guests_are_people_until_three_years_after_their_last_meeting() -> None:
    with time_machine.travel(MADE, tick=False):
        meeting = make_open_meeting(**DAYS)
        guest = make_person("A guest", is_active=False)
        make_registration(meeting=meeting, person=guest, is_guest=True)
    term = timedelta(days=3 * 365)
    for after, is_erased in ((timedelta(days=1), False), (timedelta(days=40), True)):
        with time_machine.travel(MADE + term + after, tick=False):
            keep_no_longer()
        assert (Person.objects.get(pk=guest.pk).erased_at is not None) is is_erased
