"""Who reads: the one thing that every reading rule and permission asks."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal, cast

from django.conf import settings
from django.utils import timezone

from members.models import AccessRequest, GroupRequest, Person, Post
from members.posts_held import posts_held, registrations_to_approve
from portal.lib.parts import FRESH, Content

IN_GROUPS = {"chairs", "belongs"}
STAFF_OFFICES = {Person.Office.STAFF, Person.Office.ADMINISTRATOR}


@dataclass(frozen=True)
class LinkScope:
    """What a signed link opens: one meeting for a guest, one agenda item of it for a speaker.

    A guest without a seat yet has the own registration, and takes part in nothing; ``stands`` is its state.
    """

    kind: Literal["guest", "speaker"]
    meeting_id: int
    item_id: int | None = None
    registration_id: int | None = None
    stands: str = "confirmed"

    @property
    def takes_part(self) -> bool:
        return self.stands == "confirmed"


@dataclass(frozen=True)
class Reader:
    """A person or none, how that was proved, whether a second factor was, and the scope of a signed link.

    Access follows posts: a person whose posts have all ended is known, but reads what a stranger reads.

    ``content`` is what this reader's request finds the content to be. Where a person stands (posts, groups, meetings)
    is part of it and is kept with it, for that person alone; office and whether one may log in are asked each time.
    """

    person: Person | None = None
    authenticated_by: str = ""
    has_second_factor: bool = False
    scope: LinkScope | None = None
    content: Content = field(default=FRESH, compare=False, repr=False)

    @property
    def now(self) -> datetime:
        return timezone.now()

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    @property
    def is_known(self) -> bool:
        """Signed in, or come by a signed link: a refusal need not send this reader to log in."""
        return self.is_signed_in or self.scope is not None

    @cached_property
    def holds_office(self) -> bool:
        """Staff or administrator by record, whether or not the second factor was given."""
        return (
            self.person is not None
            and self.person.is_active
            and self.person.office in STAFF_OFFICES
        )

    @property
    def second_factor_due_at(self) -> datetime | None:
        """When an office can no longer be used without a second factor; none where it was given or is not asked."""
        if not settings.SECOND_FACTOR_REQUIRED or self.has_second_factor or not self.holds_office:
            return None
        person = cast("Person", self.person)
        since = person.office_since_at or person.created_at
        return since + timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)

    @cached_property
    def lacks_second_factor(self) -> bool:
        due_at = self.second_factor_due_at
        return due_at is not None and due_at <= timezone.now()

    @cached_property
    def is_staff(self) -> bool:
        """Holds an office and may use it: without the second factor it lends nothing once that is due."""
        return self.holds_office and not self.lacks_second_factor

    @property
    def is_administrator(self) -> bool:
        return self.is_staff and cast("Person", self.person).office == Person.Office.ADMINISTRATOR

    @cached_property
    def posts(self) -> list[Post]:
        """The posts held today, with ``is_in_member_city`` on each."""
        person = self.person
        if person is None or not person.is_active:
            return []
        today = timezone.localdate()

        def look_up(_making: Any) -> list[Post]:
            found = posts_held(person)
            # What waits is no content, so it is not kept; but it need not be asked for twice.
            self.__dict__["number_waiting"] = sum(getattr(post, "waiting", 0) for post in found)
            return found

        return list(self.content.kept(("posts", person.pk, today), look_up))

    @cached_property
    def is_representative(self) -> bool:
        """Holds a post today in a city that is a member today."""
        return any(getattr(post, "is_in_member_city", False) for post in self.posts)

    @cached_property
    def coordinated_city_ids(self) -> frozenset[int]:
        """The member cities whose delegation this reader decides today."""
        return frozenset(
            post.city_id
            for post in self.posts
            if post.kind == Post.Kind.COORDINATOR and getattr(post, "is_in_member_city", False)
        )

    @cached_property
    def number_waiting(self) -> int:
        """How much waits for this coordinator's decision; nobody else asks the database for it.

        Where the posts were just looked up, their query has counted it.
        """
        if not (cities := self.coordinated_city_ids):
            return 0
        if "number_waiting" in self.__dict__:
            return cast("int", self.__dict__["number_waiting"])
        access, places = (
            requests.objects.waiting().of_cities(cities).order_by().values("pk")
            for requests in (AccessRequest, GroupRequest)
        )
        registrations = registrations_to_approve().filter(city__in=cities).order_by().values("pk")
        return access.union(places, registrations, all=True).count()

    @property
    def prepares(self) -> bool:
        """Has something to do at the desk: staff, chairs for their groups, organisers for their meetings."""
        return self.is_staff or bool(self.chaired_group_ids or self.organised_meeting_ids)

    @property
    def is_member(self) -> bool:
        """Reads what is for members: representatives and staff."""
        return self.is_staff or self.is_representative

    @cached_property
    def group_ids(self) -> frozenset[int]:
        """The groups this reader belongs to or holds a mandate in, today."""
        return self._standing_in("chairs", "belongs")

    @cached_property
    def joined_group_ids(self) -> frozenset[int]:
        """The groups in which this reader has a place today, whoever chairs them."""
        return self._standing_in("belongs")

    @cached_property
    def chaired_group_ids(self) -> frozenset[int]:
        """The groups whose chair or vice-chair this reader holds today, with a post in the mandate's city.

        That city is a member city today: a mandate is a member city's seat, and ends with its membership.
        """
        return self._standing_in("chairs")

    @cached_property
    def joined_meeting_ids(self) -> frozenset[int]:
        """The meetings this reader takes part in: registered with a seat, noted as present, organising,
        speaking, or guest with a seat by a signed link.
        """
        scope = self.scope
        is_guest = scope is not None and scope.kind == "guest" and scope.takes_part
        by_link = {scope.meeting_id} if scope and is_guest else set()
        return self._standing_in("registered", "attends", "organises", "speaks") | by_link

    def registration_for(self, meeting_id: int) -> str:
        """The state of the own registration; nothing where there is none that lives."""
        if self.scope is not None and self.scope.meeting_id == meeting_id:
            return self.scope.stands
        if meeting_id in self._standing_in("registered"):
            return "confirmed"
        asked = (each.split() for post in self.posts for each in getattr(post, "asks"))  # noqa: B009 - noted on it
        return next((state for key, state in asked if int(key) == meeting_id), "")

    @cached_property
    def organised_meeting_ids(self) -> frozenset[int]:
        return self._standing_in("organises")

    @cached_property
    def speaking_meeting_ids(self) -> frozenset[int]:
        return self._standing_in("speaks")

    def _standing_in(self, *ways: str) -> frozenset[int]:
        """Where the posts held today let this reader stand in one of these ways; groups are for member cities' posts."""
        return frozenset(
            pk
            for post in self.posts
            for way in ways
            if way not in IN_GROUPS or getattr(post, "is_in_member_city", False)
            for pk in getattr(post, way)
        )


STRANGER = Reader()
