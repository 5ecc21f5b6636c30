"""What cannot be handed over leaves everything as it was; and what two do at once is done once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from members.models import Mandate, Person, Post
from portal import handover
from portal.models import Message
from tests.factories import make_city, make_group, make_mandate, make_person, make_post
from tests.personas import today, tomorrow, yesterday
from tests.racing import race

pytestmark = pytest.mark.django_db


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

    turns = iter(calls)

    def end_next() -> object:
        return next(turns)()

    results = race(end_next, times=2)

    # Whoever came second found that the successor leaves before; nobody was left waiting.
    assert all(isinstance(each, list | ValidationError) for each in results)
