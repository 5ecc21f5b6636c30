"""Places in working groups: nominated to, asked for, answered, withdrawn from and given up."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions.groups import join_group
from members.delegation import coordinators_of, passes_to_staff_at
from members.models import City, Group, GroupMembership, GroupRequest, Person, Post
from members.models.asking import Answer
from members.models.periods import at_once, lasts_on
from portal.lib import mail, site
from portal.models import LogEntry


@transaction.atomic
def nominate(*, person: Person, city: City, group: Group, by: Person | None) -> GroupMembership:
    """Give a colleague of the city a place in a group, at once; what the person asked for is granted with it."""
    person, group = _taken(person, group)
    _check_post(person, city)
    membership = _begin(person, group, by)
    asked = GroupRequest.objects.filter(person=person, group=group, answer=Answer.NONE)
    asked.update(answer=Answer.GRANTED, answered_at=timezone.now(), answered_by=by)
    if person != by:
        _tell("nominated", [person], person=person, city=city, group=group, by=by)
    _tell_contact("group_joined", group, person=person, city=city, by=by)
    return membership


@transaction.atomic
def withdraw(*, person: Person, city: City, group: Group, by: Person | None) -> None:
    """Take a colleague's place in a group away, at once."""
    person, group = _taken(person, group)
    _end(person, group, by, verb="withdraw_from_group")
    if person != by:
        _tell("withdrawn_from_group", [person], person=person, city=city, group=group, by=by)
    _tell_contact("group_left", group, person=person, city=city, by=by)


@transaction.atomic
def give_up_place(*, person: Person, group: Group, by: Person | None) -> None:
    """Give one's own place up, at once; the coordinators of one's cities and the group's staff contact are told."""
    person, group = _taken(person, group)
    _end(person, group, by, verb="give_up_place")
    posts = list(person.posts.filter(lasts_on()).select_related("city"))
    for post in posts:
        others = [each for each in coordinators_of(post.city) if each != person]
        _tell("place_given_up", others, person=person, city=post.city, group=group, by=by)
    if posts:
        _tell_contact("group_left", group, person=person, city=posts[0].city, by=by)


@transaction.atomic
def ask_for_place(*, person: Person, city: City, group: Group, by: Person | None) -> GroupRequest:
    """Ask the coordinators of one's city for a place in a group; they, or staff in time, answer."""
    person, group = _taken(person, group)
    _check_post(person, city)
    _check_free(person, group)
    asked = GroupRequest(
        person=person, group=group, city=city, to_staff_at=passes_to_staff_at(city)
    )
    asked.full_clean()
    asked.save()
    LogEntry.objects.record("ask_for_place", group, by=by, person=person.pk, city=city.pk)
    return asked


@transaction.atomic
def take_back_request(*, person: Person, group: Group, by: Person | None) -> None:
    """Ask no more; what is answered already stays answered."""
    person, group = _taken(person, group)
    asked = GroupRequest.objects.filter(person=person, group=group, answer=Answer.NONE).first()
    if asked is None:
        raise ValidationError(_("There is no open request of yours for this group."))
    _answer(asked, Answer.TAKEN_BACK, by=by)


@transaction.atomic
def grant_place(*, asked: GroupRequest, by: Person | None) -> GroupMembership:
    """Say yes: the place is there at once, unless the group was closed or the post ended meanwhile."""
    person, group = _taken(asked.person, asked.group)
    asked = _open_request(asked)
    _check_post(person, asked.city)
    membership = _begin(person, group, by)
    _answer(asked, Answer.GRANTED, by=by)
    _tell("place_granted", [person], person=person, city=asked.city, group=group, by=by)
    _tell_contact("group_joined", group, person=person, city=asked.city, by=by)
    return membership


@transaction.atomic
def refuse_place(*, asked: GroupRequest, reason: str, by: Person | None) -> None:
    """Say no, and why: the person reads the reason."""
    person, group = _taken(asked.person, asked.group)
    asked = _open_request(asked)
    _answer(asked, Answer.REFUSED, by=by, reason=reason)
    _tell(
        "place_refused",
        [person],
        person=person,
        city=asked.city,
        group=group,
        by=by,
        reason=reason,
    )


# What all of them need ----------------------------------------------------------------------------


def _taken(person: Person, group: Group) -> tuple[Person, Group]:
    """Both rows locked, the person's first: whatever is done to one person's places is done one after the other."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return person, Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def _check_post(person: Person, city: City) -> None:
    if not Post.objects.filter(lasts_on(), person=person, city=city).exists():
        raise ValidationError(
            _("%(name)s holds no post in %(city)s today. Nothing was changed."),
            params={"name": person.name, "city": city.name},
        )


def _check_free(person: Person, group: Group) -> None:
    """The group takes people, and this one is not among them."""
    if group.closed_on is not None:
        raise ValidationError(
            _("%(group)s is closed and takes nobody any more: %(note)s"),
            params={"group": group.name, "note": group.closing_note},
        )
    if person.group_memberships.filter(lasts_on(), group=group).exists():
        raise ValidationError(
            _("%(name)s has a place in %(group)s already."),
            params={"name": person.name, "group": group.name},
        )


def _begin(person: Person, group: Group, by: Person | None) -> GroupMembership:
    """The place from today on. One that was arranged to begin later begins now."""
    _check_free(person, group)
    today = timezone.localdate()
    arranged: GroupMembership | None = person.group_memberships.filter(
        group=group, starts_on__gt=today
    ).first()
    if arranged is None:
        return join_group(group=group, person=person, starts_on=today, by=by)
    arranged.starts_on = today
    arranged.save(update_fields=["starts_on"])
    LogEntry.objects.record("join_group", group, by=by, person=person.pk)
    return arranged


def _end(person: Person, group: Group, by: Person | None, *, verb: str) -> None:
    membership = person.group_memberships.filter(lasts_on(), group=group).first()
    if membership is None:
        raise ValidationError(
            _("%(name)s has no place in %(group)s. Nothing was changed."),
            params={"name": person.name, "group": group.name},
        )
    LogEntry.objects.record(verb, group, by=by, person=person.pk)
    membership.end(at_once())


def _open_request(asked: GroupRequest) -> GroupRequest:
    """The request's row as it is now; of two who answer at once the second is told so."""
    asked = GroupRequest.objects.select_related("city", "person").get(pk=asked.pk)
    if asked.answered_at is not None:
        raise ValidationError(
            _("This request was answered meanwhile: %(answer)s. Nothing was changed."),
            params={"answer": asked.get_answer_display()},
        )
    return asked


def _answer(asked: GroupRequest, answer: Answer, *, by: Person | None, reason: str = "") -> None:
    asked.answer, asked.reason = answer, reason
    asked.answered_at, asked.answered_by = timezone.now(), by
    asked.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    LogEntry.objects.record(
        "answer_place", asked.group, by=by, person=asked.person_id, answer=str(answer)
    )


def _tell_contact(name: str, group: Group, **facts: Any) -> None:
    """The group's staff contact, where there is one who did not do it."""
    contact = group.staff_contact
    if contact is not None and contact not in {facts["by"], facts["person"]}:
        _tell(name, [contact], group=group, **facts)


def _tell(name: str, people: Iterable[Person], **facts: Any) -> None:
    """The mail ``name`` to each who has an address."""
    address = site.absolute(facts["group"].get_absolute_url())
    for reader in people:
        if reader.email:
            by = facts["by"].name if facts["by"] else settings.NETWORK_NAME
            context = {**facts, "reader": reader, "address": address, "by": by}
            mail.send(name, to=reader.email, person=reader, context=context)
