"""Erasing a person: in one transaction, across all apps, by the table of personal data.

What is left is a record without a name, so that numbers of people at meetings stay right, and a list of the places in
what is published that name the person, for somebody to decide about. docs/decisions/0091 says why it is so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.actions.posts import end_post
from members.actions.waiting import pass_to_staff
from members.administrators import refuse_last_administrator
from members.models import AccessRequest, AddressChange, City, Invitation, Person, Post
from portal import roles
from portal.lib import jobs, mail
from portal.lib.history import History
from portal.models import LogEntry, Mention, Message
from portal.naming import Sought
from portal.retention import PUBLISHED, PURPOSES, Erased, Held
from visits.actions.registration.erasing import leave_meetings
from visits.models import AgendaChange, Meeting, Registration, Speaker

# Kept as the name, so that every page that says by whom something was done says this.
NAMELESS: Final = "a former colleague"
# Rows that are not found by a person's number, or that no model may delete.
IN_OTHER_WAYS: Final = frozenset({"sessions.Session", "procrastinate.ProcrastinateJob"})


class Reason(models.TextChoices):
    WISH = "wish", _("asked for it here")
    ASKED = "asked", _("the person asked for it in writing")
    LEFT = "left", _("the person has left the network")
    MISTAKE = "mistake", _("the record was made by mistake")
    TERM = "term", _("the term of its record was over")


@transaction.atomic
def erase(*, person: Person, by: Person | None, reason: Reason) -> bool:
    """Erase ``person``; says whether there was anybody left to erase.

    What the person is registered for is given up before all else, as any seat is: the meetings' rows are locked before the
    person's, as everywhere. Then the row is locked, so that who changes the person at the same time comes before, or finds
    nobody: the database refuses to write to an erased person's record. Raises ValidationError for the last administrator.
    """
    refuse_last_administrator(person)
    leave_meetings(person=person, by=by)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        return False
    sought = _sought(person)
    vacated = [role for role in roles.held_by(person) if not sought.is_named_in(role.words)]
    mentions = list(_mentions(person, sought))
    _empty_words_of_others(sought)
    cities = _end_posts(person)
    _end_sessions(person)
    jobs.forget("person_id", person.pk)
    for held in _in_order():
        _erase_rows(held, person)
    _delete_by_address(sought)
    _leave_nameless(person)
    for city in cities:
        pass_to_staff(city=city, day=timezone.localdate())
    Mention.objects.bulk_create(mentions)
    own_wish = by is None or by.pk == person.pk
    LogEntry.objects.record("erase_person", person, by=None if own_wish else by, reason=str(reason))
    _tell_secretariat(person, reason, vacated, len(mentions))
    return True


# What names the person --------------------------------------------------------------------------


def _sought(person: Person) -> Sought:
    """Under all the names and addresses by which the portal has known the person."""
    own = Q(person=person) | Q(email=person.email) if person.email else Q(person=person)
    asked = [
        *Invitation.objects.filter(own).values_list("name", "email"),
        *AccessRequest.objects.filter(own).values_list("name", "email"),
    ]
    changed = AddressChange.objects.filter(person=person).values_list("email", flat=True)
    written = Message.objects.filter(person=person).values_list("to", flat=True)
    names = {person.name, *(name for name, _email in asked)}
    addresses = {person.email, *(email for _name, email in asked), *changed, *written}
    return Sought.of(names, addresses - {settings.NETWORK_EMAIL})


def _mentions(person: Person, sought: Sought) -> Iterator[Mention]:
    """Each place in what is published that names the person."""
    for held in PUBLISHED.held:
        for field in held.names:
            for row in sought.rows_naming(held.model, field):
                yield Mention(
                    person_id=person.pk,
                    subject_type=held.label.lower(),
                    subject_id=row.pk,
                    field=field,
                )


def _empty_words_of_others(sought: Sought) -> None:
    """What others wrote and nobody published, where it names the person. A mail that waits is not sent any more."""
    for held in _all_held():
        for field in held.about_anyone.split():
            rows = held.model.objects.filter(
                pk__in=[row.pk for row in sought.rows_naming(held.model, field)]
            )
            if held.model is Message:
                rows.filter(state=Message.State.QUEUED).delete()
            if held.model is AgendaChange or issubclass(held.model, History):
                # A way back that leads to the name is none.
                rows.delete()
                continue
            rows.update(**{field: ""})


# What is the person's ---------------------------------------------------------------------------


def _all_held() -> Iterator[Held]:
    for purpose in PURPOSES:
        yield from purpose.held


def _in_order() -> list[Held]:
    """Rows that are found through others go before these."""
    return sorted(_all_held(), key=lambda held: held.erased is Erased.DELETED)


def _end_posts(person: Person) -> list[City]:
    """As any post ends; returns the cities, where what waited for their only coordinator passes to staff at once."""
    today = timezone.localdate()
    lasting = Q(ends_on=None) | Q(ends_on__gt=today)
    posts = list(Post.objects.filter(lasting, person=person).select_related("city"))
    for post in posts:
        end_post(post=post, until=today, by=None)
    return [post.city for post in posts]


def _erase_rows(held: Held, person: Person) -> None:
    if held.label in IN_OTHER_WAYS or held.whose is None:
        return
    rows = held.rows_of(person)
    if held.erased is Erased.DELETED:
        rows.delete()
    elif held.erased is Erased.CLEARED:
        _touch(rows)
        for field in _pointers(held, person):
            rows.filter(**{field.name: person.pk}).update(**{field.name: None})


def _pointers(held: Held, person: Person) -> list[Any]:
    """The fields by which rows point to a person, whether or not the database knows that they do."""
    return [
        column
        for column in held.columns
        if column.related_model is type(person) or column.name == "actor_id"
    ]


def _touch(rows: models.QuerySet[Any]) -> None:
    """Who edits such a meeting now is told that it has changed."""
    if rows.model is Meeting:
        rows.update(version=models.F("version") + 1, changed_at=timezone.now())


def _end_sessions(person: Person) -> None:
    """Of those that are in no list only their content tells whose they are."""
    listed = UserSession.objects.filter(user=person).values("session_key")
    Session.objects.filter(pk__in=listed).delete()
    going_on = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    own = [
        session.pk
        for session in going_on
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=own).delete()


def _delete_by_address(sought: Sought) -> None:
    """What was sent to, or asked under, one of the person's addresses, and does not say whose it is."""
    Invitation.objects.filter(email__in=sought.addresses).delete()
    AccessRequest.objects.filter(email__in=sought.addresses).delete()
    Message.objects.filter(to__in=sought.addresses).delete()
    AddressChange.objects.filter(email__in=sought.addresses).delete()


def _leave_nameless(person: Person) -> None:
    Speaker.objects.filter(person=person).update(name="", role="", organisation="")
    Registration.objects.filter(person=person).update(
        role="", organisation="", reason="", note="", copy_to=""
    )
    person.name, person.email, person.erased_at = NAMELESS, None, timezone.now()
    person.is_active, person.last_login = False, None
    person.office, person.office_since_at = Person.Office.NONE, None
    person.phone, person.languages, person.news = "", [], Person.News.NEVER
    person.diet = person.access_needs = ""
    person.set_unusable_password()
    person.save()


def _tell_secretariat(
    person: Person, reason: Reason, vacated: list[roles.Role], mentions: int
) -> None:
    """Without a name, which would be kept with the mail: what is vacant now, and what there is to decide.

    A role in something whose title names the person is left out: the title is among what there is to decide.
    """
    mail.send(
        "person_erased",
        to=settings.NETWORK_EMAIL,
        context={
            "number": person.pk,
            "reason": reason.label,
            "vacated": vacated,
            "mentions": mentions,
        },
    )
