"""What becomes of an invitation once it is sent: its states, sent again, withdrawn, opened."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone

from members.actions import invitations as acts
from members.models import City, Invitation, Person
from portal.lib import jobs
from portal.models import Message
from tests.factories import make_city, make_staff
from tests.ways_in import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Person:
    return make_staff("Secretariat")


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


def state_of(invitation: Invitation) -> str:
    row = Invitation.objects.with_state().get(pk=invitation.pk)
    return str(getattr(row, "state", ""))


def link_in(body: object) -> str:
    found = re.search(r"/invitations/(\S+)/", str(body))
    assert found
    return found.group(1)


def test_sent_again_has_another_link_and_another_end(staff: Person, utrecht: City) -> None:
    row = make_invitation("a@x.org", city=utrecht, sent_at=None, sends=0)
    acts.resend(invitation=row, sends=0, by=staff)
    row.refresh_from_db()
    acts.note_opened(invitation=row)

    assert acts.resend(invitation=row, sends=1, by=staff)
    jobs.run_due()

    first, second = outbox.outbox
    assert link_in(first.body) != link_in(second.body)
    again = Invitation.objects.get()
    assert (again.sends, again.opened_at) == (2, None)
    assert row.expires_at is not None
    assert again.expires_at is not None
    assert again.expires_at > row.expires_at


def test_a_button_pressed_twice_sends_once(staff: Person, utrecht: City) -> None:
    row = make_invitation(city=utrecht)

    pressed = [acts.resend(invitation=row, sends=1, by=staff) for _ in range(2)]

    assert pressed == [True, False]
    assert Message.objects.count() == 1


@pytest.mark.parametrize("ended", ["accepted_at", "withdrawn_at"])
def test_what_is_over_is_neither_sent_nor_withdrawn(
    staff: Person, utrecht: City, ended: str
) -> None:
    fields: dict[str, Any] = {ended: timezone.now()}
    row = make_invitation(city=utrecht, **fields)

    assert not acts.resend(invitation=row, sends=1, by=staff)
    assert not acts.withdraw(invitation=row, by=staff)
    assert not Message.objects.exists()


def test_all_that_expired_are_sent_again_and_no_other(staff: Person, utrecht: City) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    old: dict[str, Any] = {"expires_at": yesterday, "sent_at": yesterday - timedelta(days=14)}
    expired = [make_invitation(f"e{each}@x.org", city=utrecht, **old) for each in range(3)]
    make_invitation("open@x.org", city=utrecht)
    make_invitation("gone@x.org", city=utrecht, withdrawn_at=yesterday, **old)
    make_invitation("elsewhere@x.org", city=make_city(), **old)

    batch = acts.resend_expired(invitations=Invitation.objects.to_cities([utrecht.pk]), by=staff)

    assert state_of(expired[0]) == "queued"
    jobs.run_due()
    assert sorted(each.to[0] for each in outbox.outbox) == [f"e{each}@x.org" for each in range(3)]
    assert state_of(expired[0]) == "sent"
    assert set(Invitation.objects.filter(batch=batch).values_list("sends", flat=True)) == {2}


def test_none_expired_makes_no_batch(staff: Person) -> None:
    assert acts.resend_expired(invitations=Invitation.objects.all(), by=staff) is None


def test_states() -> None:
    now = timezone.now()
    past = now - timedelta(days=1)
    rows = {
        "queued": make_invitation("1@x.org", sends=0),
        "sent": make_invitation("2@x.org"),
        "opened": make_invitation("3@x.org", opened_at=now),
        "expired": make_invitation("4@x.org", opened_at=past, expires_at=past),
        "accepted": make_invitation("5@x.org", accepted_at=now, expires_at=past),
        "withdrawn": make_invitation("6@x.org", withdrawn_at=now, expires_at=past),
    }

    assert {state_of(row): row for row in rows.values()} == rows
    assert Invitation.objects.counted_by_state() == dict.fromkeys(rows, 1)
    for state, row in rows.items():
        assert list(Invitation.objects.in_state(state)) == [row]


def test_opened_is_noted_once_and_for_the_newest_link_only() -> None:
    row = make_invitation()
    older = Invitation(pk=row.pk, sends=0)

    acts.note_opened(invitation=older)
    assert Invitation.objects.get().opened_at is None
    acts.note_opened(invitation=row)
    first = Invitation.objects.get().opened_at
    acts.note_opened(invitation=row)

    assert first is not None
    assert Invitation.objects.get().opened_at == first
