"""Colleagues registered by who decides for a city: who they are, in which order, and whom nobody there may name."""

from collections.abc import Callable
from typing import Any

import pytest

from members.models import City, Invitation, Person
from tests.factories import make_city, make_person, make_post, make_representative, make_staff
from tests.personas import yesterday
from tests.racing import race
from tests.registrations import make_open_meeting
from tests.ways_in import make_coordinator, make_domain, make_invitation
from visits.actions.registration.colleagues import (
    Named,
    Outcome,
    register_colleagues,
    substitute_colleague,
)
from visits.models import Meeting, Registration
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db

HIDDEN = "cannot be registered for Utrecht from here"


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


@pytest.fixture
def coordinator(utrecht: City) -> Person:
    return make_coordinator(utrecht, "Utrecht coordinator")


def name(meeting: Meeting, by: Person, *colleagues: Named) -> list[Outcome]:
    city = by.posts.get().city
    return register_colleagues(
        meeting=meeting, city=city, colleagues=colleagues, by=by, actor=Actor.CITY
    )


def new(email: str, name: str = "Utrecht planner", role: str = "") -> Named:
    return Named(name=name, email=email, role=role)


def refusal(outcome: Outcome) -> str:
    return " ".join(outcome.refusal.messages) if outcome.refusal else ""


def test_seats_go_in_the_order_of_the_rows_and_a_refused_row_stops_no_other(
    utrecht: City, coordinator: Person
) -> None:
    meeting = make_open_meeting(room_seats=9, seats_per_city=1, approval="city")
    elsewhere = make_representative()
    known = make_person("Utrecht officer", city=utrecht)

    outcomes = name(
        meeting,
        coordinator,
        new(str(elsewhere.email)),
        Named(person=known, role="Expert"),
        new("b@utrecht.example"),
        Named(person=known),
    )

    assert HIDDEN in refusal(outcomes[0])
    assert [each.registration and each.registration.state for each in outcomes[1:3]] == [
        "confirmed",
        "waiting",
    ]
    assert outcomes[3].is_registered_already
    assert list(Registration.objects.values_list("role", "registered_by")) == [
        ("Expert", coordinator.pk),
        ("", coordinator.pk),
    ]
    assert not elsewhere.registrations.exists()


def test_who_is_new_represents_the_city_from_today_and_is_invited_once(
    utrecht: City, coordinator: Person
) -> None:
    make_invitation("open@utrecht.example", city=utrecht)

    name(
        make_open_meeting(),
        coordinator,
        new("a@utrecht.example", "Anna Berg"),
        new("open@utrecht.example"),
    )

    anna = Person.objects.get(email="a@utrecht.example")
    assert (anna.name, anna.posts.get().city) == ("Anna Berg", utrecht)
    assert Invitation.objects.get(person=anna).invited_by == coordinator
    assert Invitation.objects.filter(email="open@utrecht.example").count() == 1


# Who holds a post elsewhere, an office, a login that was closed, no post at all.
UNKNOWN: tuple[Callable[[], Person], ...] = (
    make_representative,
    make_staff,
    lambda: make_person(is_active=False),
    make_person,
)


@pytest.mark.parametrize("make", UNKNOWN)
def test_whom_the_city_does_not_know_is_refused_with_one_sentence(
    make: Callable[[], Person], utrecht: City, coordinator: Person
) -> None:
    person = make()

    (outcome,) = name(make_open_meeting(), coordinator, new(str(person.email), person.name))

    assert refusal(outcome) == (
        "This address cannot be registered for Utrecht from here. Invite the person to Utrecht first, or ask the secretariat."
    )
    assert not person.posts.filter(city=utrecht).exists()


def test_an_address_of_other_domains_is_refused_whoever_has_it(
    utrecht: City, coordinator: Person
) -> None:
    make_domain(utrecht, "utrecht.example")
    known = make_representative(email="known@riga.example")

    outcomes = name(
        make_open_meeting(), coordinator, new("nobody@riga.example"), new(str(known.email))
    )

    assert refusal(outcomes[0]) == refusal(outcomes[1])
    assert refusal(outcomes[0]).startswith("This is no address of Utrecht (utrecht.example).")
    assert not Person.objects.filter(email="nobody@riga.example").exists()


def test_a_colleagues_address_under_another_name_is_asked_about(
    utrecht: City, coordinator: Person
) -> None:
    anna = make_person("Anna Berg", city=utrecht)
    meeting = make_open_meeting()

    (wrong,) = name(meeting, coordinator, new(str(anna.email), "Bo Vries"))
    (right,) = name(meeting, coordinator, new(str(anna.email), "A. Berg"))

    assert refusal(wrong).startswith("This is the address of Anna Berg.")
    assert right.registration is not None
    assert right.registration.person == anna


def test_who_comes_back_to_the_city_has_a_post_again(utrecht: City, coordinator: Person) -> None:
    back = make_person("Anna Berg")
    make_post(person=back, city=utrecht, ends_on=yesterday())

    (outcome,) = name(make_open_meeting(), coordinator, new(str(back.email), "Anna Berg"))

    assert outcome.registration is not None
    assert back.posts.current().get().city == utrecht


def test_somebody_picked_who_represents_another_city_is_refused(coordinator: Person) -> None:
    other = make_representative("Somebody")

    (outcome,) = name(make_open_meeting(), coordinator, Named(person=other))

    assert refusal(outcome) == "Somebody does not represent Utrecht. Nothing was changed."


def test_a_new_colleague_comes_instead_or_nothing_is_done(
    utrecht: City, coordinator: Person
) -> None:
    meeting = make_open_meeting(room_seats=1)
    known = make_person("Utrecht officer", city=utrecht)
    (outcome,) = name(meeting, coordinator, Named(person=known))
    first = outcome.registration
    assert first is not None
    given: dict[str, Any] = {"registration": first, "by": coordinator, "actor": Actor.CITY}

    with pytest.raises(Exception, match="changed meanwhile"):
        substitute_colleague(colleague=new("a@utrecht.example"), version=99, **given)
    assert not Person.objects.filter(email="a@utrecht.example").exists()
    taken = substitute_colleague(colleague=new("a@utrecht.example", role="Mayor"), **given)

    assert (taken.state, taken.role, taken.person.email) == (
        "confirmed",
        "Mayor",
        "a@utrecht.example",
    )
    assert taken.person.posts.get().city == utrecht


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_one_gets_the_last_seat_of_the_city(utrecht: City) -> None:
    meeting = make_open_meeting(room_seats=9, seats_per_city=1)
    pairs = iter([(make_coordinator(utrecht), f"{sign}@utrecht.example") for sign in "ab"])

    def act() -> str:
        by, email = next(pairs)
        (outcome,) = name(meeting, by, new(email))
        assert outcome.registration is not None
        return str(outcome.registration.state)

    assert sorted(map(str, race(act, times=2))) == ["confirmed", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_name_the_same_newcomer_one_adds_the_person(utrecht: City) -> None:
    meeting = make_open_meeting()
    people = iter([make_coordinator(utrecht) for _ in range(2)])

    outcomes = race(lambda: name(meeting, next(people), new("a@utrecht.example"))[0], times=2)

    done = [each.registration for each in outcomes if isinstance(each, Outcome)]
    assert len(done) == 2
    assert sum(each is not None for each in done) == 1
    assert Person.objects.filter(email="a@utrecht.example").count() == 1
    assert Registration.objects.count() == 1
