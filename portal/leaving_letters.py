"""What is written when somebody leaves a city: to that person, to who takes over, and to the groups' staff contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from members.models import City, Group, Person, Post
from portal.lib import mail

if TYPE_CHECKING:
    from portal.handover import Thing


@dataclass(frozen=True)
class Leaving:
    """Who leaves which post when, what passes to whom (none: to be decided), and who arranged it."""

    post: Post
    until: date
    passed: Sequence[tuple[Thing, Person | None]]
    by: Person | None

    @property
    def kept(self) -> list[Thing]:
        """What is left with the person until the city decides."""
        return [thing for thing, to in self.passed if to is None and thing.stays]

    @property
    def facts(self) -> dict[str, Any]:
        """What each of the letters says."""
        over = self.until < timezone.localdate()
        return {
            "person": self.post.person,
            "city": self.post.city,
            "by": self.by.name if self.by else settings.NETWORK_NAME,
            "until": self.until,
            "begins_on": None if over else self.until + timedelta(days=1),
            "is_over": over,
        }


def tell_who_leaves(leaving: Leaving, *, still_in: Sequence[str]) -> None:
    """``still_in`` names the cities that the person goes on to represent."""
    if leaving.post.person != leaving.by:
        passed = [(thing, to) for thing, to in leaving.passed if to is not None]
        facts = {"passed": passed, "kept": leaving.kept, "still_in": still_in}
        _tell("post_ended", leaving.post.person, leaving, **facts)


def tell_who_moves(leaving: Leaving, *, city: City) -> None:
    on = leaving.until + timedelta(days=1)
    facts = {"old_city": leaving.post.city, "city": city, "on": on, "kept": leaving.kept}
    _tell("post_moved", leaving.post.person, leaving, **facts)


def tell_those_concerned(leaving: Leaving) -> None:
    """Each successor is told once of all that passes there, each staff contact of what changes in the groups."""
    theirs: defaultdict[Person, list[Thing]] = defaultdict(list)
    in_groups: defaultdict[Person, list[tuple[Thing, Person | None]]] = defaultdict(list)
    for thing, to in leaving.passed:
        if to is not None and to != leaving.by:
            theirs[to].append(thing)
        group: Group | None = getattr(thing.row, "group", None)
        if group and group.staff_contact and group.staff_contact != leaving.by:
            in_groups[group.staff_contact].append((thing, to))
    for person, things in theirs.items():
        _tell("handed_over", person, leaving, passed=things)
    for contact, changes in in_groups.items():
        _tell("seats_changed", contact, leaving, changes=changes)


def _tell(name: str, reader: Person, leaving: Leaving, **facts: Any) -> None:
    """The mail ``name``, to who has an address."""
    if reader.email:
        context = leaving.facts | {"reader": reader} | facts
        mail.send(name, to=reader.email, person=reader, context=context)
