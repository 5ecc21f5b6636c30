"""Loads the demonstration, once and whole: the import of Milan and what is made up around it."""

from datetime import date

from django.db import transaction

from members.actions.cities import admit_city, load_cities
from members.actions.groups import describe_group, make_forum
from members.models import City, Group, Person
from portal.demo import cities, countdowns, meetings, people, registrations, utrecht
from portal.demo.accounts import ACCOUNTS
from portal.demo.calendar import Years
from portal.demo.programmes import MARK
from portal.lib.locks import hold


@transaction.atomic
def load(*, password: str, today: date) -> bool:
    """Load the demonstration if it is not there; true if it was loaded now. The passwords follow in any case."""
    hold("demonstration")
    if Person.objects.filter(email=ACCOUNTS[0].email).exists():
        people.set_passwords(password)
        return False
    years = Years.around(today)
    load_cities()
    for city in City.objects.all():
        admit_city(city=city, starts_on=people.SINCE, by=None)
    persons = people.add_accounts(password)
    admin = persons["admin"]
    milan = meetings.import_milan(year=years.milan, by=admin)
    brno = milan.followers.get()
    _describe_group(Group.objects.get(), persons, by=admin)
    meetings.add_milan(milan, by=admin)
    brno = meetings.add_brno(brno, year=years.brno, organiser=persons["host"], by=admin)
    registrations.open_registration(brno, accounts=persons, by=persons["staff"])
    meetings.add_tentative(brno, by=admin)
    countdowns.add_countdowns(milan, brno, organiser=persons["host"], by=admin)
    cities.describe(by=admin)
    cities.plan(Group.objects.get(), year=today.year, by=admin)
    return True


def _describe_group(group: Group, persons: dict[str, Person], *, by: Person) -> None:
    describe_group(
        group=group,
        forums=[make_forum(name="Social affairs", by=by)],
        objectives="<p>Cities show each other how they bring work, housing and care to those who have "
        f"least of them, and write down what others can use.</p><p>{MARK}</p>",
        by=by,
    )
    people.fill_group(group, persons, by=by)
    utrecht.add_colleagues(group, by=by)
