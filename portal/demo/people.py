"""The people of the demonstration, called by their roles, and the accounts one can log in with."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from members.actions.groups import give_mandate, join_group
from members.actions.people import add_person, begin_post
from members.models import City, Group, Person, Post

SINCE: Final = date(2015, 1, 1)


@dataclass(frozen=True)
class Account:
    """One of the demonstration's logins: ``<mailbox>@example.org``."""

    mailbox: str
    name: str
    office: Person.Office = Person.Office.NONE
    city: str = ""
    post: Post.Kind = Post.Kind.REPRESENTATIVE
    can: str = ""

    @property
    def email(self) -> str:
        return f"{self.mailbox}@example.org"


ACCOUNTS: Final = (
    Account("admin", "Administrator", Person.Office.ADMINISTRATOR, can="runs the portal"),
    Account("staff", "Secretariat", Person.Office.STAFF, can="sees every draft, page and document"),
    Account(
        "chair", "Warsaw representative", city="warsaw", can="chairs the group, sees its drafts"
    ),
    Account(
        "coordinator",
        "Utrecht coordinator",
        city="utrecht",
        post=Post.Kind.COORDINATOR,
        can="Utrecht’s contact officer",
    ),
    Account("member", "Utrecht representative", city="utrecht", can="opens members’ documents"),
    Account("host", "Brno organiser", city="brno", can="prepares the meeting in Brno"),
)
COLLEAGUES: Final = ("bialystok", "katowice", "madrid", "nantes", "porto", "riga")


def add_accounts(password: str) -> dict[str, Person]:
    """The people who can log in, by mailbox, with their posts."""
    people: dict[str, Person] = {}
    for account in ACCOUNTS:
        person = add_person(
            name=account.name,
            email=account.email,
            password=password,
            office=account.office,
            by=None,
        )
        if account.city:
            city = City.objects.get(slug=account.city)
            begin_post(person=person, city=city, kind=account.post, starts_on=SINCE, by=None)
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
