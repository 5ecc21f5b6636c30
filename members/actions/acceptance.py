"""Accepting an invitation: the person, the posts and the places in groups, all at once or not at all."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.actions.groups import join_group
from members.actions.people import begin_post, known_or_added
from members.models import City, Invitation, Person, Post
from members.opening import Closed, why_closed
from portal.lib import locks
from portal.models import LogEntry


class ClosedError(Exception):
    """The invitation lets nobody in now; ``why`` says which sentence its page shows."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def accept(
    *,
    invitation: Invitation,
    sends: int,
    by: Person | None,
    name: str = "",
    title: str = "",
    password: str = "",
) -> Person:
    """Begin what the invitation offers, and return the person; raises `ClosedError`.

    ``by`` is who is signed in: a person who has an account accepts as that person alone, and keeps name and password.
    What was begun in the meantime is left as it is, and an invitation is accepted once, however many press the button.
    """
    # Two invitations of one address, accepted at once, are of one person; before the row, as granting a request does.
    locks.hold(f"person {invitation.email}")
    _hold_person(invitation)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("city")
    row = rows.filter(pk=invitation.pk).first()
    if row is None:
        # Erased with its person at this instant.
        raise ClosedError(Closed.WITHDRAWN)
    person = row.person or Person.objects.filter(email=row.email).first()
    if why := why_closed(row, sends, person, by):
        raise ClosedError(why)
    if person is None:
        person, is_new = known_or_added(
            name=name, email=row.email, password=password or None, by=None
        )
        if not is_new:
            # Added at this instant, as a list that is imported does: looked at again, as somebody who is known.
            return accept(
                invitation=row, sends=sends, by=by, name=name, title=title, password=password
            )
    elif not person.has_account:
        _take_over(person, name, password)
    if row.city:
        _begin_post(row.city, person, Post.Kind(row.post_kind), title or row.title)
    if row.office:
        _give_office(person, Person.Office(row.office))
    _join_groups(row, person)
    row.person, row.accepted_at = person, timezone.now()
    row.save(update_fields=["person", "accepted_at"])
    LogEntry.objects.record("accept_invitation", row, by=person)
    return person


def _hold_person(invitation: Invitation) -> None:
    """The person's row before the invitation's, as erasing takes them: of two in turns, neither waits for the other.

    What a list that is imported gives the same person meanwhile is there, or is yet to come.
    """
    whose = Q(pk=invitation.person_id) | Q(email=invitation.email)
    list(Person.objects.select_for_update(no_key=True).filter(whose).order_by("pk"))


def _take_over(person: Person, name: str, password: str) -> None:
    """Who was known before without an account: the record becomes the person's own."""
    if name:
        person.name = name
    if password:
        person.set_password(password)
    person.save(update_fields=["name", "name_key", "password"])


def _begin_post(city: City, person: Person, kind: Post.Kind, title: str) -> None:
    """A post that is held already stays; a coordinator is one from now on, and a title that was missing is noted."""
    today = timezone.localdate()
    held = Post.objects.filter(person=person, city=city).exclude(ends_on__lt=today).first()
    if held is None:
        begin_post(person=person, city=city, kind=kind, title=title, starts_on=today, by=person)
        return
    wanted = {
        "kind": kind if kind == Post.Kind.COORDINATOR else held.kind,
        "title": title or held.title,
        "starts_on": min(held.starts_on, today),
    }
    changed = [name for name, value in wanted.items() if getattr(held, name) != value]
    if changed:
        for name in changed:
            setattr(held, name, wanted[name])
        held.save(update_fields=changed)
        facts = {"city": city.pk, "kind": str(held.kind), "fields": changed}
        LogEntry.objects.record("change_post", person, by=person, **facts)


def _give_office(person: Person, office: Person.Office) -> None:
    """The grace for a second factor counts from the first office that was given."""
    if not person.office:
        person.office_since_at = timezone.now()
    person.office = office
    person.save(update_fields=["office", "office_since_at"])
    LogEntry.objects.record("give_office", person, by=None, office=str(office))


def _join_groups(invitation: Invitation, person: Person) -> None:
    today = timezone.localdate()
    joined = person.group_memberships.exclude(ends_on__lt=today).values("group")
    for group in invitation.groups.open().exclude(pk__in=joined):
        join_group(group=group, person=person, starts_on=today, by=person)
