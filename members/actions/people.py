"""Adding people and beginning their posts."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import City, Person, Post
from portal.models import LogEntry


@transaction.atomic
def add_person(
    *,
    name: str,
    by: Person | None,
    email: str | None = None,
    password: str | None = None,
    office: Person.Office = Person.Office.NONE,
) -> Person:
    """Add a person, who may exist without an e-mail and without ever logging in."""
    since_at = timezone.now() if office else None
    person = Person.objects.create_user(
        email, password, name=name, office=office, office_since_at=since_at
    )
    LogEntry.objects.record("add_person", person, by=by, office=str(office))
    return person


@transaction.atomic
def known_or_added(
    *, name: str, email: str, by: Person | None, password: str | None = None
) -> tuple[Person, bool]:
    """The person of an address, locked, and whether it was added now: of two who add it at once the second finds it."""
    known = Person.objects.select_for_update(no_key=True).filter(email=email)
    if person := known.first():
        return person, False
    try:
        with transaction.atomic():
            return add_person(name=name, email=email, password=password, by=by), True
    except (IntegrityError, ValidationError):
        if person := known.first():
            return person, False
        raise


@transaction.atomic
def begin_post(
    *,
    person: Person,
    city: City,
    starts_on: date,
    by: Person | None,
    kind: Post.Kind = Post.Kind.REPRESENTATIVE,
    title: str = "",
) -> Post:
    """Begin a person's post in a city."""
    # Of two who begin the same post at once, the second finds what the first did.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    post = Post(person=person, city=city, kind=kind, title=title, starts_on=starts_on)
    post.full_clean()
    post.save()
    LogEntry.objects.record("begin_post", person, by=by, city=city.pk, kind=str(kind))
    return post
