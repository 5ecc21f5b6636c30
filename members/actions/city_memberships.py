"""Changing and ending a city's membership of the network. Its past stays; access follows it by the reading rules."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import City, CityMembership, Person
from portal.models import LogEntry


@transaction.atomic
def change_membership(
    *, city: City, kind: CityMembership.Kind, from_on: date, by: Person | None
) -> CityMembership:
    """Let a member city be of another kind from a day on, until its membership ends."""
    current = _on(city, from_on)
    if current.kind == kind:
        raise ValidationError({"kind": _("It is of this kind on that day already.")})
    if current.starts_on == from_on:
        current.kind = kind
        _keep(current)
        changed = current
    else:
        changed = CityMembership(city=city, kind=kind, starts_on=from_on, ends_on=current.ends_on)
        current.ends_on = from_on - timedelta(days=1)
        _keep(current)
        _keep(changed)
    LogEntry.objects.record("change_membership", city, by=by, kind=str(kind))
    return changed


@transaction.atomic
def leave_network(*, city: City, last_on: date, by: Person | None) -> CityMembership:
    """End a city's membership with a day. What was planned for after it is taken back; what has begun is not."""
    ending = _on(city, last_on)
    later = city.memberships.filter(starts_on__gt=last_on)
    if begun := later.filter(starts_on__lte=timezone.localdate()).order_by("starts_on").first():
        day = date_format(begun.starts_on, "j F Y")
        raise ValidationError(
            {"last_on": _("Another membership began on %(day)s: end that one.") % {"day": day}}
        )
    planned, _by_model = later.delete()
    ending.ends_on = last_on
    _keep(ending)
    LogEntry.objects.record("leave_network", city, by=by, planned=planned)
    return ending


def _on(city: City, day: date) -> CityMembership:
    """The membership that lasts on ``day``, while nobody else changes this city's."""
    City.objects.select_for_update().get(pk=city.pk)
    membership: CityMembership | None = city.memberships.current(day).first()
    if membership is None:
        said = {"city": city.name, "day": date_format(day, "j F Y")}
        raise ValidationError(_("%(city)s is not a member on %(day)s.") % said)
    return membership


def _keep(membership: CityMembership) -> None:
    membership.full_clean()
    membership.save()
