"""Each page asks the database at most twelve times, and as often with one row as with many."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import City, Group, Person
from tests.factories import (
    LONG_AGO,
    make_attendance,
    make_chair,
    make_city,
    make_day,
    make_document,
    make_forum,
    make_group,
    make_group_membership,
    make_item,
    make_mandate,
    make_meeting,
    make_pages,
    make_person,
    make_practical_part,
    make_release,
    make_reported,
    make_representative,
    sign_in,
)
from tests.ways_in import make_coordinator, make_group_request
from visits.models import Meeting, Speaker

pytestmark = pytest.mark.django_db

MOST = 12
MANY = 30

PAGES = {
    "home": "/",
    "meetings": "/meetings/",
    "filtered meetings": "/meetings/?group=urban-farming&city=utrecht&kind=study_visit",
    "a past year": "/meetings/?year=2020",
    "meeting": "/meetings/visit/",
    "agenda": "/meetings/visit/agenda/",
    "practical": "/meetings/visit/practical/",
    "groups": "/groups/",
    "group": "/groups/urban-farming/",
    "cities": "/cities/",
    "city": "/cities/utrecht/",
    "privacy": "/privacy/",
    "calendar": "/calendar.ics",
    "calendar of a forum": "/calendar.ics?forum=culture",
    "calendar of a group": "/groups/urban-farming/calendar.ics",
    "calendar of an agenda": "/meetings/visit/agenda.ics",
    "news": "/feed.atom",
    "sitemap": "/sitemap.xml",
}


class World:
    """A group, a city and a meeting with a past and a future; ``grow`` adds one more of everything to them."""

    def __init__(self) -> None:
        self.group: Group = make_group(
            "Urban farming", staff_contact=make_person(), forums=(make_forum("Culture"),)
        )
        self.city: City = make_city("Utrecht")
        self.meeting: Meeting = make_meeting(
            slug="visit", lead_group=self.group, hosts=(make_city("Brno"),)
        )
        self.size = 0
        self.grow()

    def grow(self) -> None:
        self.size += 1
        self._meetings()
        self._agenda()
        self._people()
        for document in (
            make_document(meeting=self.meeting),
            make_document(group=self.group, audience="group"),
        ):
            make_pages(document.versions.get())
        make_practical_part(meeting=self.meeting)
        make_practical_part(meeting=self.meeting, is_for_participants=True)

    def _meetings(self) -> None:
        others = (make_group(),)
        for hosts in ((self.city,), (make_city(aliases=("Other name",)), self.city)):
            make_meeting(lead_group=self.group, joint_groups=others, hosts=hosts)
            make_reported(
                lead_group=self.group,
                joint_groups=others,
                hosts=hosts,
                starts_on=date(2020, 5, self.size % 28 + 1),
            )
        visited = make_meeting(lead_group=self.group, starts_on=date(2020, 7, 1))
        make_attendance(meeting=visited, city=self.city)
        make_attendance(meeting=self.meeting, city=make_city())

    def _agenda(self) -> None:
        day = self.meeting.days.first() or make_day(meeting=self.meeting)
        item = make_item(day=day, track=str(self.size), starts=time(9, self.size))
        Speaker.objects.create(item=item, name="Someone", city=self.city)
        make_document(meeting=self.meeting, item=item)
        make_release(self.meeting)

    def _people(self) -> None:
        person = make_person(city=self.city)
        make_group_membership(person=person, group=self.group)
        make_mandate(group=make_group(), city=self.city, person=person)
        make_mandate(group=self.group, city=make_city(), person=make_person())


@pytest.fixture
def world() -> World:
    return World()


def nobody(world: World) -> None:
    return None


def representative(world: World) -> Person:
    return make_representative()


def coordinator(world: World) -> Person:
    """Is told how much waits, on every page."""
    person = make_coordinator(world.city)
    make_group_request(person=person, city=world.city)
    return person


def chair(world: World) -> Person:
    """Prepares all of it, and belongs to the group as well."""
    person = make_chair(world.group)
    make_group_membership(person=person, group=world.group, starts_on=LONG_AGO)
    return person


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("who", [nobody, representative, coordinator, chair])
def test_every_page_asks_as_often_with_one_row_as_with_many(
    client: Client, world: World, who: Callable[[World], Person | None]
) -> None:
    if person := who(world):
        sign_in(client, person)
    with_one = {name: queries(client, address) for name, address in PAGES.items()}

    for _ in range(MANY):
        world.grow()
    with_many = {name: queries(client, address) for name, address in PAGES.items()}

    counted = {name: (len(with_one[name]), len(with_many[name])) for name in PAGES}
    assert {name: pair for name, pair in counted.items() if pair[0] != pair[1]} == {}
    assert {name: pair for name, pair in counted.items() if pair[1] > MOST} == {}


@pytest.mark.parametrize("who", [nobody, representative, chair])
def test_a_document_asks_as_often_with_one_slide_as_with_many(
    client: Client, world: World, who: Callable[[World], Person | None]
) -> None:
    if person := who(world):
        sign_in(client, person)
    counted = []
    for slides in (1, MANY):
        document = make_document(meeting=world.meeting, audience="public")
        make_pages(document.versions.get(), texts=("A heading",) * slides)
        counted.append(len(queries(client, document.get_absolute_url())))

    with_one, with_many = counted
    assert with_one == with_many <= MOST


def test_a_thousand_meetings_are_listed_with_as_many_queries(client: Client, world: World) -> None:
    sign_in(client, make_representative())
    listed = {name: PAGES[name] for name in ("home", "meetings", "a past year", "group", "city")}
    before = {name: len(queries(client, address)) for name, address in listed.items()}

    thousand = [
        Meeting(
            title=f"Number {number}",
            slug=f"number-{number}",
            kind="webinar",
            dates="fixed",
            state="published",
            time_zone="Europe/Brussels",
            lead_group=world.group,
            starts_on=day,
            ends_on=day,
            published_at="2019-01-01T00:00Z",
        )
        for number in range(500)
        for day in (date(2020, 3, 2), date(2090, 3, 2))
        for number in [number * 2 + (day.year == 2090)]
    ]
    Meeting.objects.bulk_create(thousand)

    after = {name: len(queries(client, address)) for name, address in listed.items()}
    assert after == before
