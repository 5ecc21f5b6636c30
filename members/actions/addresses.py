"""Changing a person's e-mail address: asked for or vouched for, confirmed at the new one, and told to the old one."""

from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from members.actions.sessions import end_sessions
from members.models import AddressChange, Invitation, Person
from portal.lib import jobs, links, mail, site
from portal.models import LogEntry

# What a link of this kind is signed for.
PURPOSE = "address_change"


class Outcome(Enum):
    """What became of a confirmation."""

    DONE = "done"
    OVER = "over"
    TAKEN = "taken"


@transaction.atomic
def ask_for_address(*, person: Person, email: str, by: Person) -> AddressChange:
    """Ask for another address; an earlier change that is still open is taken back.

    Whether somebody has the address already is found out by the job that writes to it, so that whoever asks learns
    nothing by that. Where ``by`` is another person, that one vouches that the address is the person's.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    now = timezone.now()
    AddressChange.objects.filter(person=person).open().update(taken_back_at=now)
    change = AddressChange.objects.create(
        person=person,
        email=email.lower(),
        vouched_by=None if by == person else by,
        asked_at=now,
        expires_at=now + timedelta(hours=settings.ADDRESS_CHANGE_HOURS),
    )
    LogEntry.objects.record("ask_for_address", person, by=by, change=change.pk)
    jobs.enqueue("send_address_change", change_id=change.pk)
    return change


@transaction.atomic
def send_address_change(*, change_id: int) -> None:
    """Send the link to the new address, or tell whoever has it already; and tell the old one."""
    found = AddressChange.objects.select_related("person", "vouched_by").open()
    if (change := found.filter(pk=change_id).first()) is None:
        return
    owner = Person.objects.filter(email=change.email).first()
    context: dict[str, object] = {"by": change.vouched_by, "email": change.email}
    if owner is None:
        path = reverse("confirm_address", args=[links.signed(PURPOSE, change.pk)])
        link = {"link": site.absolute(path), "hours": settings.ADDRESS_CHANGE_HOURS}
        mail.send(
            "address_confirm",
            to=change.email,
            person=change.person,
            context={**context, **link, "person": change.person},
            is_secret=True,
        )
    else:
        mail.send(
            "address_taken",
            to=change.email,
            person=owner,
            context={"person": owner},
            is_secret=True,
        )
    _tell_old("address_asked", change.person, change.person.email, **context)


@transaction.atomic
def confirm_address(*, change: AddressChange, by: Person | None, but: str | None) -> Outcome:
    """The change is made by whoever pressed the button at the new address; all sessions end but the one of key ``but``.

    If somebody else has the address by now, nothing is changed and the change is over. What was sent to the old
    address lets nobody in any more.
    """
    person = Person.objects.select_for_update().get(pk=change.person_id)
    rows = AddressChange.objects.select_for_update(of=("self",)).select_related("vouched_by")
    change = rows.get(pk=change.pk)
    if not change.is_open or not person.is_active or not _is_vouched_enough(change, person):
        return Outcome.OVER
    old = person.email
    if not _is_moved(person, change.email):
        change.taken_back_at = timezone.now()
        change.save(update_fields=["taken_back_at"])
        return Outcome.TAKEN
    change.confirmed_at = timezone.now()
    change.save(update_fields=["confirmed_at"])
    end_sessions(person=person, by=by, but=but)
    _withdraw_invitations(person, old)
    LogEntry.objects.record("confirm_address", person, by=by, change=change.pk)
    _tell_old("address_changed", person, old, email=change.email, by=change.vouched_by)
    return Outcome.DONE


@transaction.atomic
def take_back_address(*, person: Person, by: Person) -> bool:
    """Give up the change that is open; says whether there was one."""
    found = AddressChange.objects.filter(person=person).open().update(taken_back_at=timezone.now())
    if found:
        LogEntry.objects.record("take_back_address", person, by=by)
    return bool(found)


def _is_vouched_enough(change: AddressChange, person: Person) -> bool:
    """Whoever was given an office since is vouched for by administrators alone."""
    by = change.vouched_by
    return by is None or not person.office or by.office == Person.Office.ADMINISTRATOR


def _withdraw_invitations(person: Person, old: str | None) -> None:
    """Their links were sent to a mailbox that is the person's no more, and may be another's."""
    to_old = Q(person=person) | Q(email=old) if old else Q(person=person)
    sent = Invitation.objects.open().filter(to_old).exclude(email=person.email)
    sent.update(withdrawn_at=timezone.now())


def _is_moved(person: Person, email: str) -> bool:
    """Whether the address was free: two who confirm it at once are told apart by the database."""
    person.email = email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        return False
    return True


def _tell_old(name: str, person: Person, old: str | None, **context: object) -> None:
    if old:
        context = {**context, "person": person, "at": timezone.localtime()}
        mail.send(name, to=old, person=person, context=context, is_secret=True)
