"""Cities, people, posts, forums, working groups, and the ways into them."""

from members.models.address import AddressChange
from members.models.asking import AccessRequest, Answer, GroupRequest
from members.models.city import City, CityAlias, CityDomain, CityMembership, FormerAddress
from members.models.city_picture import CityPicture
from members.models.consent import Consent
from members.models.group import Forum, Group, GroupMembership, GroupYear, Mandate
from members.models.history import GroupHistory, GroupYearHistory
from members.models.invitation import Invitation, InvitationBatch
from members.models.person import Person, Post

__all__ = [
    "AccessRequest",
    "AddressChange",
    "Answer",
    "City",
    "CityAlias",
    "CityDomain",
    "CityMembership",
    "CityPicture",
    "Consent",
    "FormerAddress",
    "Forum",
    "Group",
    "GroupHistory",
    "GroupMembership",
    "GroupRequest",
    "GroupYear",
    "GroupYearHistory",
    "Invitation",
    "InvitationBatch",
    "Mandate",
    "Person",
    "Post",
]
