"""Who is shown that a document exists, and who reads it, as tables: audience by state by persona."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from documents.models import Document
from tests import personas
from tests.factories import make_document
from tests.personas import (
    AT_WORK,
    EDITORS,
    EVERYONE,
    GROUP,
    MEMBERS,
    PARTICIPANTS,
    STAFF,
    Cast,
)
from visits.models import Meeting

pytestmark = pytest.mark.django_db

CONCERNED = EDITORS | PARTICIPANTS
GROUP_EDITORS = STAFF | {"chair", "vice-chair"}
GROUP_AUDIENCES = ("public", "members", "group", "editors")
LEAD_GROUP = frozenset({"group member", "chair", "vice-chair"})


@pytest.fixture
def cast() -> Cast:
    return personas.gather_cast()


# For each document that a test names: who is shown it, and who opens it.
Table = dict[str, tuple[frozenset[str], frozenset[str]]]


def table_of(cast: Cast, documents: dict[str, Document]) -> Table:
    """What the rules say of ``documents``, each reader asked once."""
    return {
        name: (listed, opened)
        for name, listed, opened in zip(
            documents,
            readers_by(cast, "listed_for", documents),
            readers_by(cast, "openable_by", documents),
            strict=True,
        )
    }


def readers_by(cast: Cast, rule: str, documents: dict[str, Document]) -> list[frozenset[str]]:
    found = {
        name: set(getattr(Document.objects, rule)(reader).values_list("pk", flat=True))
        for name, reader in cast.readers.items()
    }
    return [
        frozenset(name for name, keys in found.items() if document.pk in keys)
        for document in documents.values()
    ]


def one_for_each_audience(
    audiences: Iterable[str] = Document.Audience.values, **fields: Any
) -> dict[str, Document]:
    return {audience: make_document(audience=audience, **fields) for audience in audiences}


def test_of_a_published_meeting(cast: Cast) -> None:
    documents = one_for_each_audience(meeting=cast.meeting)

    table = table_of(cast, documents)

    assert table == {
        "public": (EVERYONE, EVERYONE),
        "members": (EVERYONE, MEMBERS),
        "group": (AT_WORK, GROUP | EDITORS),
        "participants": (AT_WORK | {"guest"}, CONCERNED),
        "group_participants": (AT_WORK | {"guest"}, GROUP | CONCERNED),
        "editors": (EDITORS, EDITORS),
    }
    assert all(openable <= listed for listed, openable in table.values())


@pytest.mark.parametrize("state", ["reported", "cancelled"])
def test_stays_readable_when_the_meeting_is_over_or_cancelled(cast: Cast, state: str) -> None:
    reported_at = timezone.now() if state == "reported" else None
    Meeting.objects.filter(pk=cast.meeting.pk).update(state=state, reported_at=reported_at)
    documents = one_for_each_audience(["members"], meeting=cast.meeting)

    assert table_of(cast, documents) == {"members": (EVERYONE, MEMBERS)}


def test_of_a_draft_meeting_is_for_its_editors(cast: Cast) -> None:
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="draft", published_at=None)
    documents = one_for_each_audience(meeting=cast.meeting)

    assert table_of(cast, documents) == dict.fromkeys(documents, (EDITORS, EDITORS))


@pytest.mark.parametrize(
    ("page_audience", "expected"),
    [
        (
            "members",
            {
                "public": (MEMBERS | CONCERNED, MEMBERS | CONCERNED),
                "members": (MEMBERS | CONCERNED, MEMBERS),
            },
        ),
        (
            "group",
            {
                "public": (GROUP | CONCERNED, GROUP | CONCERNED),
                "members": (GROUP | CONCERNED, (GROUP | CONCERNED) - {"guest"}),
                "participants": (GROUP | CONCERNED, CONCERNED),
            },
        ),
    ],
)
def test_no_wider_than_the_page_of_its_meeting(
    cast: Cast, page_audience: str, expected: Table
) -> None:
    Meeting.objects.filter(pk=cast.meeting.pk).update(page_audience=page_audience)
    documents = one_for_each_audience(expected, meeting=cast.meeting)

    assert table_of(cast, documents) == expected


def test_of_a_group(cast: Cast) -> None:
    documents = one_for_each_audience(GROUP_AUDIENCES, group=cast.group)

    assert table_of(cast, documents) == {
        "public": (EVERYONE, EVERYONE),
        "members": (EVERYONE, MEMBERS),
        "group": (AT_WORK, LEAD_GROUP | STAFF),
        "editors": (GROUP_EDITORS, GROUP_EDITORS),
    }


NOT_FOR_READERS_YET: dict[str, dict[str, Any]] = {
    "before its time": {"visible_from_at": timezone.now() + timedelta(days=3650)},
    "file missing": {"content": None},
}


@pytest.mark.parametrize("fields", NOT_FOR_READERS_YET.values(), ids=NOT_FOR_READERS_YET)
def test_nothing_before_its_time_nor_without_a_file_but_for_editors(
    cast: Cast, fields: dict[str, Any]
) -> None:
    of_meeting = one_for_each_audience(meeting=cast.meeting, **fields)
    of_group = one_for_each_audience(GROUP_AUDIENCES, group=cast.group, **fields)

    assert table_of(cast, of_meeting) == dict.fromkeys(of_meeting, (EDITORS, EDITORS))
    assert table_of(cast, of_group) == dict.fromkeys(of_group, (GROUP_EDITORS, GROUP_EDITORS))


def test_its_time_has_come_at_the_moment_itself(cast: Cast) -> None:
    documents = one_for_each_audience(
        ["members"], meeting=cast.meeting, visible_from_at=timezone.now()
    )

    assert table_of(cast, documents) == {"members": (EVERYONE, MEMBERS)}


def test_a_link_is_read_as_a_file_is(cast: Cast) -> None:
    documents = one_for_each_audience(
        ["public", "members", "editors"],
        meeting=cast.meeting,
        kind=Document.Kind.RECORDING,
        link="https://video.example.org/1",
    )

    assert table_of(cast, documents) == {
        "public": (EVERYONE, EVERYONE),
        "members": (EVERYONE, MEMBERS),
        "editors": (EDITORS, EDITORS),
    }


def test_a_guest_gets_what_is_public_or_for_participants_and_nothing_more(cast: Cast) -> None:
    documents = one_for_each_audience(meeting=cast.meeting)

    guest = cast.readers["guest"]

    opened = set(Document.objects.openable_by(guest))
    assert opened == {
        documents["public"],
        documents["participants"],
        documents["group_participants"],
    }


def test_a_speakers_link_opens_no_more_than_a_stranger_opens(cast: Cast) -> None:
    one_for_each_audience(meeting=cast.meeting)

    stranger, speaker = cast.readers["stranger"], cast.readers["speaker by link"]

    assert set(Document.objects.openable_by(speaker)) == set(Document.objects.openable_by(stranger))


def test_rows_say_whether_they_open_as_the_rule_does(cast: Cast) -> None:
    one_for_each_audience(meeting=cast.meeting)

    for name, reader in cast.readers.items():
        rows = Document.objects.rows_for(reader)
        opened = {row.pk for row in rows if getattr(row, "is_openable", False)}
        assert opened == set(Document.objects.openable_by(reader).values_list("pk", flat=True)), (
            name
        )
