"""Rules composed once for all readers of a kind let each of them have what the rules themselves do."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db.models import QuerySet

from documents.models import Document
from members.models import Person
from members.questions import ReadersQuestion
from members.reader import Reader
from tests import personas
from tests.factories import (
    make_document,
    make_draft,
    make_meeting,
    make_practical_part,
    make_reported,
)
from tests.personas import Cast
from visits.models import Meeting, PracticalPart

pytestmark = pytest.mark.django_db

Rule = Callable[[Reader], QuerySet[Any, Any]]

RULES: dict[str, Rule] = {
    "meetings that one opens": Meeting.objects.openable_by,
    "reports": Meeting.objects.with_report_for,
    "lists of participants": Meeting.objects.with_participants_for,
    "meetings that one prepares": Meeting.objects.prepared_by,
    "meetings that one joined": Meeting.objects.joined_by,
    "documents that are listed": Document.objects.listed_for,
    "documents that one opens": Document.objects.openable_by,
    "documents that one edits": Document.objects.edited_by,
    "practical information": PracticalPart.objects.openable_by,
}


@pytest.fixture
def cast() -> Cast:
    """With everything in every state and for every audience."""
    cast = personas.gather_cast()
    meetings = [cast.meeting, cast.other_meeting, *meetings_like(cast)]
    for meeting in meetings:
        make_practical_part(meeting=meeting)
        make_practical_part(meeting=meeting, is_for_participants=True)
        for audience in Document.Audience.values:
            make_document(meeting=meeting, audience=audience)
            make_document(meeting=meeting, audience=audience, visible_from_at="2100-01-01T00:00Z")
    for audience in ("public", "members", "group", "editors"):
        make_document(group=cast.group, audience=audience)
    return cast


def meetings_like(cast: Cast) -> Iterable[Meeting]:
    for audience in Meeting.Audience.values:
        for make in (make_draft, make_meeting, make_reported):
            yield make(
                lead_group=cast.group,
                joint_groups=(cast.joint_group,),
                page_audience=audience,
                report_audience=audience,
            )


def found(rows: QuerySet[Any, Any]) -> QuerySet[Any, tuple[int]]:
    return rows.order_by("pk").values_list("pk")


@pytest.mark.parametrize("name", RULES)
def test_each_reader_is_told_what_the_rule_says(cast: Cast, name: str) -> None:
    rule = RULES[name]
    question = ReadersQuestion(lambda reader: found(rule(reader)))

    # Twice, so that what one reader was told is not told to the next one.
    for _time in range(2):
        told = {persona: question.ask(reader) for persona, reader in cast.readers.items()}
        assert told == {persona: list(found(rule(one))) for persona, one in cast.readers.items()}
    assert len({tuple(rows) for rows in told.values()}) > 1


def test_a_rule_that_asks_for_the_person_is_no_question_for_all(cast: Cast) -> None:
    question = ReadersQuestion(
        lambda reader: Person.objects.filter(pk=reader.person.pk).values_list("pk")  # type: ignore[union-attr]
    )

    with pytest.raises(AttributeError, match="person"):
        question.ask(cast.readers["representative"])
