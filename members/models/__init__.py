"""Cities, people, posts, forums and working groups."""

from members.models.city import City, CityAlias, CityMembership
from members.models.group import Forum, Group, GroupMembership, Mandate
from members.models.person import Person, Post

__all__ = [
    "City",
    "CityAlias",
    "CityMembership",
    "Forum",
    "Group",
    "GroupMembership",
    "Mandate",
    "Person",
    "Post",
]
