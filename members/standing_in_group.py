"""How a reader stands to a working group: in it, asking, or free to ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from members.models import City, Group, GroupRequest
from members.models.asking import Answer
from members.reader import Reader


@dataclass(frozen=True)
class Place:
    """What the group's page offers a representative; ``cities`` are those for which the reader may ask."""

    is_taken: bool = False
    asked: GroupRequest | None = None
    cities: list[City] = field(default_factory=list)
    decides: bool = False

    @property
    def may_ask(self) -> bool:
        return not self.is_taken and self.asked is None and bool(self.cities)


def place_of(reader: Reader, group: Group) -> Place | None:
    """None for whoever represents no member city, and where there is nothing to ask for: a closed group takes nobody."""
    if not reader.is_representative:
        return None
    if group.pk in reader.joined_group_ids:
        return Place(is_taken=True)
    if group.closed_on is not None:
        return None
    asked = GroupRequest.objects.filter(person=reader.person, group=group, answer=Answer.NONE)
    cities = [post.city for post in reader.posts if getattr(post, "is_in_member_city", False)]
    decides = {city.pk for city in cities} <= reader.coordinated_city_ids
    return Place(asked=asked.select_related("city").first(), cities=cities, decides=decides)
