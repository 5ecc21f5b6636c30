"""Inviting people, and what becomes of an invitation until it is accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.invitees import Invitee
from members.models import Invitation, InvitationBatch, Person
from members.models.invitation import InvitationQuerySet
from members.models.person import PostQuerySet
from members.reader import Reader
from members.screening import Asked, Verdict, screen
from portal.lib import jobs, links, locks, mail, site
from portal.models import LogEntry

# What the signed link of an invitation is for; it carries the row's number and how often it was sent.
PURPOSE: Final = "invitation"
# A job sends so many and leaves the rest to another: what a killed worker had begun is little.
PORTION: Final = 50


@dataclass(frozen=True)
class Invited:
    """What became of a list: its batch, none when nobody was invited, and a verdict on each entry."""

    batch: InvitationBatch | None
    verdicts: list[Verdict]

    @property
    def left(self) -> list[Verdict]:
        return [each for each in self.verdicts if not each.is_invited]

    @property
    def number(self) -> int:
        return len(self.verdicts) - len(self.left)


@transaction.atomic
def invite(*, invitees: Sequence[Invitee], asked: Asked, reader: Reader, by: Person) -> Invited:
    """Invite those of a list who can be, in one batch that a job sends; the others are left with their reasons.

    Each entry is judged again here, one list at a time, so that what two people invite at once is invited once.
    """
    locks.hold("invitations")
    verdicts = screen(invitees, asked, reader)
    good = [verdict for verdict in verdicts if verdict.is_invited]
    if not good:
        return Invited(None, verdicts)
    batch = InvitationBatch.objects.create(invited_by=by)
    rows = Invitation.objects.bulk_create(_row(verdict, batch, by) for verdict in good)
    places = Invitation.groups.through
    places.objects.bulk_create(
        places(invitation_id=row.pk, group_id=group.pk)
        for row, verdict in zip(rows, good, strict=True)
        for group in verdict.groups
    )
    LogEntry.objects.record("invite", batch, by=by, invitations=len(rows))
    jobs.enqueue("send_invitations", batch_id=batch.pk)
    return Invited(batch, verdicts)


def _row(verdict: Verdict, batch: InvitationBatch, by: Person) -> Invitation:
    return Invitation(
        batch=batch,
        email=verdict.invitee.email,
        name=verdict.invitee.name,
        title=verdict.invitee.title,
        person=verdict.person,
        city=verdict.city,
        post_kind=verdict.kind,
        office=verdict.office,
        invited_by=by,
    )


@transaction.atomic
def invite_known(*, posts: PostQuerySet, by: Person) -> InvitationBatch | None:
    """Invite people who are known here and have no account, in one batch: those of ``posts`` who were not yet.

    Who holds several posts gets one invitation, since the account opens all of them.
    """
    locks.hold("invitations")
    by_person = {post.person_id: post for post in posts.to_invite().select_related("person")}
    if not by_person:
        return None
    batch = InvitationBatch.objects.create(invited_by=by)
    Invitation.objects.bulk_create(
        Invitation(
            batch=batch,
            email=post.person.email,
            person=post.person,
            city_id=post.city_id,
            post_kind=post.kind,
            title=post.title,
            invited_by=by,
        )
        for post in by_person.values()
    )
    LogEntry.objects.record("invite", batch, by=by, invitations=len(by_person))
    jobs.enqueue("send_invitations", batch_id=batch.pk)
    return batch


@transaction.atomic
def send_batch(*, batch_id: int) -> None:
    """Send a portion of what the batch still has to send, and leave the rest to the next job.

    What is sent is so by its row, in the transaction of its mail: a job that is killed has sent nothing of its
    portion, one that runs twice nothing twice, and two at once share the rows.
    """
    waiting = Invitation.objects.to_send().filter(batch=batch_id).order_by("pk")
    locked = waiting.select_for_update(skip_locked=True, of=("self",))
    rows = locked.select_related("city", "invited_by", "person").prefetch_related("groups")
    portion = list(rows[:PORTION])
    for invitation in portion:
        _send(invitation)
    if len(portion) == PORTION:
        jobs.enqueue("send_invitations", batch_id=batch_id)


def _send(invitation: Invitation, template: str = "invitation") -> None:
    """Write the mail with a new link; links that were sent before let in no more."""
    now = timezone.now()
    invitation.sends += 1
    invitation.sent_at, invitation.opened_at = now, None
    invitation.expires_at = now + timedelta(days=settings.INVITATION_DAYS)
    invitation.save(update_fields=["sends", "sent_at", "opened_at", "expires_at"])
    mail.send(
        template,
        to=invitation.email,
        person=invitation.person,
        context={
            "invitation": invitation,
            "name": invitation.person.name if invitation.person else invitation.name,
            "groups": list(invitation.groups.all()),
            "link": _link_of(invitation),
            "until": timezone.localtime(invitation.expires_at),
        },
        is_secret=True,
    )


def _link_of(invitation: Invitation) -> str:
    token = links.signed(PURPOSE, invitation.pk, invitation.sends)
    return site.absolute(reverse("invitation", args=[token]))


@transaction.atomic
def resend(*, invitation: Invitation, sends: int, by: Person | None) -> bool:
    """Send an open invitation again; whether it was. ``sends`` is what the button knew of: pressed twice is once."""
    row = _locked(invitation)
    if not row.is_open or row.sends != sends:
        return False
    _send(row)
    LogEntry.objects.record("resend_invitation", row, by=by, sends=row.sends)
    return True


@transaction.atomic
def resend_expired(*, invitations: InvitationQuerySet, by: Person) -> InvitationBatch | None:
    """Send all that have expired of these again, as one batch; none when there is none.

    They move to a batch of this moment, and what was sent before it waits to be sent by it.
    """
    now = timezone.now()
    expired = invitations.in_state("expired").select_for_update(of=("self",))
    ids = list(expired.values_list("pk", flat=True))
    if not ids:
        return None
    batch = InvitationBatch.objects.create(invited_by=by, created_at=now)
    Invitation.objects.filter(pk__in=ids).update(batch=batch)
    LogEntry.objects.record("resend_expired_invitations", batch, by=by, invitations=len(ids))
    jobs.enqueue("send_invitations", batch_id=batch.pk)
    return batch


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person | None) -> bool:
    """Take an open invitation back; whether it was open. The link then says that it was withdrawn."""
    row = _locked(invitation)
    if not row.is_open:
        return False
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    LogEntry.objects.record("withdraw_invitation", row, by=by)
    return True


@transaction.atomic
def note_opened(*, invitation: Invitation) -> None:
    """The page behind the link was seen for the first time."""
    unseen = Invitation.objects.open().filter(pk=invitation.pk, opened_at__isnull=True)
    unseen.filter(sends=invitation.sends).update(opened_at=timezone.now())


@transaction.atomic
def send_granted(*, person: Person, city_id: int, post_kind: str, by: Person) -> Invitation:
    """Send who was granted access the link to an account of one's own, by an invitation that is open or a new one."""
    locks.hold("invitations")
    open_ones = Invitation.objects.open().filter(email=person.email, city=city_id)
    invitation = open_ones.select_for_update(of=("self",)).first()
    if invitation is None:
        invitation = Invitation.objects.create(
            email=person.email or "", city_id=city_id, post_kind=post_kind, invited_by=by
        )
    invitation.person = person
    invitation.save(update_fields=["person"])
    _send(invitation, "access_granted")
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("city", "invited_by", "person").get(pk=invitation.pk)
