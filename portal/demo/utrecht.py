"""Utrecht's people in the demonstration, so that its coordinator's desk has something to do."""

from datetime import timedelta

from django.utils import timezone

from members.actions.groups import join_group
from members.actions.mandates import give_mandate
from members.actions.people import add_person, begin_post
from members.actions.places import ask_for_place
from members.actions.posts import end_post
from members.models import City, Group, Mandate, Person, Post
from portal.demo.people import SINCE


def add_colleagues(group: Group, *, by: Person) -> None:
    """One is in the group, one asks for a place in it, one leaves soon; and the city's seat as vice-chair is vacant."""
    utrecht = City.objects.get(slug="utrecht")
    head = _add(utrecht, "Utrecht head of social affairs", "Head of social affairs", by=by)
    join_group(group=group, person=head, starts_on=SINCE, by=by)
    officer = _add(utrecht, "Utrecht housing officer", "Policy officer, housing", by=by)
    ask_for_place(person=officer, city=utrecht, group=group, by=officer)
    manager = _add(utrecht, "Utrecht project manager", "Project manager, neighbourhoods", by=by)
    soon = timezone.localdate() + timedelta(days=30)
    end_post(post=manager.posts.get(), until=soon, by=by)
    _add(utrecht, "Utrecht researcher", "Researcher, city lab", by=by)
    give_mandate(group=group, city=utrecht, kind=Mandate.Kind.VICE_CHAIR, starts_on=SINCE, by=by)


def _add(city: City, name: str, title: str, *, by: Person) -> Person:
    person = add_person(name=name, by=by)
    begin_post(
        person=person,
        city=city,
        starts_on=SINCE,
        kind=Post.Kind.REPRESENTATIVE,
        title=title,
        by=by,
    )
    return person
