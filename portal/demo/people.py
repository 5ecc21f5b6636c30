"""The people of the demonstration, called by their roles: those who can log in, and their colleagues."""

from datetime import date
from typing import Final

from members.actions.groups import join_group
from members.actions.mandates import give_mandate
from members.actions.people import add_person, begin_post
from members.models import City, Group, Person, Post
from portal.demo.accounts import ACCOUNTS

SINCE: Final = date(2015, 1, 1)


COLLEAGUES: Final = ("bialystok", "katowice", "madrid", "nantes", "porto", "riga")


def add_accounts(password: str) -> dict[str, Person]:
    """The people who can log in, by mailbox, with their posts."""
    people: dict[str, Person] = {}
    for account in ACCOUNTS:
        person = add_person(
            name=account.name,
            email=account.email,
            password=password,
            office=Person.Office(account.office),
            by=None,
        )
        if account.city:
            city = City.objects.get(slug=account.city)
            kind = Post.Kind(account.post)
            begin_post(person=person, city=city, kind=kind, starts_on=SINCE, by=None)
        people[account.mailbox] = person
    return people


def fill_group(group: Group, people: dict[str, Person], *, by: Person) -> None:
    """Warsaw chairs; its members are the cities that came to Milan, each with a person who has no login."""
    warsaw = City.objects.get(slug="warsaw")
    give_mandate(group=group, city=warsaw, person=people["chair"], starts_on=SINCE, by=by)
    for mailbox in ("chair", "member", "host"):
        join_group(group=group, person=people[mailbox], starts_on=SINCE, by=by)
    for city in City.objects.filter(slug__in=COLLEAGUES):
        colleague = add_person(name=f"{city.name} representative", by=by)
        begin_post(person=colleague, city=city, starts_on=SINCE, by=by)
        join_group(group=group, person=colleague, starts_on=SINCE, by=by)


def set_passwords(password: str) -> None:
    """Let all accounts of the demonstration have this password, if they have another."""
    people = list(Person.objects.filter(email__in=[account.email for account in ACCOUNTS]))
    if all(person.check_password(password) for person in people[:1]):
        return
    for person in people:
        person.set_password(password)
        person.save(update_fields=["password"])
