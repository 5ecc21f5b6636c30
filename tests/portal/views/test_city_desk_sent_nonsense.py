"""What no browser sends to the city desk, and who means ill does: it is refused, and nothing breaks."""

import pytest
from django.test import Client

from members.models import City, Person, Post
from tests.factories import make_city, make_group, make_person, sign_in
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db

LONG = "9" * 5000


@pytest.fixture
def city() -> City:
    return make_city("Utrecht")


@pytest.fixture
def post(city: City) -> Post:
    return make_person(city=city).posts.get()


@pytest.fixture(autouse=True)
def coordinator(client: Client, city: City) -> Person:
    person = make_coordinator(city)
    sign_in(client, person)
    return person


@pytest.mark.parametrize("what", ["person", "open"])
def test_a_number_of_thousands_of_digits_is_nobodys(
    client: Client, city: City, post: Post, what: str
) -> None:
    given = {"open": "place-1", "person": post.person_id} | {
        what: f"seat-{LONG}" if what == "open" else LONG
    }

    assert client.post(f"/my/city/{city.slug}/fill/", given).status_code == 302


def test_nor_is_it_a_group(client: Client, post: Post) -> None:
    make_group()

    response = client.post(f"/my/city/posts/{post.pk}/nominate/", {"group": LONG})

    assert response.status_code == 302
    assert not post.person.group_memberships.exists()


def test_no_post_ends_in_the_last_year_there_is(client: Client, post: Post) -> None:
    response = client.post(
        f"/my/city/posts/{post.pk}/end/", {"when": "on_a_day", "day": "9999-12-31"}
    )

    assert "too far away" in response.content.decode()
    post.refresh_from_db()
    assert post.ends_on is None


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "see https://x.example", "<b>Head</b>"])
def test_a_colleagues_job_title_is_a_title(client: Client, post: Post, title: str) -> None:
    client.post(f"/my/city/posts/{post.pk}/", {"kind": "representative", "title": title})

    post.refresh_from_db()
    assert post.title == ""
