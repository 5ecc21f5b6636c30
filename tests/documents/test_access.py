"""Who gets what of a document, decided in one place."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from documents.access import Answer, Forbidden, LoginFirst, NotFound, Openable, Reason, decide
from documents.models import Document
from members.models import Person
from members.reader import STRANGER, LinkScope, Reader
from tests.factories import (
    make_attendance,
    make_chair,
    make_document,
    make_draft,
    make_former_representative,
    make_group,
    make_group_membership,
    make_meeting,
    make_representative,
    make_staff,
)

pytestmark = pytest.mark.django_db

Audience = Document.Audience


def ask(document: Document, person: Person | None = None, **reader: Any) -> Answer:
    return decide(document_id=document.pk, reader=Reader(person=person, **reader))


def test_a_public_document_is_open_to_strangers() -> None:
    document = make_document(audience=Audience.PUBLIC)

    assert ask(document) == Openable(document)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.GROUP, Audience.PARTICIPANTS])
def test_what_is_not_public_leads_strangers_to_login(audience: str) -> None:
    assert ask(make_document(audience=audience)) == LoginFirst()


def test_a_members_document_is_open_to_a_representative_and_to_staff() -> None:
    document = make_document()

    assert ask(document, make_representative()) == Openable(document)
    assert ask(document, make_staff()) == Openable(document)


def test_a_person_whose_post_ended_is_refused_and_told_why() -> None:
    document = make_document()

    assert ask(document, make_former_representative()) == Forbidden(Reason.NO_POST, document)


def test_a_guest_of_another_meeting_is_refused() -> None:
    document = make_document(audience=Audience.PARTICIPANTS)
    elsewhere = LinkScope(kind="guest", meeting_id=make_meeting().pk)
    here = LinkScope(kind="guest", meeting_id=document.meeting_id or 0)

    assert ask(document, scope=here) == Openable(document)
    assert isinstance(ask(document, scope=elsewhere), Forbidden)


def test_a_groups_document_is_open_to_its_people_and_named_to_other_members() -> None:
    group = make_group()
    document = make_document(group=group, audience=Audience.GROUP)
    member = make_representative()
    make_group_membership(person=member, group=group)

    assert ask(document, member) == Openable(document)
    assert ask(document, make_representative()) == Forbidden(Reason.GROUP, document)


def test_a_participants_document_is_open_to_those_who_were_there() -> None:
    meeting = make_meeting()
    document = make_document(meeting=meeting, audience=Audience.PARTICIPANTS)
    participant = make_representative()
    make_attendance(meeting=meeting, person=participant)

    assert ask(document, participant) == Openable(document)
    assert ask(document, make_representative()) == Forbidden(Reason.PARTICIPANTS, document)


def test_a_document_of_a_page_for_others_is_refused_and_not_named() -> None:
    document = make_document(meeting=make_meeting(page_audience="group"))

    assert ask(document, make_representative()) == Forbidden(Reason.MEETING, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"audience": Audience.EDITORS},
        {"content": None},
        {"visible_from_at": timezone.now() + timedelta(days=1)},
    ],
    ids=["for editors", "file missing", "before its time"],
)
def test_what_is_not_published_exists_for_its_editors_alone(fields: Any) -> None:
    group = make_group()
    document = make_document(meeting=make_meeting(lead_group=group), **fields)

    assert ask(document) == NotFound()
    assert ask(document, make_representative()) == NotFound()
    assert ask(document, make_chair(group)) == Openable(document)
    assert ask(document, make_staff()) == Openable(document)


def test_a_drafts_document_exists_for_its_editors_alone() -> None:
    group = make_group()
    document = make_document(meeting=make_draft(lead_group=group), audience=Audience.PUBLIC)

    assert ask(document, make_representative()) == NotFound()
    assert ask(document, make_chair(group)) == Openable(document)


def test_none_is_not_found() -> None:
    assert decide(document_id=0, reader=STRANGER) == NotFound()
