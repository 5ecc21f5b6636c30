"""Making, describing, closing and reopening working groups, and who belongs to them. Who chairs them is in mandates."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.models import Forum, Group, GroupMembership, GroupYear, Person
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
def edit_group(
    *,
    group: Group,
    by: Person | None,
    name: str,
    short_name: str,
    staff_contact: Person | None,
    objectives: str,
    forums: Iterable[Forum],
) -> Group:
    """Change all that is said of a group. Its address stays."""
    group.name, group.short_name = name, short_name
    group.staff_contact, group.objectives = staff_contact, clean(objectives)
    group.full_clean()
    group.save()
    group.forums.set(forums)
    LogEntry.objects.record("edit_group", group, by=by)
    return group


@transaction.atomic
def set_objectives(
    *, group: Group, year: int, objectives: str, by: Person | None, seen: str | None = None
) -> GroupYear | None:
    """Say what a group wants to reach in a year; an empty text takes the year away.

    Where another text than ``seen`` stands there by now, nothing is written; none: whatever stands there.
    """
    Group.objects.select_for_update().get(pk=group.pk)
    row = group.years.filter(year=year).first() or GroupYear(group=group, year=year)
    if seen is not None and row.objectives != seen:
        raise ValidationError(
            _(
                "The objectives of %(year)s say something else by now. What you typed is still here: save again to put "
                "yours in their place."
            )
            % {"year": year},
            code="changed",
        )
    row.objectives = clean(objectives)
    if row.objectives:
        row.full_clean()
        row.save()
    elif row.pk:
        row.delete()
    LogEntry.objects.record("set_objectives", group, by=by, year=year)
    return row if row.objectives else None


@transaction.atomic
def close_group(*, group: Group, closed_on: date, note: str, by: Person | None) -> Group:
    """Close a group with a note that says why. Its pages, its people and what they may read stay as they are."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.closed_on:
        raise ValidationError(_("This group is closed already."))
    group.closed_on, group.closing_note = closed_on, note.strip()
    group.full_clean()
    group.save(update_fields=["closed_on", "closing_note"])
    LogEntry.objects.record("close_group", group, by=by)
    return group


@transaction.atomic
def reopen_group(*, group: Group, by: Person | None) -> Group:
    """Let a closed group work again; its closing note goes."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if not group.closed_on:
        raise ValidationError(_("This group is open."))
    group.closed_on, group.closing_note = None, ""
    group.full_clean()
    group.save(update_fields=["closed_on", "closing_note"])
    LogEntry.objects.record("reopen_group", group, by=by)
    return group


@transaction.atomic
def join_group(
    *, group: Group, person: Person, starts_on: date, by: Person | None
) -> GroupMembership:
    """Begin a person's membership of a group. Nobody joins a closed one."""
    # Of two who add the same person at once, the second finds what the first did.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if group.closed_on:
        raise ValidationError(_("This group is closed: reopen it before people join it."))
    membership = GroupMembership(group=group, person=person, starts_on=starts_on)
    membership.full_clean()
    membership.save()
    LogEntry.objects.record("join_group", group, by=by, person=person.pk)
    return membership


@transaction.atomic
def leave_group(
    *, membership: GroupMembership, last_on: date, by: Person | None
) -> GroupMembership:
    """End a person's membership of a group with a day."""
    # Of two who end it at once, as when the post ends, the second finds what the first did.
    Person.objects.select_for_update(no_key=True).get(pk=membership.person_id)
    found: GroupMembership | None = (
        GroupMembership.objects.select_related("group").filter(pk=membership.pk).first()
    )
    if found is None:
        raise ValidationError(_("This place was ended meanwhile. Nothing was changed."))
    membership = found
    membership.ends_on = last_on
    membership.full_clean()
    membership.save(update_fields=["ends_on"])
    LogEntry.objects.record("leave_group", membership.group, by=by, person=membership.person_id)
    return membership
