"""The records an archive page speaks of: found where they are there, made where they are not."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.text import capfirst

from members.actions.groups import make_group
from members.actions.people import add_person
from members.models import City, Forum, Group, Person
from portal.lib.names import fold
from visits.archive import Fact, KnownCity
from visits.archive.facts import Contact
from visits.models import Meeting
from visits.models.reading import MeetingQuerySet


def known_cities() -> list[KnownCity]:
    """Every city with all its spellings, for the reading of pages."""
    cities = City.objects.prefetch_related("aliases")
    return [
        KnownCity(city.pk, city.name, tuple(alias.name for alias in city.aliases.all()))
        for city in cities
    ]


def known_groups() -> list[str]:
    """Every name and short name of a group, for the reading of "working groups a, b and c"."""
    names = Group.objects.values_list("name", "short_name")
    return [name for both in names for name in both if name]


def cities_of(facts: tuple[Fact[KnownCity], ...]) -> list[City]:
    """The records of the cities a page names, in its order."""
    found = City.objects.in_bulk([fact.value.id for fact in facts])
    return [found[fact.value.id] for fact in facts]


def group_called(name: str, *, contact: Person | None, by: Person | None) -> Group:
    """The group of this name or short name; made, with the page's contact, if it is not there."""
    for group in Group.objects.all():
        if fold(name) in {group.name_key, fold(group.short_name)}:
            return group
    return make_group(name=capfirst(name), staff_contact=contact, by=by)


def contact_called(
    fact: Fact[Contact] | None, *, by: Person | None
) -> tuple[Person | None, list[str]]:
    """The person a page names as staff contact, made without e-mail or login if nobody has that name.

    Of two people with one name neither is taken, nor is one who holds a post in a city.
    """
    if fact is None:
        return None, []
    name = fact.value.name
    people = list(Person.objects.filter(name_key=fold(name))[:2])
    if len(people) > 1:
        return None, [f"Two people are called {name}: choose the staff contact by hand."]
    if people and not people[0].office and people[0].posts.exists():
        return None, [f"{name} holds a post in a city: choose the staff contact by hand."]
    return (people[0] if people else add_person(name=name, by=by)), []


def meeting_on(
    whose: Group | Forum,
    *,
    starts_on: date | None,
    host: City | None,
    month_on: date | None = None,
    other_than: Meeting | None = None,
) -> Meeting | None:
    """The meeting that group (or forum), first day and host tell apart from all others.

    Without a first day it is the one without days, of the same month where one is known.
    """
    meetings = _of(whose).filter(starts_on=starts_on)
    if starts_on is None:
        meetings = meetings.filter(month_on=month_on)
    if host is not None:
        meetings = meetings.filter(host_rows__city=host)
    if other_than is not None:
        meetings = meetings.exclude(pk=other_than.pk)
    return meetings.first()


def announced_for(whose: Group | Forum, *, starts_on: date, host: City | None) -> Meeting | None:
    """The one draft that an earlier page announced for this month, or without saying when, in this city."""
    announced = _of(whose).filter(
        Q(month_on=starts_on.replace(day=1)) | Q(month_on__isnull=True),
        state=Meeting.State.DRAFT,
        dates=Meeting.Dates.TENTATIVE,
        starts_on__isnull=True,
        archive_page__isnull=True,
        follows__starts_on__lt=starts_on,
        version=0,
    )
    if host is None:
        announced = announced.filter(mode=Meeting.Mode.ONLINE)
    else:
        announced = announced.filter(host_rows__city=host)
    found = list(announced[:2])
    return found[0] if len(found) == 1 else None


def _of(whose: Group | Forum) -> MeetingQuerySet:
    if isinstance(whose, Group):
        return Meeting.objects.filter(lead_group=whose)
    return Meeting.objects.filter(forum=whose, lead_group=None)
