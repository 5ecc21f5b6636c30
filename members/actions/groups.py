"""Making working groups, and who belongs to and chairs them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from members.models import City, Forum, Group, GroupMembership, Mandate, Person
from portal.lib.names import fold
from portal.lib.richtext import clean
from portal.models import LogEntry


@transaction.atomic
def make_forum(*, name: str, by: Person | None) -> Forum:
    """The forum of this name, made if it is not there."""
    slug = slugify(fold(name))
    forum, is_new = Forum.objects.get_or_create(slug=slug, defaults={"name": name})
    if is_new:
        LogEntry.objects.record("make_forum", forum, by=by)
    return forum


@transaction.atomic
def make_group(
    *,
    name: str,
    by: Person | None,
    short_name: str = "",
    objectives: str = "",
    staff_contact: Person | None = None,
    forums: Iterable[Forum] = (),
) -> Group:
    """Make a working group; its address comes from its short name, or else from its name."""
    group = Group(
        name=name,
        short_name=short_name,
        slug=slugify(fold(short_name or name)),
        objectives=clean(objectives),
        staff_contact=staff_contact,
    )
    group.full_clean()
    group.save()
    group.forums.set(forums)
    LogEntry.objects.record("make_group", group, by=by)
    return group


@transaction.atomic
def describe_group(
    *, group: Group, by: Person | None, objectives: str, forums: Iterable[Forum]
) -> Group:
    """Set a group's objectives and forums."""
    group.objectives = clean(objectives)
    group.full_clean()
    group.save(update_fields=["objectives"])
    group.forums.set(forums)
    LogEntry.objects.record("describe_group", group, by=by)
    return group


@transaction.atomic
def join_group(
    *, group: Group, person: Person, starts_on: date, by: Person | None
) -> GroupMembership:
    """Begin a person's membership of a group."""
    membership = GroupMembership(group=group, person=person, starts_on=starts_on)
    membership.full_clean()
    membership.save()
    LogEntry.objects.record("join_group", group, by=by, person=person.pk)
    return membership


@transaction.atomic
def give_mandate(
    *,
    group: Group,
    city: City,
    starts_on: date,
    by: Person | None,
    person: Person | None = None,
    kind: Mandate.Kind = Mandate.Kind.CHAIR,
) -> Mandate:
    """Give a city the seat of chair or vice-chair of a group, held by a person or vacant."""
    mandate = Mandate(group=group, city=city, kind=kind, person=person, starts_on=starts_on)
    mandate.full_clean()
    mandate.save()
    LogEntry.objects.record("give_mandate", group, by=by, city=city.pk, kind=str(kind))
    return mandate
