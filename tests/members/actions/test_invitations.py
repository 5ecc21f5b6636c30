"""Inviting, sending in portions, sending again, withdrawing; what is killed, pressed twice or done at once."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail as outbox
from django.db import transaction
from django.utils import timezone

from members import invitees
from members.actions import invitations as acts
from members.models import City, Invitation, Person
from members.reader import Reader
from members.screening import Asked
from portal.lib import jobs
from portal.models import LogEntry, Message
from tests.factories import make_city, make_group, make_person, make_post, make_staff
from tests.racing import race
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Person:
    return make_staff("Secretariat")


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


def invite(text: str, by: Person, city: City, **asked: object) -> acts.Invited:
    box = invitees.read(text)
    return acts.invite(
        invitees=box.invitees,
        asked=Asked(city=city, **asked),  # type: ignore[arg-type]
        reader=Reader(person=by),
        by=by,
    )


def many(number: int) -> str:
    return "\n".join(f"Person {each} <p{each}@x.org>" for each in range(number))


def state_of(invitation: Invitation) -> str:
    row = Invitation.objects.with_state().get(pk=invitation.pk)
    return str(getattr(row, "state", ""))


def test_the_good_are_invited_and_the_rest_left(staff: Person, utrecht: City) -> None:
    group = make_group("Night")

    done = invite("Anna <a@x.org>\nrubbish", staff, utrecht, groups=(group,))

    (row,) = Invitation.objects.all()
    assert (row.email, row.name, row.city, row.sends) == ("a@x.org", "Anna", utrecht, 0)
    assert list(row.groups.all()) == [group]
    assert (row.batch, row.invited_by, state_of(row)) == (done.batch, staff, "queued")
    assert [verdict.invitee.text for verdict in done.left] == ["rubbish"]
    assert LogEntry.objects.get(verb="invite").facts == {"invitations": 1}


def test_nobody_to_invite_leaves_no_batch(staff: Person, utrecht: City) -> None:
    done = invite("rubbish", staff, utrecht)

    assert (done.batch, done.number) == (None, 0)
    assert not LogEntry.objects.filter(verb="invite").exists()


def test_the_mail_says_who_what_and_until_when(utrecht: City) -> None:
    coordinator = make_coordinator(utrecht, "Utrecht coordinator")
    with time_machine.travel("2026-05-04 10:00Z", tick=False):
        invite("Anna <a@x.org>", coordinator, utrecht, groups=(make_group("Night mayors"),))
        jobs.run_due()

    (sent,) = outbox.outbox
    body = str(sent.body)
    assert sent.to == ["a@x.org"]
    assert sent.subject == "EUROCITIES: you are invited to represent Utrecht"
    assert body.startswith("Dear Anna,")
    for part in (
        "Utrecht coordinator invites you to EUROCITIES as representative of Utrecht.",
        "- Night mayors",
        "until 18 May 2026, 12:00 CEST",
        "http://localhost:8000/invitations/",
        "If you did not expect this, do nothing.",
    ):
        assert part in body
    message = Message.objects.get()
    assert (message.text, message.state) == ("", "sent")


def test_no_name_writes_a_header(staff: Person, utrecht: City) -> None:
    invite('email,name\na@x.org,"Eve\nBcc: all@x.org"\n', staff, utrecht)
    jobs.run_due()

    (sent,) = outbox.outbox
    assert sent.recipients() == ["a@x.org"]
    assert "Bcc" not in dict(sent.message().items())


def test_how_long_it_holds_is_a_setting(
    staff: Person, utrecht: City, settings: LazySettings
) -> None:
    settings.INVITATION_DAYS = 3
    invite("a@x.org", staff, utrecht)
    jobs.run_due()

    row = Invitation.objects.get()
    assert row.expires_at is not None
    assert row.sent_at is not None
    assert row.expires_at - row.sent_at == timedelta(days=3)


def test_a_batch_is_sent_in_portions(staff: Person, utrecht: City) -> None:
    done = invite(many(acts.PORTION + 1), staff, utrecht)
    assert done.batch

    acts.send_batch(batch_id=done.batch.pk)

    counted = Invitation.objects.counted_by_state()
    assert counted == {"sent": acts.PORTION, "queued": 1}
    jobs.run_due()
    assert Invitation.objects.counted_by_state() == {"sent": acts.PORTION + 1}
    assert len(outbox.outbox) == acts.PORTION + 1


def test_what_a_killed_job_began_is_done_once_by_the_next(staff: Person, utrecht: City) -> None:
    done = invite(many(3), staff, utrecht)
    assert done.batch
    with transaction.atomic():
        acts.send_batch(batch_id=done.batch.pk)
        transaction.set_rollback(True)
    assert not Message.objects.exists()

    jobs.run_due()
    acts.send_batch(batch_id=done.batch.pk)
    jobs.run_due()

    assert sorted(each.to[0] for each in outbox.outbox) == [f"p{each}@x.org" for each in range(3)]
    assert set(Invitation.objects.values_list("sends", flat=True)) == {1}


def test_what_was_withdrawn_while_it_waited_is_not_sent(staff: Person, utrecht: City) -> None:
    invite(many(2), staff, utrecht)
    acts.withdraw(invitation=Invitation.objects.get(email="p0@x.org"), by=staff)

    jobs.run_due()

    assert [each.to for each in outbox.outbox] == [["p1@x.org"]]


def test_five_thousand_at_once(staff: Person, utrecht: City) -> None:
    done = invite(many(5000), staff, utrecht)
    assert done.batch

    acts.send_batch(batch_id=done.batch.pk)
    acts.send_batch(batch_id=done.batch.pk)

    sent = 2 * acts.PORTION
    assert Invitation.objects.counted_by_state() == {"sent": sent, "queued": 5000 - sent}
    assert Message.objects.count() == sent
    assert jobs.unfinished("send_invitations", "batch_id") == {done.batch.pk}


# People who are known -----------------------------------------------------------------------------


def test_known_people_without_an_account_are_invited_in_waves(staff: Person, utrecht: City) -> None:
    brno = make_city("Brno")
    anna = make_person("Anna", city=utrecht)
    make_post(person=anna, city=brno)
    bo = make_person("Bo", city=brno)
    make_person("With account", city=utrecht, password="a password")
    make_person("No address", city=utrecht, email=None)
    make_person("Closed", city=utrecht, is_active=False)
    make_person("Left", city=make_city(is_member=False))
    make_person("No post")
    from_utrecht = anna.posts.model.objects.filter(city=utrecht)

    acts.invite_known(posts=from_utrecht, by=staff)
    assert [each.person for each in Invitation.objects.all()] == [anna]
    acts.invite_known(posts=anna.posts.model.objects.all(), by=staff)
    acts.invite_known(posts=anna.posts.model.objects.all(), by=staff)

    assert {each.person for each in Invitation.objects.all()} == {anna, bo}
    assert Invitation.objects.count() == 2


def test_who_came_without_a_password_is_not_invited_again(staff: Person, utrecht: City) -> None:
    anna = make_person("Anna", city=utrecht, last_login=timezone.now())

    assert acts.invite_known(posts=anna.posts.model.objects.all(), by=staff) is None


# At once ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_invite_the_same_people_at_once_invite_them_once() -> None:
    city, staff = make_city("Utrecht"), make_staff()

    results = race(lambda: invite(many(5), staff, city), times=4)

    assert [each for each in results if isinstance(each, Exception)] == []
    assert Invitation.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_jobs_of_a_batch_at_once_send_each_mail_once() -> None:
    city, staff = make_city("Utrecht"), make_staff()
    batch = invite(many(30), staff, city).batch
    assert batch

    race(lambda: acts.send_batch(batch_id=batch.pk), times=4)

    assert set(Invitation.objects.values_list("sends", flat=True)) == {1}
    assert Message.objects.count() == 30
