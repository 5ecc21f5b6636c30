"""Accepting an invitation: what begins, for whom, once; and what lets nobody in."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from members import people_table
from members.actions.acceptance import ClosedError, accept
from members.actions.people_import import import_people
from members.models import Invitation, Person, Post
from members.opening import Closed
from members.reader import Reader
from portal.models import LogEntry
from tests.factories import make_city, make_group, make_group_membership, make_person, make_post
from tests.racing import race
from tests.ways_in import make_invitation

pytestmark = pytest.mark.django_db

NAME = {"name": "Anna Smith"}


def refused(invitation: Invitation, sends: int = 1, by: Person | None = None) -> Closed:
    with pytest.raises(ClosedError) as error:
        accept(invitation=invitation, sends=sends, by=by, **NAME)
    return error.value.why


def test_a_new_person_begins_a_post_and_joins_groups() -> None:
    groups = (make_group(), make_group())
    closed = make_group(closed_on=timezone.localdate(), closing_note="Done.")
    invitation = make_invitation(
        "a@x.org", post_kind=Post.Kind.COORDINATOR, groups=(*groups, closed)
    )

    person = accept(
        invitation=invitation, sends=1, by=None, title="Officer", password="a long password", **NAME
    )

    assert (person.name, person.email) == ("Anna Smith", "a@x.org")
    assert person.check_password("a long password")
    (post,) = person.posts.all()
    assert (post.city, post.kind, post.title) == (invitation.city, "coordinator", "Officer")
    assert post.starts_on == timezone.localdate()
    reader = Reader(person=person)
    assert reader.group_ids == {group.pk for group in groups}
    assert reader.coordinated_city_ids == {invitation.city_id}
    invitation.refresh_from_db()
    assert (invitation.person, invitation.accepted_at is not None) == (person, True)


def test_without_a_password_none_opens_the_account() -> None:
    person = accept(invitation=make_invitation("a@x.org"), sends=1, by=None, **NAME)

    assert not person.has_usable_password()


def test_who_was_imported_becomes_the_owner_of_the_record() -> None:
    city = make_city()
    known = make_person("A. Smith", email="a@x.org", city=city)
    invitation = make_invitation("a@x.org", city=city, person=known)

    person = accept(invitation=invitation, sends=1, by=None, password="a long password", **NAME)

    assert person == known
    assert person.name == "Anna Smith"
    assert Person.objects.get(pk=known.pk).check_password("a long password")
    assert person.posts.count() == 1


def test_who_has_an_account_accepts_signed_in_and_keeps_it() -> None:
    known = make_person("A. Smith", email="a@x.org", city=make_city(), password="the old one")
    invitation = make_invitation("a@x.org")

    assert refused(invitation) == Closed.LOG_IN
    person = accept(invitation=invitation, sends=1, by=known, password="another", **NAME)

    assert person == known
    assert person.name == "A. Smith"
    assert Person.objects.get(pk=known.pk).check_password("the old one")
    assert person.posts.count() == 2


def test_a_post_that_is_held_stays_and_may_become_a_coordinators() -> None:
    city = make_city()
    known = make_person(email="a@x.org", city=city)
    group = make_group()
    make_group_membership(person=known, group=group)
    invitation = make_invitation(
        "a@x.org", city=city, post_kind=Post.Kind.COORDINATOR, groups=(group,)
    )

    accept(invitation=invitation, sends=1, by=None, title="Head", **NAME)

    (post,) = known.posts.all()
    assert (post.kind, post.title) == ("coordinator", "Head")
    assert known.group_memberships.count() == 1
    noted = LogEntry.objects.get(verb="change_post").facts
    assert noted == {"city": city.pk, "kind": "coordinator", "fields": ["kind", "title"]}


def test_what_begins_later_begins_now() -> None:
    city, later = make_city(), timezone.localdate() + timedelta(days=30)
    known = make_person(email="a@x.org")
    make_post(person=known, city=city, starts_on=later)
    group = make_group()
    make_group_membership(person=known, group=group, starts_on=later)

    accept(
        invitation=make_invitation("a@x.org", city=city, groups=(group,)), sends=1, by=None, **NAME
    )

    assert known.posts.get().starts_on == timezone.localdate()


def test_an_office_begins_its_grace() -> None:
    invitation = make_invitation("a@x.org", office=Person.Office.STAFF)

    person = accept(invitation=invitation, sends=1, by=None, **NAME)

    assert (person.office, person.posts.count()) == ("staff", 0)
    assert person.office_since_at is not None


def closed_invitations() -> dict[Closed, dict[str, Any]]:
    now = timezone.now()
    return {
        Closed.WITHDRAWN: {"withdrawn_at": now},
        Closed.ACCEPTED: {"accepted_at": now},
        Closed.OLDER: {"sends": 2},
        Closed.EXPIRED: {"expires_at": now},
    }


@pytest.mark.parametrize("why", list(closed_invitations()))
def test_what_is_over_lets_nobody_in(why: Closed) -> None:
    invitation = make_invitation("a@x.org", **closed_invitations()[why])

    assert refused(invitation) == why
    assert not Person.objects.exists()


def test_a_city_that_is_no_member_lets_nobody_in() -> None:
    assert refused(make_invitation(city=make_city(is_member=False))) == Closed.NO_MEMBER


def test_nobody_accepts_for_another() -> None:
    invitation = make_invitation("a@x.org")

    assert refused(invitation, by=make_person()) == Closed.OTHER_PERSON


def test_a_closed_account_is_not_opened_by_an_invitation() -> None:
    make_person(email="a@x.org", is_active=False)

    assert refused(make_invitation("a@x.org")) == Closed.INACTIVE


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_accept_once() -> None:
    invitation = make_invitation("a@x.org", groups=(make_group(),))

    results = race(lambda: accept(invitation=invitation, sends=1, by=None, **NAME), times=6)

    accepted = [each for each in results if isinstance(each, Person)]
    assert len(accepted) == 1
    assert {type(each) for each in results} == {Person, ClosedError}
    assert (Person.objects.count(), Post.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_address_at_once_are_of_one_person() -> None:
    rows = [make_invitation("a@x.org", city=make_city()) for _ in range(2)]
    waiting = iter(rows)

    results = race(lambda: accept(invitation=next(waiting), sends=1, by=None, **NAME), times=2)

    assert [each for each in results if isinstance(each, Exception)] == []
    assert Person.objects.get().posts.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [False, True])
def test_a_list_that_names_the_address_at_once_is_of_the_same_person(is_known: bool) -> None:
    city = make_city("Utrecht")
    numbers = range(4)
    for number in numbers:
        if is_known:
            make_person("Anna Smith", email=f"a{number}@x.org")
    rows = [make_invitation(f"a{number}@x.org", city=city) for number in numbers]
    text = "".join(f"Anna Smith,a{number}@x.org,Utrecht\n" for number in numbers)
    list_of_all = people_table.read(f"name,email,city\n{text}")
    bring_in = partial(import_people, lines=list_of_all, is_dry_run=False, by=None)
    acts: Iterator[Any] = iter(
        [bring_in, *(partial(accept, invitation=row, sends=1, by=None, **NAME) for row in rows)]
    )

    def act() -> Any:
        return next(acts)()

    outcomes = race(act, times=5)

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert Person.objects.count() == Post.objects.count() == 4
    assert Invitation.objects.open().count() == 0
