"""Who a reader is, by post, membership of the city, mandate and office."""

import pytest

from members.models import Group
from members.reader import STRANGER, LinkScope, Reader
from tests import personas
from tests.factories import make_city, make_person, make_post, make_representative
from tests.personas import Cast, yesterday

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return personas.gather_cast()


def personas_who(cast: Cast, predicate: str) -> set[str]:
    return {name for name, reader in cast.readers.items() if getattr(reader, predicate)}


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("is_signed_in", personas.SIGNED_IN),
        ("is_known", personas.SIGNED_IN | personas.BY_LINK),
        ("is_staff", personas.STAFF),
        ("is_representative", personas.MEMBERS - personas.STAFF),
        ("is_member", personas.MEMBERS),
    ],
)
def test_personas(cast: Cast, predicate: str, expected: frozenset[str]) -> None:
    assert personas_who(cast, predicate) == expected


def test_every_persona_has_a_place_in_the_sets(cast: Cast) -> None:
    assert set(cast.readers) == personas.EVERYONE


def readers_whose(cast: Cast, groups: str, group: Group) -> set[str]:
    return {name for name, reader in cast.readers.items() if group.pk in getattr(reader, groups)}


def test_groups_are_those_of_members_and_chairs_of_today(cast: Cast) -> None:
    assert readers_whose(cast, "group_ids", cast.group) == {"group member", "chair", "vice-chair"}
    assert readers_whose(cast, "group_ids", cast.joint_group) == {
        "member of the joint group",
        "chair of the joint group",
    }


def test_a_mandate_counts_while_it_lasts_and_its_holder_speaks_for_its_city(cast: Cast) -> None:
    assert readers_whose(cast, "chaired_group_ids", cast.group) == {"chair", "vice-chair"}


def test_a_post_counts_on_its_last_day_and_not_after() -> None:
    last_day, over = make_person(), make_person()
    city = make_city()
    make_post(person=last_day, city=city, ends_on=personas.today())
    make_post(person=over, city=city, ends_on=yesterday())

    assert Reader(person=last_day).is_representative
    assert not Reader(person=over).is_representative


def test_a_post_that_begins_tomorrow_does_not_count_yet() -> None:
    person = make_person()
    make_post(person=person, city=make_city(), starts_on=personas.tomorrow())

    assert not Reader(person=person).is_representative


def test_a_post_in_a_city_outside_the_network_makes_nobody_a_representative() -> None:
    person = make_person(city=make_city(is_member=False))

    reader = Reader(person=person)

    assert [post.person_id for post in reader.posts] == [person.pk]
    assert not reader.is_representative


def test_one_current_post_in_a_member_city_is_enough() -> None:
    person = make_person(city=make_city(is_member=False))
    make_post(person=person, city=make_city())

    assert Reader(person=person).is_representative


def test_a_reader_asks_the_database_once_for_posts() -> None:
    reader = Reader(person=make_representative())

    assert reader.posts is reader.posts


def test_the_stranger_is_nobody() -> None:
    assert not STRANGER.is_known
    assert not STRANGER.is_member
    assert STRANGER.posts == []


def test_a_link_is_known_and_is_no_person() -> None:
    reader = Reader(scope=LinkScope("guest", meeting_id=1))

    assert reader.is_known
    assert not reader.is_signed_in
    assert not reader.is_member
