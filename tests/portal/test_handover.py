"""Ending and moving posts: what hangs on a person is passed on, or listed; all of it or nothing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from members.models import City, Group, GroupMembership, Mandate, Person, Post
from members.reader import Reader
from portal import handover
from portal.city_desk import desk_of
from portal.lib.dates import when
from portal.models import Message
from tests.factories import (
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_post,
    make_staff,
)
from tests.personas import today, tomorrow, yesterday
from visits.models import Organiser

pytestmark = pytest.mark.django_db


def opened(city: City, by: Person) -> list[str]:
    return [str(each) for each in desk_of(city, Reader(person=by)).open]


# The list -----------------------------------------------------------------------------------------


def _is_view(model: Any) -> bool:
    return not model._meta.concrete_model._meta.managed


def relations() -> Iterator[str]:
    """Every relation to a person, as "model.field"."""
    for field in Person._meta.get_fields(include_hidden=True):
        # Views over several tables hold nothing of their own.
        if field.auto_created and not field.concrete and not _is_view(field.related_model):
            yield f"{field.related_model._meta.label_lower}.{field.field.name}"  # type: ignore[union-attr]


def test_of_everything_that_names_a_person_it_is_said_what_becomes_of_it() -> None:
    listed = {*handover.HANDED_OVER, *handover.STAYS}

    assert {each for each in relations() if not each.endswith("_by")} == listed
    assert not set(handover.HANDED_OVER) & set(handover.STAYS)


@pytest.mark.usefixtures("mandate", "place", "organiser", "registration")
def test_everything_on_the_list_is_found(post: Post) -> None:
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
        f"Organising “Visit”, {when(organiser.meeting)}",
    ]


def test_a_member_of_staff_stays_the_contact(post: Post, leaver: Person) -> None:
    make_group(staff_contact=leaver)
    Person.objects.filter(pk=leaver.pk).update(office="staff")
    post.person.refresh_from_db()

    assert handover.things_of(post, today()) == []


# Ending ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
def test_each_thing_passes_to_the_colleague_named_for_it(
    post: Post, mandate: Mandate, organiser: Organiser, coordinator: Person, heir: Person
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
        f"Nobody organises “Visit”, {when(organiser.meeting)}",
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


def test_the_groups_staff_contact_is_told_once_of_all_that_changes(
    post: Post, mandate: Mandate, place: GroupMembership, coordinator: Person, heir: Person
) -> None:
    Group.objects.update(staff_contact=make_staff("Secretariat"))

    handover.end_post(
        post=post, until=yesterday(), successors={f"mandate-{mandate.pk}": heir}, by=coordinator
    )

    message = Message.objects.get(name="seats_changed")
    assert message.subject == "Utrecht: what changes in groups as Utrecht officer leaves"
    assert "- Chair of Urban farming: Utrecht newcomer\n" in message.text
    assert "- Place in Urban farming: nobody yet, for Utrecht to decide" in message.text


def test_who_goes_on_elsewhere_is_told_that_this_stays(
    post: Post, leaver: Person, coordinator: Person
) -> None:
    make_post(person=leaver, city=make_city("Riga"))

    handover.end_post(post=post, until=yesterday(), successors={}, by=coordinator)

    message = Message.objects.get()
    assert message.subject == "Your post for Utrecht has ended"
    assert "You go on representing Riga" in message.text
    assert "is closed to you" not in message.text


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
