"""The profile: what is asked, who sees it, and that needs are kept on their own consent alone."""

from typing import Any

import pytest
from django.test import Client

from members.models import Consent, Person, Post
from tests.factories import make_city, make_person, make_post, make_representative, sign_in
from tests.pages import Page, read, words
from tests.ways_in import make_consent

pytestmark = pytest.mark.django_db

ADDRESS = "/my/profile/"
NEEDS = {"diet": "no nuts", "access_needs": "a ramp"}


def send(client: Client, person: Person, **given: Any) -> Page:
    """The form as it is shown to the person, with some of it filled in otherwise; the page that comes then."""
    titles = {f"title_{post.pk}": post.title for post in person.posts.all()}
    fields = {"name": person.name, "phone": person.phone, "news": person.news, **titles, **given}
    response = sign_in(client, person).post(ADDRESS, fields, follow=True)
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def told(page: Page) -> list[str]:
    return [words(one) for one in page.all("p") if "message" in one.get("class", "")]


def test_it_shows_what_is_there_and_who_sees_it(client: Client) -> None:
    person = make_person("Utrecht representative", phone="+31 30 123 45 67", languages=["nl"])
    make_post(person=person, city=make_city("Utrecht"), title="Policy officer")

    page = read(sign_in(client, person), ADDRESS)

    values = {one.get("name"): one.get("value") for one in page.all("input")}
    assert values["name"] == "Utrecht representative"
    assert values["phone"] == "+31 30 123 45 67"
    assert values[f"title_{Post.objects.get().pk}"] == "Policy officer"
    ticked = [
        one.get("value") for one in page.all("input", name="languages") if "checked" in one.attrib
    ]
    assert ticked == ["nl"]
    for said in ("Seen by members", "For the secretariat", "Seen by nobody but you", "Utrecht"):
        assert said in page.text


def test_all_of_it_is_saved(client: Client) -> None:
    person = make_representative()
    post = person.posts.get()

    page = send(
        client,
        person,
        name="  Anna   Ö. ",
        phone="+31 (30) 123-45.67 ext. 8",
        languages=["uk", "cy"],
        news="weekly",
        **{f"title_{post.pk}": "Head of culture"},
    )

    person.refresh_from_db()
    post.refresh_from_db()
    assert told(page) == ["Your profile is saved."]
    assert (person.name, person.phone, person.news) == (
        "Anna Ö.",
        "+31 (30) 123-45.67 ext. 8",
        "weekly",
    )
    assert (person.languages, post.title) == (["uk", "cy"], "Head of culture")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Name: This field is required."),
        ("name", "=HYPERLINK(1)", "as a formula does"),
        ("phone", "call me", "Write the number in digits"),
        ("languages", ["tlh"], "Languages: Select a valid choice"),
        ("news", "hourly", "Select a valid choice"),
        ("diet", "x" * 501, "at most 500"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_saved(
    client: Client, field: str, value: Any, said: str
) -> None:
    person = make_representative("Utrecht representative")

    page = send(client, person, **{"phone": "+31 30 999", field: value})

    person.refresh_from_db()
    assert said in page.section("This did not work yet")
    assert (person.name, person.phone) == ("Utrecht representative", "")


# Needs --------------------------------------------------------------------------------------------


def test_needs_are_asked_for_with_an_unticked_box_of_their_own(client: Client) -> None:
    page = read(sign_in(client, make_representative()), ADDRESS)

    (box,) = page.all("input", name="keep_needs")
    assert "checked" not in box.attrib
    assert "I can take this back at any time" in page.text


def test_they_are_kept_with_the_words_of_the_box(client: Client) -> None:
    person = make_representative()

    send(client, person, keep_needs="on", **NEEDS)

    person.refresh_from_db()
    assert (person.diet, person.access_needs) == ("no nuts", "a ramp")
    consent = Consent.objects.get(person=person)
    assert consent.wording.startswith("Keep my diet and access needs in my profile")
    assert consent.withdrawn_at is None


def test_without_the_tick_nothing_is_kept_and_one_is_asked(client: Client) -> None:
    person = make_representative()

    page = send(client, person, phone="+31 30 999", **NEEDS)

    person.refresh_from_db()
    assert "Tick this to have your needs kept" in page.section("This did not work yet")
    assert (person.diet, person.access_needs, person.phone) == ("", "", "")
    assert not Consent.objects.exists()


def test_taking_the_tick_away_empties_both_and_says_so(client: Client) -> None:
    person = make_representative(**NEEDS)
    consent = make_consent(person=person)

    page = send(client, person, **NEEDS)

    person.refresh_from_db()
    consent.refresh_from_db()
    assert (person.diet, person.access_needs) == ("", "")
    assert consent.withdrawn_at is not None
    assert told(page) == [
        "Your profile is saved.",
        "Your consent is taken back: diet and access needs are emptied, here and now.",
    ]


# Whose it is --------------------------------------------------------------------------------------


def test_titles_are_those_of_ones_own_posts(client: Client) -> None:
    person, other = make_representative(), make_representative()
    theirs = other.posts.get()

    send(client, person, **{f"title_{theirs.pk}": "Taken over"})

    theirs.refresh_from_db()
    assert theirs.title == ""


def test_cities_are_only_asked_for(client: Client) -> None:
    person = make_representative()

    send(client, person, city="Milan", email="other@example.org", office="administrator")

    before = (person.email, person.office, [post.city_id for post in person.posts.all()])
    person.refresh_from_db()
    assert (person.email, person.office, [post.city_id for post in person.posts.all()]) == before


def test_who_holds_no_post_is_told_how_long_a_profile_is_kept(client: Client) -> None:
    page = read(sign_in(client, make_person()), ADDRESS)

    assert "You hold no post today" in page.text


def test_a_stranger_logs_in_first(client: Client) -> None:
    response = client.get(ADDRESS)

    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={ADDRESS}"
