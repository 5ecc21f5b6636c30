"""Ending and moving posts: what hangs on a person is passed on, or listed; all of it or nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from members.models import City, Group, GroupMembership, Mandate, Person, Post
from members.reader import Reader
from portal import handover
from portal.city_desk import desk_of
from portal.models import Message
from tests.factories import (
    make_attendance,
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_staff,
)
from tests.personas import today, tomorrow, yesterday
from tests.racing import race
from tests.ways_in import make_coordinator
from visits.models import Meeting, Organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city("Utrecht")


@pytest.fixture
def coordinator(city: City) -> Person:
    return make_coordinator(city, "Utrecht coordinator")


@pytest.fixture
def leaver(city: City) -> Person:
    return make_person("Utrecht officer", city=city)


@pytest.fixture
def heir(city: City) -> Person:
    return make_person("Utrecht newcomer", city=city)


@pytest.fixture
def post(leaver: Person) -> Post:
    return leaver.posts.get()


@pytest.fixture
def group() -> Group:
    return make_group("Urban farming")


@pytest.fixture
def mandate(group: Group, city: City, leaver: Person) -> Mandate:
    return make_mandate(group=group, city=city, person=leaver)


@pytest.fixture
def place(group: Group, leaver: Person) -> GroupMembership:
    return make_group_membership(person=leaver, group=group)


@pytest.fixture
def meeting(group: Group, city: City) -> Meeting:
    return make_meeting("Visit", lead_group=group, hosts=(city,))


@pytest.fixture
def organiser(meeting: Meeting, leaver: Person) -> Organiser:
    return Organiser.objects.create(meeting=meeting, person=leaver)


def opened(city: City, by: Person) -> list[str]:
    return [str(each) for each in desk_of(city, Reader(person=by)).open]


# The list -----------------------------------------------------------------------------------------


def relations() -> Iterator[str]:
    """Every relation to a person, as "model.field"."""
    for field in Person._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete:
            yield f"{field.related_model._meta.label_lower}.{field.field.name}"  # type: ignore[union-attr]


def test_of_everything_that_names_a_person_it_is_said_what_becomes_of_it() -> None:
    listed = {*handover.HANDED_OVER, *handover.STAYS}

    assert {each for each in relations() if not each.endswith("_by")} == listed
    assert not set(handover.HANDED_OVER) & set(handover.STAYS)


def test_everything_on_the_list_is_found(
    post: Post, mandate: Mandate, place: GroupMembership, organiser: Organiser
) -> None:
    make_group("Contact", staff_contact=post.person)
    make_meeting("Contact", staff_contact=post.person)

    things = handover.things_of(post, yesterday())

    assert [thing.kind for thing in things] == list(handover.HANDED_OVER.values())


def test_what_does_not_outlast_the_post_hangs_on_nobody(
    post: Post, mandate: Mandate, place: GroupMembership, organiser: Organiser, leaver: Person
) -> None:
    until = today() + timedelta(days=90)
    Mandate.objects.update(ends_on=until)
    GroupMembership.objects.update(ends_on=tomorrow())
    past = make_meeting("Past", starts_on=today() - timedelta(days=30))
    cancelled = make_meeting("Off", state="cancelled", published_at="2026-01-01T00:00Z")
    for each in (past, cancelled):
        Organiser.objects.create(meeting=each, person=leaver)
    closed = make_group(closed_on=today(), closing_note="Done.")
    make_mandate(group=closed, city=post.city, person=leaver)

    assert handover.things_of(post, until) == []


def test_another_post_keeps_what_is_not_this_citys(
    post: Post, mandate: Mandate, place: GroupMembership, organiser: Organiser, leaver: Person
) -> None:
    make_post(person=leaver, city=make_city("Riga"))
    Organiser.objects.create(meeting=make_meeting("In Riga"), person=leaver)
    make_group(staff_contact=leaver)

    assert [str(thing) for thing in handover.things_of(post, today())] == [
        "Chair of Urban farming",
        f"Organising “Visit”, {handover.when(organiser.meeting)}",
    ]


def test_a_member_of_staff_stays_the_contact(post: Post, leaver: Person) -> None:
    make_group(staff_contact=leaver)
    Person.objects.filter(pk=leaver.pk).update(office="staff")
    post.person.refresh_from_db()

    assert handover.things_of(post, today()) == []


# Ending ------------------------------------------------------------------------------------------


def test_each_thing_passes_to_the_colleague_named_for_it(
    post: Post,
    mandate: Mandate,
    place: GroupMembership,
    organiser: Organiser,
    coordinator: Person,
    heir: Person,
) -> None:
    things = handover.things_of(post, yesterday())
    successors = dict.fromkeys((thing.key for thing in things), heir)

    left = handover.end_post(post=post, until=yesterday(), successors=successors, by=coordinator)

    assert left == []
    assert opened(post.city, coordinator) == []
    now = Reader(person=heir)
    assert now.chaired_group_ids == now.joined_group_ids == {mandate.group_id}
    assert now.organised_meeting_ids == {organiser.meeting_id}
    gone = Reader(person=post.person)
    assert not gone.group_ids | gone.organised_meeting_ids | gone.joined_meeting_ids
    mandate.refresh_from_db()
    assert (mandate.person, mandate.ends_on) == (post.person, yesterday())


def test_what_nobody_is_named_for_is_given_back_and_listed(
    post: Post,
    mandate: Mandate,
    place: GroupMembership,
    organiser: Organiser,
    coordinator: Person,
) -> None:
    left = handover.end_post(post=post, until=yesterday(), successors={}, by=coordinator)

    assert [thing.kind for thing in left] == ["mandate", "place", "organiser"]
    assert opened(post.city, coordinator) == [
        "Nobody holds the city’s seat as chair of Urban farming",
        "Nobody of the city is in Urban farming any more",
        f"Nobody organises “Visit”, {handover.when(organiser.meeting)}",
    ]
    assert mandate.group.mandates.current().get().person is None


def test_an_end_to_come_leaves_everything_until_then(
    post: Post,
    mandate: Mandate,
    place: GroupMembership,
    coordinator: Person,
    heir: Person,
) -> None:
    keys = [thing.key for thing in handover.things_of(post, tomorrow())]

    handover.end_post(
        post=post, until=tomorrow(), successors=dict.fromkeys(keys, heir), by=coordinator
    )

    assert Reader(person=post.person).chaired_group_ids == {mandate.group_id}
    assert not Reader(person=heir).group_ids
    place.refresh_from_db()
    assert place.ends_on == tomorrow()
    after = tomorrow() + timedelta(days=1)
    assert mandate.group.mandates.current(after).get().person == heir
    assert mandate.group.memberships.current(after).get().person == heir


def test_a_place_in_a_closed_group_ends_with_the_post(
    post: Post, leaver: Person, coordinator: Person
) -> None:
    closed = make_group(closed_on=today(), closing_note="Done.")
    place = make_group_membership(person=leaver, group=closed)

    assert handover.end_post(post=post, until=today(), successors={}, by=coordinator) == []

    place.refresh_from_db()
    assert place.ends_on == today()


def test_who_has_the_place_already_keeps_it(
    post: Post, place: GroupMembership, coordinator: Person, heir: Person
) -> None:
    theirs = make_group_membership(person=heir, group=place.group)
    (thing,) = handover.things_of(post, yesterday())

    handover.end_post(post=post, until=yesterday(), successors={thing.key: heir}, by=coordinator)

    assert list(heir.group_memberships.all()) == [theirs]


def test_a_place_arranged_for_later_begins_with_an_earlier_end(
    post: Post, place: GroupMembership, coordinator: Person, heir: Person
) -> None:
    for until in (tomorrow(), today()):
        (thing,) = handover.things_of(post, until)
        handover.end_post(post=post, until=until, successors={thing.key: heir}, by=coordinator)

    assert heir.group_memberships.get().starts_on == tomorrow()


def test_staff_name_another_contact(post: Post, leaver: Person) -> None:
    group, meeting = make_group(staff_contact=leaver), make_meeting(staff_contact=leaver)
    secretary = make_staff("Secretary")
    keys = [thing.key for thing in handover.things_of(post, today())]

    handover.end_post(
        post=post, until=today(), successors=dict.fromkeys(keys, secretary), by=secretary
    )

    group.refresh_from_db()
    meeting.refresh_from_db()
    assert group.staff_contact == meeting.staff_contact == secretary


def test_who_leaves_and_who_takes_over_are_told(
    post: Post, mandate: Mandate, place: GroupMembership, coordinator: Person, heir: Person
) -> None:
    keys = [thing.key for thing in handover.things_of(post, today())]

    handover.end_post(
        post=post, until=today(), successors=dict.fromkeys(keys, heir), by=coordinator
    )

    ended, handed = (Message.objects.get(name=name) for name in ("post_ended", "handed_over"))
    assert (ended.to, handed.to) == (post.person.email, heir.email)
    assert "Utrecht coordinator set the end of your post for Utrecht" in ended.text
    assert "- Chair of Urban farming: Utrecht newcomer" in ended.text
    assert "- Chair of Urban farming\n- Place in Urban farming" in handed.text
    assert Message.objects.count() == 2


# Nothing half done -------------------------------------------------------------------------------


def unchanged(post: Post, mandate: Mandate) -> bool:
    post.refresh_from_db()
    mandate.refresh_from_db()
    return post.ends_on is None and mandate.ends_on is None and not Message.objects.exists()


@pytest.mark.parametrize("who", ["a stranger", "somebody whose post ends as well", "the leaver"])
def test_nobody_takes_over_who_does_not_stay_in_the_city(
    post: Post, mandate: Mandate, coordinator: Person, who: str
) -> None:
    leaving = make_person()
    make_post(person=leaving, city=post.city, ends_on=tomorrow())
    people = {
        "a stranger": make_person(city=make_city()),
        "somebody whose post ends as well": leaving,
        "the leaver": post.person,
    }
    (thing,) = handover.things_of(post, tomorrow())

    with pytest.raises(ValidationError, match="cannot take over: Chair of Urban farming"):
        handover.end_post(
            post=post, until=tomorrow(), successors={thing.key: people[who]}, by=coordinator
        )

    assert unchanged(post, mandate)


def test_a_coordinator_does_not_make_a_colleague_the_secretariats_contact(
    post: Post, leaver: Person, mandate: Mandate, coordinator: Person, heir: Person
) -> None:
    group = make_group(staff_contact=leaver)

    with pytest.raises(ValidationError, match="cannot take over: Staff contact"):
        handover.end_post(
            post=post,
            until=today(),
            successors={f"group_contact-{group.pk}": heir},
            by=coordinator,
        )

    assert unchanged(post, mandate)


def test_what_hangs_on_the_person_no_more_is_not_handed_over(
    post: Post, mandate: Mandate, coordinator: Person, heir: Person
) -> None:
    with pytest.raises(ValidationError, match="has changed meanwhile"):
        handover.end_post(post=post, until=today(), successors={"place-0": heir}, by=coordinator)

    assert unchanged(post, mandate)


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_end_a_post_at_once_one_is_told(
    post: Post, mandate: Mandate, coordinator: Person, heir: Person
) -> None:
    key = f"mandate-{mandate.pk}"

    results = race(
        lambda: handover.end_post(
            post=post, until=yesterday(), successors={key: heir}, by=coordinator
        ),
        times=2,
    )

    refused = [each for each in results if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], ValidationError)
    assert "already" in str(refused[0])
    assert Mandate.objects.count() == 2
    assert Message.objects.filter(name="post_ended").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_over_to_each_others_people_do_not_wait_for_each_other(
    post: Post, mandate: Mandate, coordinator: Person, heir: Person, leaver: Person
) -> None:
    """Each post ends long after the other's handing over, so that both may take over."""
    other = make_mandate(group=make_group(), city=post.city, person=heir)
    later = today() + timedelta(days=400)
    calls = [
        lambda: handover.end_post(
            post=post, until=later, successors={f"mandate-{mandate.pk}": heir}, by=coordinator
        ),
        lambda: handover.end_post(
            post=heir.posts.get(),
            until=later - timedelta(days=1),
            successors={f"mandate-{other.pk}": leaver},
            by=coordinator,
        ),
    ]

    results = race(lambda: calls.pop()(), times=2)

    # Whoever came second found that the successor leaves before; nobody was left waiting.
    assert all(isinstance(each, list | ValidationError) for each in results)
