"""The people of PRODUCT 1, and those who are not those people any more, around one meeting of two groups."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from members.models import City, CityMembership, Group, Mandate, Person, Post
from members.reader import LinkScope, Reader
from tests.factories import (
    LONG_AGO,
    make_attendance,
    make_chair,
    make_city,
    make_day,
    make_former_representative,
    make_group,
    make_group_membership,
    make_item,
    make_mandate,
    make_meeting,
    make_organiser,
    make_person,
    make_post,
    make_representative,
    make_staff,
)
from tests.ways_in import make_coordinator
from visits.models import Meeting

# Who may, in the words of the rules. A set names personas of `Cast.readers`.
NOBODY: frozenset[str] = frozenset()
STAFF = frozenset({"staff", "administrator"})
EDITORS = STAFF | {"chair", "vice-chair", "chair of the joint group", "organiser"}
PARTICIPANTS = frozenset({"organiser", "participant", "speaker", "guest"})
GROUP = frozenset(
    {
        "group member",
        "member of the joint group",
        "chair",
        "vice-chair",
        "chair of the joint group",
    }
)
MEMBERS = (
    STAFF
    | GROUP
    | {
        "representative",
        "representative of another city",
        "coordinator",
        "coordinator of another city",
        "partner's representative",
        "former group member",
        "chair of another group",
        "chair who moved to another city",
        "chair whose mandate ended",
        "chair for a city that left",
        "organiser",
        "participant",
        "speaker",
    }
)
KNOWN_NO_MORE = frozenset(
    {
        "representative of a city that left",
        "ended post",
        "inactive",
        "inactive staff",
        "organiser whose post ended",
        "participant whose post ended",
        "without a post",
        "staff, second factor missing",
    }
)
SIGNED_IN = MEMBERS | KNOWN_NO_MORE
# Holding a post today, or staff.
AT_WORK = MEMBERS | {"representative of a city that left"}
BY_LINK = frozenset({"guest", "guest of another meeting", "speaker by link"})
EVERYONE = SIGNED_IN | BY_LINK | {"stranger", "expired session"}


def today() -> date:
    return timezone.localdate()


def yesterday() -> date:
    return today() - timedelta(days=1)


def tomorrow() -> date:
    return today() + timedelta(days=1)


@dataclass(frozen=True)
class Cast:
    """One meeting, its lead group and the group it is joint with, and a reader for each persona.

    ``city`` is that of the representative and the coordinator.
    """

    city: City
    meeting: Meeting
    group: Group
    joint_group: Group
    other_meeting: Meeting
    readers: dict[str, Reader]

    def person(self, persona: str) -> Person:
        person = self.readers[persona].person
        assert person is not None
        return person


def gather_cast() -> Cast:
    """Write the rows of all personas. The meeting is published; a test changes what it is about."""
    group, joint_group = make_group("Urban farming"), make_group("Night mayors")
    meeting = make_meeting(
        "Visit", lead_group=group, joint_groups=(joint_group,), hosts=(make_city("Brno"),)
    )
    other_meeting = make_meeting("Another visit", hosts=(make_city("Milan"),))
    city = make_city("Ghent")
    people = {
        "representative": make_person(city=city),
        "representative of another city": make_representative(),
        "coordinator": make_coordinator(city),
        "coordinator of another city": make_coordinator(),
        "partner's representative": make_person(city=make_city(kind=CityMembership.Kind.PARTNER)),
        "ended post": make_former_representative(),
        "without a post": make_person(),
        "staff": make_staff(),
        "administrator": make_staff(office=Person.Office.ADMINISTRATOR),
        "inactive staff": make_staff(is_active=False),
        "staff, second factor missing": make_staff_without_factor(),
        "chair of another group": make_chair(make_group()),
        **group_people(group, joint_group),
        **meeting_people(meeting, group),
    }
    readers = {name: Reader(person=person) for name, person in people.items()}
    return Cast(
        city, meeting, group, joint_group, other_meeting, readers | linked(meeting, other_meeting)
    )


def linked(meeting: Meeting, other_meeting: Meeting) -> dict[str, Reader]:
    """The stranger, and those who come by a signed link."""
    return {
        "stranger": Reader(),
        "expired session": Reader(),
        "guest": Reader(scope=LinkScope("guest", meeting.pk)),
        "guest of another meeting": Reader(scope=LinkScope("guest", other_meeting.pk)),
        "speaker by link": Reader(scope=LinkScope("speaker", meeting.pk, item_id=1)),
    }


def group_people(group: Group, joint_group: Group) -> dict[str, Person]:
    former = make_representative()
    make_group_membership(person=former, group=group, ends_on=yesterday())
    return {
        "group member": make_group_member(group),
        "member of the joint group": make_group_member(joint_group),
        "former group member": former,
        "inactive": make_group_member(group, is_active=False),
        "representative of a city that left": make_group_member(group, city=make_city_that_left()),
        "chair": make_chair(group),
        "vice-chair": make_vice_chair(group),
        "chair of the joint group": make_chair(joint_group),
        "chair who moved to another city": make_chair_who_moved(group),
        "chair whose mandate ended": make_chair_whose_mandate_ended(group),
        "chair for a city that left": make_chair_for_a_city_that_left(group),
    }


def meeting_people(meeting: Meeting, group: Group) -> dict[str, Person]:
    participant, speaker = make_representative(), make_representative()
    former_participant = make_former_representative()
    for person in (participant, former_participant):
        make_attendance(meeting=meeting, person=person)
    make_item("A talk", day=make_day(meeting=meeting), speakers=(speaker,))
    former_organiser = make_organiser(meeting)
    make_group_membership(person=former_organiser, group=group)
    Post.objects.filter(person=former_organiser).update(ends_on=yesterday())
    return {
        "organiser": make_organiser(meeting),
        "organiser whose post ended": former_organiser,
        "participant": participant,
        "participant whose post ended": former_participant,
        "speaker": speaker,
    }


def make_staff_without_factor() -> Person:
    """In office for longer than the days of grace, and signed in by password alone."""
    return make_staff(office_since_at=timezone.now() - timedelta(days=365))


def make_city_that_left() -> City:
    city = make_city(is_member=False)
    CityMembership.objects.create(city=city, starts_on=LONG_AGO, ends_on=yesterday())
    return city


def make_group_member(group: Group, *, city: City | None = None, is_active: bool = True) -> Person:
    person = make_person(city=city or make_city(), is_active=is_active)
    make_group_membership(person=person, group=group)
    return person


def make_vice_chair(group: Group) -> Person:
    person = make_chair(group)
    Mandate.objects.filter(person=person).update(kind=Mandate.Kind.VICE_CHAIR)
    return person


def make_chair_who_moved(group: Group) -> Person:
    """The mandate is the first city's; the post there ended, and one in another city began."""
    person = make_chair(group)
    Post.objects.filter(person=person).update(ends_on=yesterday())
    make_post(person=person, city=make_city(), starts_on=today())
    return person


def make_chair_whose_mandate_ended(group: Group) -> Person:
    person = make_chair(group)
    Mandate.objects.filter(person=person).update(ends_on=yesterday())
    return person


def make_chair_for_a_city_that_left(group: Group) -> Person:
    """Holds the mandate of a city that left, and a post in a member city besides."""
    city = make_city_that_left()
    person = make_person(city=city)
    make_post(person=person, city=make_city())
    make_mandate(group=group, city=city, person=person)
    return person
