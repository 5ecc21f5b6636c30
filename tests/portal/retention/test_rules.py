"""Each rule takes what is due and nothing else: the row of the day before stays, that of the day after goes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from documents.models import Download
from members.models import (
    AccessRequest,
    AddressChange,
    Consent,
    GroupRequest,
    Invitation,
    InvitationBatch,
    Person,
)
from portal.lib import jobs
from portal.models import LogEntry, Mention, Message, RetentionRun
from portal.retention import nightly
from portal.retention.nightly import keep_no_longer
from portal.retention.rules import RULES, Rule
from tests import ways_in
from tests.factories import (
    make_attendance,
    make_city,
    make_document,
    make_group,
    make_meeting,
    make_organiser,
    make_person,
    make_post,
    make_reported,
    make_representative,
    make_staff,
)
from tests.racing import race

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 15, 3, 23, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Make = Callable[[datetime], models.Model]


def a_download(at: datetime) -> Download:
    version = make_document().current
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
    "runs": [lambda at: RetentionRun.objects.create(ran_at=at)],
}
# Rules that delete nothing, or know no term; each has tests of its own below.
OTHERS = {"needs_without_consent", "former_profiles", "former_people", "session_records", "acts"}
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


# Profiles -----------------------------------------------------------------------------------------

PROFILE = {"phone": "+31 30 1", "languages": ["nl"], "diet": "no nuts", "access_needs": "a ramp"}


def profile_of(person: Person) -> dict[str, Any]:
    person.refresh_from_db()
    return {field: getattr(person, field) for field in PROFILE}


@pytest.mark.parametrize(("days_ago", "is_kept"), [(30, True), (31, False)])
def test_a_profile_goes_thirty_days_after_the_last_post(*, days_ago: int, is_kept: bool) -> None:
    with time_machine.travel(NOW, tick=False):
        person = make_person(created_at=LONG_BEFORE, **PROFILE)
        consent = ways_in.make_consent(person=person)
        ended_on = timezone.localdate() - timedelta(days=days_ago)
        make_post(person=person, city=make_city(), ends_on=ended_on)

        keep_no_longer()

    consent.refresh_from_db()
    empty = {"phone": "", "languages": [], "diet": "", "access_needs": ""}
    assert profile_of(person) == (PROFILE if is_kept else empty)
    assert (consent.withdrawn_at is None) is is_kept


def test_profiles_of_those_in_a_post_or_an_office_stay() -> None:
    with time_machine.travel(NOW, tick=False):
        staff = make_staff(created_at=LONG_BEFORE, **PROFILE)
        moved = make_person(created_at=LONG_BEFORE, **PROFILE)
        make_post(person=moved, city=make_city(), ends_on=timezone.localdate() - 99 * DAY)
        make_post(person=moved, city=make_city(), starts_on=timezone.localdate())
        new = make_person(created_at=NOW - DAY, **PROFILE)
        for person in (staff, moved, new):
            ways_in.make_consent(person=person)

        keep_no_longer()

    assert [profile_of(person) for person in (staff, moved, new)] == [PROFILE] * 3


def test_needs_that_nobody_agreed_to_are_emptied() -> None:
    with time_machine.travel(NOW, tick=False):
        never, withdrawn, agreed = (make_representative(**PROFILE) for _ in range(3))
        ways_in.make_consent(person=withdrawn, withdrawn_at=NOW - HOUR)
        ways_in.make_consent(person=agreed)

        keep_no_longer()

    needs = [profile_of(person)["diet"] for person in (never, withdrawn, agreed)]
    assert needs == ["", "", "no nuts"]
    assert profile_of(never)["phone"] == "+31 30 1"


# People -------------------------------------------------------------------------------------------


def make_former(days_ago: int = 3 * 365 + 1, **fields: Any) -> Person:
    """Somebody whose only post ended so many days ago."""
    person = make_person(**({"created_at": LONG_BEFORE} | fields))
    ended_on = timezone.localdate() - timedelta(days=days_ago)
    make_post(person=person, city=make_city(), ends_on=ended_on)
    return person


def is_nameless(person: Person) -> bool:
    person.refresh_from_db()
    return person.erased_at is not None


@pytest.mark.parametrize(("days_ago", "is_erased"), [(3 * 365, False), (3 * 365 + 1, True)])
def test_people_become_nameless_three_years_after_the_last_post(
    *, days_ago: int, is_erased: bool
) -> None:
    with time_machine.travel(NOW, tick=False):
        person = make_former(days_ago)

        run = keep_no_longer()

    assert is_nameless(person) is is_erased
    assert run.done["former_people"] == int(is_erased)


def test_who_had_to_do_with_the_network_since_keeps_the_name() -> None:
    with time_machine.travel(NOW, tick=False):
        lately = {"starts_on": timezone.localdate() - 100 * DAY}
        came, logged_in = make_former(), make_former(last_login=NOW - 100 * DAY)
        make_attendance(meeting=make_reported(**lately), person=came)
        contact, of_meeting, in_office = make_former(), make_former(), make_former(office="staff")
        make_group(staff_contact=contact)
        make_meeting(staff_contact=of_meeting, **lately)
        newly_added = make_person(created_at=NOW - DAY)
        organiser = make_organiser(make_meeting(**lately))
        organiser.posts.update(ends_on=timezone.localdate() - 2000 * DAY)
        Person.objects.filter(pk=organiser.pk).update(created_at=LONG_BEFORE)

        keep_no_longer()

    people = [came, logged_in, contact, of_meeting, in_office, newly_added, organiser]
    assert [person for person in people if is_nameless(person)] == []


def test_who_had_to_do_with_it_long_ago_only_does_not() -> None:
    with time_machine.travel(NOW, tick=False):
        long_ago = {"starts_on": timezone.localdate() - 2000 * DAY}
        came, logged_in = make_former(), make_former(last_login=NOW - 2000 * DAY)
        make_attendance(meeting=make_reported(**long_ago), person=came)
        of_closed, never = make_former(), make_person(created_at=LONG_BEFORE)
        make_group(staff_contact=of_closed, closed_on=long_ago["starts_on"], closing_note="Done.")

        keep_no_longer()

    people = [came, logged_in, of_closed, never]
    assert [person for person in people if not is_nameless(person)] == []


# The night ----------------------------------------------------------------------------------------


def test_a_second_run_finds_nothing_left() -> None:
    with time_machine.travel(NOW, tick=False):
        a_download(LONG_BEFORE), make_former()

        first, second = keep_no_longer(), keep_no_longer()

    assert (first.done["downloads"], first.done["former_people"]) == (1, 1)
    assert set(second.done.values()) == {0}


def test_the_work_is_done_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "MOST_PORTIONS", 2)
    monkeypatch.setattr(nightly, "RULES", [_in_threes(rule("messages"))])
    with time_machine.travel(NOW, tick=False):
        for _ in range(7):
            a_message(LONG_BEFORE)

        counts = [keep_no_longer().done["messages"] for _ in range(3)]

    assert counts == [6, 1, 0]


def _in_threes(given: Rule) -> Rule:
    return Rule(given.name, given.says, given.kept, given.due, given.then, portion=3)


def test_a_rule_that_fails_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_rows: Any) -> None:
        raise RuntimeError("On purpose.")

    broken = rule("downloads")
    broken = Rule(broken.name, broken.says, broken.kept, broken.due, fail)
    monkeypatch.setattr(nightly, "RULES", [broken, rule("messages")])
    with time_machine.travel(NOW, tick=False):
        download, message = a_download(LONG_BEFORE), a_message(LONG_BEFORE)

        run = keep_no_longer()

    assert run.done["downloads"] == "failed"
    assert run.done["messages"] == 1
    assert is_there(download)
    assert not is_there(message)
    assert "The retention rule downloads failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_nights_at_once_take_each_row_once() -> None:
    for _ in range(20):
        a_message(LONG_BEFORE)

    with time_machine.travel(NOW, tick=False):
        runs = race(keep_no_longer, times=2)

    assert not Message.objects.exists()
    taken = [run.done["messages"] for run in runs if isinstance(run, RetentionRun)]
    assert sum(taken) == 20


def test_it_is_a_job() -> None:
    old = a_download(LONG_BEFORE)

    with time_machine.travel(NOW, tick=False):
        jobs.enqueue("keep_no_longer")
        jobs.run_due()

    assert not is_there(old)
    assert RetentionRun.objects.count() == 1


def test_consents_that_stand_are_those_of_the_table() -> None:
    """A new kind of consent needs to be emptied somewhere when it is withdrawn."""
    assert set(Consent.Kind) == {Consent.Kind.KEEP_NEEDS}
