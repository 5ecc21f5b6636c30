"""Lists of people: what is added and changed, that twice is once, and that one fault keeps all of it out."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from members import people_table
from members.actions.people_import import Imported, import_people
from members.models import City, Group, Mandate, Person, Post
from portal.lib.tables import UnreadableTableError
from portal.models import LogEntry, Message
from tests.factories import make_city, make_group, make_mandate, make_person, make_post
from tests.ways_in import make_access_request, make_coordinator

pytestmark = pytest.mark.django_db

HEAD = "name,email,city,post,title,groups,roles,starts_on\n"
ANNA = (
    "Anna Smith,Anna@utrecht.example,Utrecht,coordinator,Officer,Night;Farming,"
    "chair: Farming,2020-05-04\n"
)


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht", aliases=("Utrecht City",))


@pytest.fixture
def groups() -> tuple[Group, Group]:
    return make_group("Night mayors", short_name="Night"), make_group("Farming")


def bring_in(text: str, *, is_dry_run: bool = False) -> Imported:
    return import_people(lines=people_table.read(HEAD + text), is_dry_run=is_dry_run, by=None)


def faults(text: str) -> list[str]:
    imported = bring_in(text)
    assert not imported.is_kept
    return [
        f"{outcome.line.number}: {fault}"
        for outcome in imported.outcomes
        for fault in outcome.line.faults
    ]


def rows() -> dict[str, Any]:
    """All that an import could have written."""
    return {
        "people": list(Person.objects.order_by("pk").values_list("name", "email", "password")),
        "posts": list(Post.objects.order_by("pk").values_list("kind", "title", "starts_on")),
        "seats": list(Mandate.objects.order_by("pk").values_list("group", "person", "starts_on")),
        "entries": LogEntry.objects.filter(verb="import_people").count(),
    }


def test_a_new_person_with_all_that_the_line_says(
    utrecht: City, groups: tuple[Group, Group]
) -> None:
    imported = bring_in(ANNA)

    assert (imported.added, imported.is_kept) == (1, True)
    anna = Person.objects.get(email="anna@utrecht.example")
    post = anna.posts.get()
    assert (post.city, post.kind, post.title) == (utrecht, "coordinator", "Officer")
    assert post.starts_on == date(2020, 5, 4)
    assert {place.group for place in anna.group_memberships.all()} == set(groups)
    seat = anna.mandates.get()
    assert (seat.group, seat.city, seat.kind) == (groups[1], utrecht, "chair")
    assert not anna.has_account
    assert not Message.objects.exists()


@pytest.mark.usefixtures("utrecht", "groups")
def test_a_dry_run_keeps_nothing_and_says_all() -> None:
    before = rows()

    imported = bring_in(ANNA, is_dry_run=True)

    assert (imported.added, imported.is_kept) == (1, False)
    assert "post in Utrecht" in imported.outcomes[0].changed
    assert rows() == before


@pytest.mark.usefixtures("utrecht", "groups")
def test_twice_is_once() -> None:
    text = ANNA + "Bo Jones,,Utrecht City,,,,,\n"
    bring_in(text)
    before = rows()

    again = bring_in(text)

    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert rows() | {"entries": 1} == before


@pytest.mark.usefixtures("groups")
def test_who_is_known_is_changed_in_place(utrecht: City) -> None:
    anna = make_person("A. Smith", email="anna@utrecht.example", city=utrecht)

    imported = bring_in(ANNA)

    assert (imported.added, imported.changed) == (0, 1)
    anna.refresh_from_db()
    assert (anna.name, anna.name_key) == ("Anna Smith", "anna smith")
    assert anna.posts.get().kind == "coordinator"


def test_what_waits_passes_to_staff_when_a_line_takes_the_last_coordinator(utrecht: City) -> None:
    anna = make_coordinator(utrecht)
    asked = make_access_request(city=utrecht)

    bring_in(f"{anna.name},{anna.email},Utrecht,representative,,,,\n")

    asked.refresh_from_db()
    assert asked.is_with_staff
    assert not Message.objects.exists()


def test_a_name_that_is_ones_own_account_stays(utrecht: City) -> None:
    anna = make_person("Dr Anna", email="a@x.org", city=utrecht, password="a password")

    imported = bring_in("Anna Smith,a@x.org,Utrecht,,,,,\n")

    anna.refresh_from_db()
    assert anna.name == "Dr Anna"
    assert imported.unchanged == 1


def test_who_was_known_by_name_gets_the_address(utrecht: City) -> None:
    anna = make_person("Ánna Smith", email=None, city=utrecht)

    bring_in("Anna Smith,a@x.org,Utrecht,,,,,\n")

    anna.refresh_from_db()
    assert anna.email == "a@x.org"
    assert Person.objects.count() == 1


def test_an_empty_cell_changes_nothing(utrecht: City) -> None:
    anna = make_person("Anna", email="a@x.org")
    make_post(person=anna, city=utrecht, kind=Post.Kind.COORDINATOR, title="Head")

    assert bring_in("Anna,a@x.org,Utrecht,,,,,\n").unchanged == 1
    assert anna.posts.get().title == "Head"


def test_a_vacant_seat_is_taken_up(utrecht: City, groups: tuple[Group, Group]) -> None:
    seat = make_mandate(group=groups[1], city=utrecht)

    bring_in("Anna,a@x.org,Utrecht,,,Farming,chair,2020-05-04\n")

    holders = [mandate.person and mandate.person.name for mandate in groups[1].mandates.all()]
    assert "Anna" in holders
    assert seat.city == utrecht


@pytest.mark.usefixtures("utrecht", "groups")
@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",a@x.org,,,,,,", "2: The name is empty"),
        ("=1+1,,,,,,,", "as a formula does"),
        ("Anna,rubbish,,,,,,", "it has no @"),
        ("Anna,,Atlantis,,,,,", "No member city is called “Atlantis”"),
        ("Anna,,Utrecht,king,,,,", "“king” is no post"),
        ("Anna,,Utrecht,,,Nobody's,,", "no open working group “Nobody's”"),
        ("Anna,,Utrecht,,,Night;Farming,chair,", "Chair of which group?"),
        ("Anna,,Utrecht,,,,organiser,", "Organisers are named at their meeting"),
        ("Anna,,Utrecht,,,,,4.5.2020", "write it as 2026-01-31"),
        ("Anna,,,coordinator,,,,", "needs a city"),
        ("Anna,,Utrecht,,,,,,more", "more cells"),
        ("Anna,,Utrecht,,@SUM(1),,,", "job title cannot be taken"),
    ],
)
def test_a_fault_says_where_and_what_to_do_and_keeps_all_out(line: str, why: str) -> None:
    before = rows()

    (fault,) = faults(f"{line}\nBo,b@x.org,Utrecht,,,,,\n")

    assert fault.startswith("2: ")
    assert why in fault
    assert rows() == before


def test_the_same_person_twice_names_the_line(utrecht: City) -> None:
    text = "Anna,a@x.org,Utrecht,,,,,\nBo,,,,,,,\nAnna,A@x.org,Utrecht,,,,,\n"

    assert faults(text) == [
        "4: Line 2 has this person in this city already: leave one of them out."
    ]


def test_one_person_in_two_cities_is_one_person(utrecht: City) -> None:
    make_city("Brno")

    bring_in("Anna,a@x.org,Utrecht,,,,,\nAnna,a@x.org,Brno,,,,,\n")

    assert Person.objects.get().posts.count() == 2


def test_a_namesake_with_another_address_is_asked_about(utrecht: City) -> None:
    make_person("Anna", email="a@x.org", city=utrecht)

    (fault,) = faults("Anna,b@x.org,Utrecht,,,,,\n")

    assert "known with another address" in fault


def test_a_seat_that_is_held_is_not_taken_away(utrecht: City, groups: tuple[Group, Group]) -> None:
    holder = make_person("Bo", city=utrecht)
    make_mandate(group=groups[1], city=utrecht, person=holder)

    (fault,) = faults("Anna,a@x.org,Utrecht,,,Farming,chair,\n")

    assert "Bo holds this seat of Utrecht in Farming" in fault


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("email\na@x.org\n", "no column name"),
        ("name,colour\nAnna,red\n", "No column is called colour"),
        ("name\n" + "A\n" * 5001, "at most 5000"),
    ],
)
def test_what_is_no_list_of_people(text: str, why: str) -> None:
    with pytest.raises(UnreadableTableError, match=why):
        people_table.read(text)


def test_a_post_begins_today_when_no_day_is_given(utrecht: City) -> None:
    bring_in("Anna,,Utrecht,,,,,\n")

    assert Post.objects.get().starts_on == timezone.localdate()
