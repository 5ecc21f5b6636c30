"""What is nobody's any more: found from posts, seats, places and meetings, and filled by a colleague."""

from datetime import timedelta

import pytest
from django.test import Client

from members.models import City, Mandate, Person
from members.reader import Reader
from tests.factories import (
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_representative,
)
from tests.pages import Page, read, words
from tests.personas import today

pytestmark = pytest.mark.django_db


def waiting(page: Page) -> list[str]:
    return [words(next(row.iter("div"))) for row in page.all("li", class_="waiting-row")]


def test_a_vacant_seat_is_filled_by_a_colleague(
    desk: Client, city: City, colleague: Person
) -> None:
    seat = make_mandate(group=make_group("Urban farming"), city=city)

    page = read(desk, "/my/city/")
    assert waiting(page) == ["Nobody holds the city’s seat as chair of Urban farming"]
    fields = {"open": f"seat-{seat.pk}", "person": colleague.pk}
    said = Page(desk.post("/my/city/utrecht/fill/", fields, follow=True))

    assert "Utrecht officer takes it from now on." in said.text
    assert waiting(said) == []
    assert Reader(person=colleague).chaired_group_ids == {seat.group_id}


def test_a_seat_of_somebody_who_left_counts_as_vacant(desk: Client, city: City) -> None:
    make_mandate(group=make_group("Urban farming"), city=city, person=make_person("Gone"))

    assert waiting(read(desk, "/my/city/")) == [
        "Nobody holds the city’s seat as chair of Urban farming"
    ]


def test_a_meeting_without_organiser_is_given_one(
    desk: Client, city: City, colleague: Person
) -> None:
    meeting = make_meeting("Visit", hosts=(city,))
    make_meeting("Of others", hosts=(make_city(),))

    assert len(waiting(read(desk, "/my/city/"))) == 1
    desk.post("/my/city/utrecht/fill/", {"open": f"meeting-{meeting.pk}", "person": colleague.pk})

    assert Reader(person=colleague).organised_meeting_ids == {meeting.pk}


def lost_place(city: City, *, days: int = 1) -> Person:
    """Somebody who left so many days ago, and with whom the city's place in Urban farming went."""
    gone, on = make_person("Gone"), today() - timedelta(days=days)
    make_post(person=gone, city=city, ends_on=on)
    group = make_group("Urban farming")
    make_group_membership(person=gone, group=group, ends_on=on)
    return gone


def test_a_lost_place_is_given_to_a_colleague(desk: Client, city: City, colleague: Person) -> None:
    group = lost_place(city).group_memberships.get().group

    assert waiting(read(desk, "/my/city/")) == ["Nobody of the city is in Urban farming any more"]
    desk.post("/my/city/utrecht/fill/", {"open": f"place-{group.pk}", "person": colleague.pk})

    assert Reader(person=colleague).joined_group_ids == {group.pk}
    assert waiting(read(desk, "/my/city/")) == []


def test_a_lost_place_is_asked_about_for_three_months(desk: Client, city: City) -> None:
    lost_place(city, days=91)

    assert waiting(read(desk, "/my/city/")) == []


def test_a_place_is_not_lost_while_a_colleague_is_in_the_group(
    desk: Client, city: City, colleague: Person
) -> None:
    group = lost_place(city).group_memberships.get().group
    make_group_membership(person=colleague, group=group)

    assert waiting(read(desk, "/my/city/")) == []


@pytest.mark.parametrize(
    ("key", "who", "said"),
    [
        ("seat-0", "colleague", "This was decided meanwhile"),
        ("mayor-1", "colleague", "This was decided meanwhile"),
        ("seat-x", "colleague", "This was decided meanwhile"),
        ("seat", "nobody", "Nobody was chosen."),
        ("seat", "stranger", "holds no post in Utrecht today"),
    ],
)
def test_what_is_not_open_or_not_theirs_is_refused(
    desk: Client, colleague: Person, key: str, who: str, said: str
) -> None:
    seat = make_mandate(group=make_group(), city=colleague.posts.get().city)
    chosen = {"colleague": colleague.pk, "nobody": "", "stranger": make_representative().pk}
    fields = {"open": f"seat-{seat.pk}" if key == "seat" else key, "person": chosen[who]}

    page = Page(desk.post("/my/city/utrecht/fill/", fields, follow=True))

    assert said in page.text
    assert Mandate.objects.get().person is None


def test_a_seat_that_is_held_is_not_given_to_another(
    desk: Client, city: City, colleague: Person, coordinator: Person
) -> None:
    seat = make_mandate(group=make_group(), city=city, person=coordinator)

    fields = {"open": f"seat-{seat.pk}", "person": colleague.pk}
    page = Page(desk.post("/my/city/utrecht/fill/", fields, follow=True))

    assert "This was decided meanwhile" in page.text
    assert Mandate.objects.get().person == coordinator
