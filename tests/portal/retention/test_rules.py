"""Each rule takes what is due and nothing else: the row of the day before stays, that of the day after goes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import models

from documents.models import Download
from members.models import (
    AccessRequest,
    AddressChange,
    Consent,
    GroupRequest,
    GroupYear,
    Invitation,
    InvitationBatch,
)
from portal.models import Autosave, LogEntry, Mention, Message, RetentionRun
from portal.retention import history, of_registrations
from portal.retention.nightly import keep_no_longer
from portal.retention.rules import RULES, Rule
from tests import ways_in
from tests.factories import (
    make_city,
    make_day,
    make_document,
    make_group,
    make_item,
    make_meeting,
    make_person,
    make_practical_part,
    make_representative,
)
from visits.models import AgendaChange, PracticalPartHistory

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 15, 3, 23, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Make = Callable[[datetime], models.Model]


def a_download(at: datetime) -> Download:
    version = make_document().current
    assert version is not None
    return Download.objects.create(version=version, at=at)


def a_message(at: datetime, **fields: Any) -> Message:
    fields = {"name": "x", "to": "a@example.org", "subject": "x", "queued_at": at} | fields
    return Message.objects.create(**({"state": "sent", "sent_at": at} | fields))


def an_invitation(**fields: Any) -> Invitation:
    fields = {"created_at": NOW - timedelta(days=3000)} | fields
    return ways_in.make_invitation(**fields)


def a_request(asked_at: datetime, **fields: Any) -> AccessRequest:
    return ways_in.make_access_request(asked_at=asked_at, **fields)


def a_group_request(**fields: Any) -> GroupRequest:
    return ways_in.make_group_request(person=make_person(), city=make_city(), **fields)


def an_answer(answer: str, at: datetime) -> dict[str, Any]:
    return {"answer": answer, "answered_at": at}


def a_change(**fields: Any) -> AddressChange:
    fields = {"expires_at": NOW - timedelta(days=3000)} | fields
    return ways_in.make_address_change(person=make_person(), **fields)


def a_session(at: datetime) -> Session:
    return Session.objects.create(session_key=f"key{at:%H%M}", session_data="", expire_date=at)


LONG_BEFORE = NOW - timedelta(days=3000)


def a_version(row: models.Model, at: datetime) -> models.Model:
    """The first version of a row, which another followed at a moment."""
    versions = next(
        each.objects for each in history.TABLES.values() if each.pgh_tracked_model is type(row)
    )
    first = versions.get(pgh_obj=row)
    words = {field: getattr(first, field) for field in history.words(versions.model)}
    links = {"group_id", "year", "meeting_id", "day_id", "starts", "ends"}
    words |= {field: getattr(first, field) for field in links if hasattr(first, field)}
    second = versions.create(pgh_obj=row, pgh_label="update", **words)
    versions.filter(pk=first.pk).update(pgh_created_at=LONG_BEFORE)
    versions.filter(pk=second.pk).update(pgh_created_at=at)
    return first  # type: ignore[no-any-return]


def a_removal(at: datetime) -> models.Model:
    """What is left of a part that was removed at a moment."""
    part = make_practical_part(meeting=make_meeting())
    versions = PracticalPartHistory.objects.filter(pgh_obj=part)
    versions.update(pgh_created_at=at, pgh_label="delete")
    return versions.get()  # type: ignore[no-any-return]


# For each rule how a row is made whose term began at a moment.
MAKERS: dict[str, list[Make]] = {
    "downloads": [a_download],
    "messages": [a_message, lambda at: a_message(at, state="failed", sent_at=None)],
    "invitations": [
        lambda at: an_invitation(sent_at=at, expires_at=at),
        lambda at: an_invitation(sent_at=at, expires_at=LONG_BEFORE, accepted_at=at),
        lambda at: an_invitation(sent_at=at, expires_at=NOW + DAY, withdrawn_at=at),
        lambda at: an_invitation(sends=0, withdrawn_at=at, created_at=NOW),
    ],
    "invitations_never_sent": [lambda at: an_invitation(sends=0, created_at=at)],
    "invitation_batches": [
        lambda at: InvitationBatch.objects.create(invited_by=make_person(), created_at=at)
    ],
    "access_requests_unconfirmed": [lambda at: a_request(at, confirmed_at=None)],
    "access_requests_unanswered": [a_request],
    "access_requests_granted": [lambda at: a_request(LONG_BEFORE, **an_answer("granted", at))],
    "access_requests_refused": [
        lambda at: a_request(LONG_BEFORE, **an_answer("refused", at)),
        lambda at: a_request(LONG_BEFORE, **an_answer("taken_back", at)),
    ],
    "group_requests": [
        lambda at: a_group_request(asked_at=LONG_BEFORE, **an_answer("granted", at)),
        lambda at: a_group_request(asked_at=LONG_BEFORE, **an_answer("refused", at)),
    ],
    "group_requests_unanswered": [lambda at: a_group_request(asked_at=at)],
    "address_changes": [
        lambda at: a_change(confirmed_at=at),
        lambda at: a_change(taken_back_at=at),
        lambda at: a_change(expires_at=at),
    ],
    "withdrawn_consents": [
        lambda at: ways_in.make_consent(person=make_person(), given_at=LONG_BEFORE, withdrawn_at=at)
    ],
    "sessions": [a_session],
    "decided_mentions": [
        lambda at: Mention.objects.create(
            person_id=1,
            subject_type="members.group",
            subject_id=Mention.objects.count() + 1,
            field="objectives",
            found_at=LONG_BEFORE,
            decision="kept",
            decided_at=at,
        )
    ],
    "autosaves": [
        lambda at: Autosave.objects.create(
            person=make_person(), subject_type="visits.meeting", subject_id=1, saved_at=at
        )
    ],
    "agenda_changes": [
        lambda at: AgendaChange.objects.create(
            meeting=make_meeting(), made_by=make_person(), before={}, after={}, made_at=at
        )
    ],
    "versions_of_meetings": [lambda at: a_version(make_meeting(), at)],
    "versions_of_agenda_items": [
        lambda at: a_version(make_item(day=make_day(meeting=make_meeting())), at)
    ],
    "versions_of_practical_parts": [
        lambda at: a_version(make_practical_part(meeting=make_meeting()), at),
        a_removal,
    ],
    "versions_of_groups": [lambda at: a_version(make_group(), at)],
    "versions_of_group_years": [
        lambda at: a_version(
            GroupYear.objects.create(group=make_group(), year=2030, objectives="<p>Trees.</p>"), at
        )
    ],
    "runs": [lambda at: RetentionRun.objects.create(ran_at=at)],
}
# Rules that delete nothing, or know no term; each has tests of its own below, those of registrations in test_answers.py.
OTHERS = {"needs_without_consent", "former_profiles", "former_people", "acts"}
OTHERS |= {row[0] for row in of_registrations.ROWS}
CASES = [
    pytest.param(name, make, id=f"{name}-{number}")
    for name, makes in MAKERS.items()
    for number, make in enumerate(makes)
]


def rule(name: str) -> Rule:
    return next(each for each in RULES if each.name == name)


def is_there(row: models.Model) -> bool:
    return type(row).objects.filter(pk=row.pk).exists()  # type: ignore[attr-defined, no-any-return]


def test_every_rule_is_tested() -> None:
    assert {each.name for each in RULES} == set(MAKERS) | OTHERS


@pytest.mark.parametrize(("name", "make"), CASES)
def test_the_day_before_and_the_day_after(name: str, make: Make) -> None:
    with time_machine.travel(NOW, tick=False):
        due = NOW - rule(name).kept
        row = make(due - HOUR)
        later = type(row).objects.filter(pk=make_later(make, due, row).pk)  # type: ignore[attr-defined]

        run = keep_no_longer()

    assert not is_there(row)
    assert later.exists()
    assert run.done[name] == 1


def make_later(make: Make, due: datetime, row: models.Model) -> models.Model:
    """Another row, an hour too young. Where an address or city may have one only, the first makes room."""
    if isinstance(row, Invitation):
        Invitation.objects.update(email="earlier@example.org")
    if isinstance(row, AccessRequest):
        AccessRequest.objects.update(email="earlier@example.org")
    return make(due + HOUR)


@pytest.mark.parametrize(("name", "make"), CASES)
def test_no_other_rule_takes_it_before(name: str, make: Make) -> None:
    with time_machine.travel(NOW, tick=False):
        row = make(NOW - rule(name).kept + HOUR)

        keep_no_longer()

    assert is_there(row)


def test_what_goes_on_has_no_term() -> None:
    """Open and standing rows stay, however old they are."""
    person = make_representative()
    with time_machine.travel(NOW, tick=False):
        rows = [
            ways_in.make_consent(person=person, given_at=LONG_BEFORE),
            a_message(LONG_BEFORE, state="queued", sent_at=None),
            an_invitation(sent_at=LONG_BEFORE, expires_at=NOW + DAY),
            a_change(asked_at=LONG_BEFORE, expires_at=NOW + DAY),
            Mention.objects.create(
                person_id=1, subject_type="members.group", subject_id=1, field="name",
                found_at=LONG_BEFORE,
            ),
        ]  # fmt: skip
        batch = InvitationBatch.objects.create(invited_by=person, created_at=LONG_BEFORE)
        Invitation.objects.update(batch=batch)

        keep_no_longer()

    assert [row for row in (*rows, batch) if not is_there(row)] == []


# The log ------------------------------------------------------------------------------------------


def test_the_log_forgets_by_whom_after_five_years_and_not_what() -> None:
    person, kept = make_representative(), rule("acts").kept
    with time_machine.travel(NOW, tick=False):
        entries = [LogEntry.objects.record("make_group", person, by=person) for _ in range(2)]
        for entry, at in zip(entries, (NOW - kept - HOUR, NOW - kept + HOUR), strict=True):
            LogEntry.objects.filter(pk=entry.pk).update(at=at)

        keep_no_longer()

    actors = LogEntry.objects.filter(verb="make_group").order_by("at")
    assert [entry.actor_id for entry in actors] == [None, person.pk]


def test_the_list_of_sessions_goes_with_the_sessions() -> None:
    person = make_representative()
    with time_machine.travel(NOW, tick=False):
        going_on, ended = a_session(NOW + HOUR), a_session(NOW - HOUR)
        for session in (going_on, ended):
            UserSession.objects.create(
                user=person, ip="192.0.2.1", session_key=session.pk, user_agent="A browser"
            )

        keep_no_longer()

    assert [each.session_key for each in UserSession.objects.all()] == [going_on.pk]


def test_consents_that_stand_are_those_of_the_table() -> None:
    """A new kind of consent needs to be emptied somewhere when it is withdrawn."""
    assert set(Consent.Kind) == {Consent.Kind.KEEP_NEEDS}
