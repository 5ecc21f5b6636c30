"""How a reader stands to a working group: in it, asking, or free to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from members.models import City, Group, GroupRequest
from members.models.asking import Answer
from members.reader import Reader


@dataclass(frozen=True)
class Place:
    """What the group's page offers a representative; ``cities`` are those for which the reader may ask."""

    is_taken: bool = False
    asked_at: datetime | None = None
    asked_for: str = ""
    cities: list[City] = field(default_factory=list)
    decides: bool = False

    @property
    def may_ask(self) -> bool:
        return not self.is_taken and self.asked_at is None and bool(self.cities)


def noting_request(groups: QuerySet[Group], reader: Reader) -> QuerySet[Group]:
    """Each with ``asked_at`` and ``asked_for``, the city's name, of the open request of this reader."""
    mine = GroupRequest.objects.filter(
        person=reader.person, group=OuterRef("pk"), answer=Answer.NONE
    )
    return groups.annotate(
        asked_at=Subquery(mine.values("asked_at")[:1]),
        asked_for=Subquery(mine.values("city__name")[:1]),
    )


def place_of(reader: Reader, group: Group) -> Place | None:
    """None for whoever represents no member city, and where there is nothing to ask for: a closed group takes nobody.

    The group is one of `noting_request`.
    """
    if not reader.is_representative:
        return None
    if group.pk in reader.joined_group_ids:
        return Place(is_taken=True)
    if group.closed_on is not None:
        return None
    cities = [post.city for post in reader.posts if getattr(post, "is_in_member_city", False)]
    decides = {city.pk for city in cities} <= reader.coordinated_city_ids
    asked_at: datetime | None = group.asked_at  # type: ignore[attr-defined]
    asked_for: str = group.asked_for or ""  # type: ignore[attr-defined]
    return Place(asked_at=asked_at, asked_for=asked_for, cities=cities, decides=decides)
