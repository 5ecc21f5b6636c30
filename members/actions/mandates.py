"""Chairs and vice-chairs: a member city's seat in a group, given, passed on and ended.

Each holder of a seat is a row with dates of its own, so that it stays known who spoke for the group when.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import City, Group, Mandate, Person
from portal.models import LogEntry


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
    _hold(group)
    if group.closed_on:
        raise ValidationError(_("This group is closed: reopen it before it is given a chair."))
    if not city.memberships.current(starts_on).exists():
        said = {"city": city.name, "day": _day(starts_on)}
        raise ValidationError({"city": _("%(city)s is no member on %(day)s.") % said})
    _refuse_holder(city, person, starts_on)
    mandate = Mandate(group=group, city=city, kind=kind, person=person, starts_on=starts_on)
    mandate.full_clean()
    mandate.save()
    LogEntry.objects.record("give_mandate", group, by=by, city=city.pk, kind=str(kind))
    return mandate


@transaction.atomic
def pass_mandate(
    *, mandate: Mandate, person: Person | None, from_on: date, by: Person | None
) -> Mandate:
    """Let a city's seat be held by another of its people from a day on, or be vacant."""
    mandate = _taken(mandate)
    if mandate.starts_on > from_on or (mandate.ends_on and mandate.ends_on < from_on):
        raise ValidationError(
            {"from_on": _("The city does not hold this seat on %(day)s.") % {"day": _day(from_on)}}
        )
    if mandate.person_id == (person.pk if person else None):
        raise ValidationError({"person": _("That is so already.")})
    _refuse_holder(mandate.city, person, from_on)
    passed = mandate if mandate.starts_on == from_on else _next(mandate, from_on)
    passed.person = person
    passed.full_clean()
    passed.save()
    LogEntry.objects.record("pass_mandate", mandate.group, by=by, city=mandate.city_id)
    return passed


@transaction.atomic
def end_mandate(*, mandate: Mandate, last_on: date, by: Person | None) -> Mandate:
    """Take a city's seat back after a day."""
    mandate = _taken(mandate)
    mandate.ends_on = last_on
    mandate.full_clean()
    mandate.save(update_fields=["ends_on"])
    LogEntry.objects.record("end_mandate", mandate.group, by=by, city=mandate.city_id)
    return mandate


def _hold(group: Group) -> None:
    """Of two who give or pass on a seat of this group at once, the second finds what the first did."""
    Group.objects.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)


def _taken(mandate: Mandate) -> Mandate:
    """The seat's row as it is now, with the group held."""
    _hold(mandate.group)
    found: Mandate | None = (
        Mandate.objects.select_related("group", "city").filter(pk=mandate.pk).first()
    )
    if found is None:
        raise ValidationError(_("This seat was ended meanwhile. Nothing was changed."))
    return found


def _refuse_holder(city: City, person: Person | None, day: date) -> None:
    """A seat is a city's: who holds it has a post there."""
    if person is not None and not city.posts.current(day).filter(person=person).exists():
        said = {"person": person.name, "city": city.name, "day": _day(day)}
        raise ValidationError(
            {"person": _("%(person)s holds no post in %(city)s on %(day)s.") % said}
        )


def _next(mandate: Mandate, from_on: date) -> Mandate:
    """The same seat from a day on; until the day before it stays with whom it was."""
    following = Mandate(
        group=mandate.group,
        city=mandate.city,
        kind=mandate.kind,
        starts_on=from_on,
        ends_on=mandate.ends_on,
    )
    mandate.ends_on = from_on - timedelta(days=1)
    mandate.save(update_fields=["ends_on"])
    return following


def _day(day: date) -> str:
    return date_format(day, "j F Y")
