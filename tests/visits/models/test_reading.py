"""Who reads which meeting, as tables: state by audience by persona; and in which order lists come."""

from typing import Any

import pytest
from django.utils import timezone

from members.reader import LinkScope, Reader
from tests import personas
from tests.factories import (
    make_draft,
    make_meeting,
    make_practical_part,
    make_reported,
    make_representative,
)
from tests.personas import EDITORS, EVERYONE, GROUP, MEMBERS, NOBODY, PARTICIPANTS, Cast
from visits.models import Meeting
from visits.models.practical import PracticalPart

pytestmark = pytest.mark.django_db

# Who prepares or takes part reads the page whoever it is for.
CONCERNED = EDITORS | PARTICIPANTS


@pytest.fixture
def cast() -> Cast:
    return personas.gather_cast()


def become(meeting: Meeting, state: str, **fields: Any) -> None:
    """Put the meeting into ``state``, as a row of it would be."""
    now = timezone.now()
    times: dict[str, dict[str, Any]] = {
        "draft": {"published_at": None},
        "published": {},
        "reported": {"reported_at": now},
        "cancelled": {},
    }
    Meeting.objects.filter(pk=meeting.pk).update(state=state, **times[state], **fields)


def readers_by(cast: Cast, rule: str) -> set[str]:
    """The personas who find the cast's meeting by one of the reading rules."""
    return {
        name
        for name, reader in cast.readers.items()
        if getattr(Meeting.objects, rule)(reader).filter(pk=cast.meeting.pk).exists()
    }


@pytest.mark.parametrize(
    ("state", "page_audience", "expected"),
    [
        ("draft", "public", EDITORS),
        ("draft", "members", EDITORS),
        ("draft", "group", EDITORS),
        ("published", "public", EVERYONE),
        ("published", "members", MEMBERS | CONCERNED),
        ("published", "group", GROUP | CONCERNED),
        ("reported", "public", EVERYONE),
        ("reported", "members", MEMBERS | CONCERNED),
        ("reported", "group", GROUP | CONCERNED),
        ("cancelled", "public", EVERYONE),
        ("cancelled", "members", MEMBERS | CONCERNED),
        ("cancelled", "group", GROUP | CONCERNED),
    ],
)
def test_page(cast: Cast, state: str, page_audience: str, expected: frozenset[str]) -> None:
    become(cast.meeting, state, page_audience=page_audience)

    assert readers_by(cast, "openable_by") == expected


def test_lists_name_what_their_reader_can_open_and_nothing_else(cast: Cast) -> None:
    make_draft(), make_reported(page_audience="members"), make_meeting(page_audience="group")

    for name, reader in cast.readers.items():
        listed = set(Meeting.objects.listed_for(reader))
        assert listed == set(Meeting.objects.openable_by(reader)), name


@pytest.mark.parametrize(
    ("state", "page_audience", "report_audience", "expected"),
    [
        ("draft", "public", "public", NOBODY),
        ("published", "public", "public", NOBODY),
        ("cancelled", "public", "public", NOBODY),
        ("reported", "public", "public", EVERYONE),
        ("reported", "public", "members", MEMBERS | CONCERNED),
        ("reported", "public", "group", GROUP | CONCERNED),
        # The report stands on the page: no wider than it.
        ("reported", "members", "public", MEMBERS | CONCERNED),
        ("reported", "group", "members", GROUP | CONCERNED),
    ],
)
def test_report(
    cast: Cast,
    state: str,
    page_audience: str,
    report_audience: str,
    expected: frozenset[str],
) -> None:
    become(cast.meeting, state, page_audience=page_audience, report_audience=report_audience)

    assert readers_by(cast, "with_report_for") == expected


@pytest.mark.parametrize(
    ("state", "page_audience", "participants_audience", "expected"),
    [
        ("draft", "public", "public", EDITORS),
        ("published", "public", "public", EVERYONE),
        ("published", "public", "members", MEMBERS | CONCERNED),
        ("published", "public", "group", GROUP | CONCERNED),
        ("published", "public", "participants", CONCERNED),
        ("published", "group", "public", GROUP | CONCERNED),
        ("cancelled", "public", "participants", CONCERNED),
    ],
)
def test_participants(
    cast: Cast,
    state: str,
    page_audience: str,
    participants_audience: str,
    expected: frozenset[str],
) -> None:
    become(
        cast.meeting,
        state,
        page_audience=page_audience,
        participants_audience=participants_audience,
    )

    assert readers_by(cast, "with_participants_for") == expected


@pytest.mark.parametrize("state", ["draft", "published", "reported", "cancelled"])
def test_prepared_by_editors_in_every_state(cast: Cast, state: str) -> None:
    become(cast.meeting, state)

    assert readers_by(cast, "prepared_by") == EDITORS


def test_joined_by_those_who_are_there(cast: Cast) -> None:
    assert readers_by(cast, "joined_by") == PARTICIPANTS


def test_of_groups_of_the_lead_and_the_joint_group(cast: Cast) -> None:
    assert readers_by(cast, "of_groups_of") == GROUP


def test_a_person_who_follows_a_guest_link_loses_nothing(cast: Cast) -> None:
    link = LinkScope("guest", cast.other_meeting.pk)

    reader = Reader(person=cast.person("participant"), scope=link)

    assert set(Meeting.objects.joined_by(reader)) == {cast.meeting, cast.other_meeting}


def test_a_guest_of_a_draft_sees_nothing_before_it_is_published(cast: Cast) -> None:
    become(cast.meeting, "draft")

    guest = cast.readers["guest"]

    assert not Meeting.objects.openable_by(guest).filter(pk=cast.meeting.pk).exists()


@pytest.mark.parametrize(
    ("is_for_participants", "expected"), [(False, EVERYONE), (True, EDITORS | PARTICIPANTS)]
)
def test_practical_parts(
    cast: Cast, *, is_for_participants: bool, expected: frozenset[str]
) -> None:
    part = make_practical_part(meeting=cast.meeting, is_for_participants=is_for_participants)

    readers = {
        name
        for name, reader in cast.readers.items()
        if PracticalPart.objects.openable_by(reader).filter(pk=part.pk).exists()
    }

    assert readers == expected


def test_staff_reads_everything() -> None:
    make_draft(), make_reported(report_audience="group"), make_meeting(page_audience="group")
    reader = personas.gather_cast().readers["staff"]

    assert set(Meeting.objects.openable_by(reader)) == set(Meeting.objects.all())


def test_a_meeting_is_found_once_however_many_reasons_there_are() -> None:
    reader = Reader(person=make_representative())
    meeting = make_meeting()

    assert list(Meeting.objects.openable_by(reader)) == [meeting]
