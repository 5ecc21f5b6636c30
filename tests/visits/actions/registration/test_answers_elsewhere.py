"""What somebody answers is in the answers alone: not in the log, in jobs, in mails, in history or in what is kept of lists."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.lib import jobs
from tests.factories import make_person, make_staff, sign_in
from tests.registrations import make_open_meeting, make_question, make_registration
from visits.actions.registration.answers import answer
from visits.actions.registration.leaving import cancel, substitute
from visits.models import ClaimState, Meeting, Question, Registration
from visits.registration.saying import Said
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db

WORDS = ("Marzipanallergie", "Passnummer-4711")
TEXTS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
AND (data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea'))
"""


def places() -> Iterator[tuple[str, str]]:
    """Every column of the whole database in which one of the words stands."""
    with connection.cursor() as cursor:
        for table, column in cursor.execute(TEXTS).fetchall():
            query = f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ~* %s'
            if cursor.execute(query, ["|".join(WORDS)]).fetchone()[0]:
                yield table, column


class Given(NamedTuple):
    question: Question
    value: Any
    wording: str


def say(registration: Registration, meeting: Meeting) -> None:
    diet, passport = meeting.questions.order_by("pk")
    given = [Given(diet, WORDS[0], "May we keep it?"), Given(passport, WORDS[1], "")]
    said = Said(answers=given, consents={}, role="", copy_to="a@example.org", is_listed=True)
    answer(registration=registration, said=said, by=registration.person)


def test_only_in_the_answers_through_a_whole_journey(client: Client) -> None:
    days: dict[str, Any] = {"starts_on": date(2090, 6, 1), "ends_on": date(2090, 6, 2)}
    meeting = make_open_meeting(room_seats=1, **days)
    make_question(meeting, "Diet", care="sensitive")
    passport = make_question(meeting, "Passport", care="security")
    staff = make_staff()
    meeting.registration_settings.security_readers.add(staff)
    row = make_registration(meeting=meeting)
    waiting = make_registration(meeting=meeting, state=ClaimState.WAITING)
    say(row, meeting)
    say(waiting, meeting)
    sign_in(client, staff)
    client.get(reverse("manage_registration_numbers", args=[meeting.slug]))
    taken = client.post(
        reverse("manage_registration_export", args=[meeting.slug]),
        {
            "states": ["confirmed"],
            "security": [f"question-{passport.pk}"],
            "purpose": "Door",
            "delete_by_on": "2090-06-03",
            "form": "csv",
        },
    )
    assert WORDS[1].encode() in taken.content

    city = row.city
    assert city is not None
    instead = substitute(
        registration=row, person=make_person(city=city), by=staff, actor=Actor.STAFF
    )
    cancel(registration=instead, by=instead.person, actor=Actor.PERSON)
    jobs.run_due()

    assert set(places()) == {("visits_answer", "value")}
    assert not instead.answers.exists()
