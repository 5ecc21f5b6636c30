"""Forums and working groups: who belongs to them, which cities chair them, and what they want this year."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from django.utils.text import slugify

from members.actions.groups import make_forum
from members.models import Forum, Group, GroupMembership, GroupYear, Mandate, Person, Post
from portal.generate import words
from portal.generate.asked import Asked
from portal.lib.names import fold

PEOPLE_EACH: Final = (25, 60)
# From so many on, the last one is closed.
CLOSED_FROM: Final = 10


@dataclass(frozen=True)
class Circle:
    """A group with what meetings need to know of it."""

    group: Group
    forum: Forum
    topics: list[str]
    posts: list[Post]


def add_groups(asked: Asked, posts: list[Post]) -> list[Circle]:
    """A group for every fifty people or so; names that are here already are left to whom they belong."""
    chance = asked.chance("groups")
    forums = {name: make_forum(name=name, by=None) for name in words.network()["forums"]}
    rows = _free_names()[: max(2, asked.people // 50)]
    contact = Person.objects.filter(is_active=True, office=Person.Office.STAFF).first()
    groups = Group.objects.bulk_create(_group(row, contact, chance) for row in rows)
    Group.forums.through.objects.bulk_create(
        Group.forums.through(group=group, forum=forums[row["forum"]])
        for group, row in zip(groups, rows, strict=True)
    )
    if len(groups) >= CLOSED_FROM:
        groups[-1].closed_on = date(asked.today.year - 1, 6, 30)
        groups[-1].closing_note = words.network()["closing_note"]
        groups[-1].save(update_fields=["closed_on", "closing_note"])
    circles = [
        Circle(group, forums[row["forum"]], row["topics"], _chosen(posts, chance))
        for group, row in zip(groups, rows, strict=True)
    ]
    _add_places(circles, asked, chance)
    return circles


def _free_names() -> list[dict[str, Any]]:
    """Those of the table whose name and address nobody has."""
    names = set(Group.objects.values_list("name_key", flat=True))
    slugs = set(Group.objects.values_list("slug", flat=True))
    rows: list[dict[str, Any]] = words.network()["groups"]
    return [row for row in rows if fold(row["name"]) not in names and _slug(row) not in slugs]


def _slug(row: dict[str, Any]) -> str:
    return slugify(fold(row["short"]))


def _group(row: dict[str, Any], contact: Person | None, chance: Random) -> Group:
    sentences = words.some(chance, words.network()["objectives"], 2)
    return Group(
        name=row["name"],
        short_name=row["short"],
        slug=_slug(row),
        objectives=words.paragraphs(sentences),
        staff_contact=contact,
    )


def _chosen(posts: list[Post], chance: Random) -> list[Post]:
    return chance.sample(posts, min(len(posts), chance.randint(*PEOPLE_EACH)))


def _add_places(circles: list[Circle], asked: Asked, chance: Random) -> None:
    GroupMembership.objects.bulk_create(
        GroupMembership(
            group=circle.group,
            person=post.person,
            starts_on=post.starts_on + timedelta(days=chance.randrange(300)),
        )
        for circle in circles
        for post in circle.posts
    )
    Mandate.objects.bulk_create(
        Mandate(
            group=circle.group,
            city=post.city,
            person=post.person,
            kind=kind,
            starts_on=post.starts_on,
        )
        for circle in circles
        for kind, post in zip(Mandate.Kind, circle.posts, strict=False)
    )
    GroupYear.objects.bulk_create(
        GroupYear(
            group=circle.group,
            year=asked.today.year - ago,
            objectives=words.paragraphs(words.some(chance, words.network()["objectives"], 1)),
        )
        for circle in circles
        for ago in (0, 1)
    )
