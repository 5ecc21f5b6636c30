"""One city at the desk."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.models import City, CityMembership
from tests.cities import image, make_picture
from tests.factories import (
    make_city,
    make_group,
    make_mandate,
    make_person,
    make_post,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read
from tests.personas import make_city_that_left
from tests.ways_in import make_coordinator, make_domain

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_tells_all_that_is_kept_of_a_city(desk: Client) -> None:
    city = make_city("Utrecht", aliases=("Utreg",), mailbox="europe@utrecht.example")
    make_post(
        person=make_person("Anna"), city=city, kind="coordinator", title="Head of international"
    )
    make_domain(city)
    make_mandate(group=make_group("Urban farming"), city=city)
    make_picture(city)

    page = read(desk, "/manage/cities/utrecht/")

    assert "since 1 January 2010" in page.section("Membership")
    assert "Anna Head of international" in page.section("Coordinators")
    assert "Urban farming chair, vacant" in page.section("Seats in groups")
    assert "utrecht.example" in page.section("E-mail domains")
    for said in ("Utreg", "europe@utrecht.example", "Europe/Amsterdam", "1 person with a post"):
        assert said in page.text
    (picture,) = page.all("img", alt="A coat of arms")
    response = desk.get(picture.get("src", ""))
    assert response.getvalue()[:4] == b"RIFF"


def test_a_city_without_anything_says_what_is_missing(desk: Client) -> None:
    make_city("Elsewhere", is_member=False)

    page = read(desk, "/manage/cities/elsewhere/")

    for said in ("It has never been a member.", "Nobody decides for this city yet", "Admit"):
        assert said in page.text


def test_a_city_that_left_lists_what_is_to_be_decided(desk: Client) -> None:
    city = make_city_that_left()
    make_person(city=city)

    page = read(desk, f"/manage/cities/{city.slug}/")

    assert "is no member today" in page.text
    assert "Left on" in page.text


def test_what_is_said_of_a_city_is_changed_and_its_address_stays(desk: Client) -> None:
    city = make_city("Utrecht", aliases=("Old",))
    page = read(desk, "/manage/cities/utrecht/facts/")
    assert [one.text.strip() for one in page.all("textarea") if one.text] == ["Old"]

    response = desk.post(
        "/manage/cities/utrecht/facts/",
        {
            "name": "Utrecht aan Zee",
            "aliases": "Utreg\nUtreg\n",
            "country": "Netherlands",
            "country_code": "NL",
            "latitude": "52.1",
            "longitude": "5.1",
            "time_zone": "Europe/Amsterdam",
            "mailbox": "europe@utrecht.example",
            "text": "First.\n\nSecond <script>x()</script>",
        },
    )

    assert response.status_code == 302
    city.refresh_from_db()
    assert (city.name, city.slug, city.name_key) == (
        "Utrecht aan Zee",
        "utrecht",
        "utrecht aan zee",
    )
    assert [alias.name for alias in city.aliases.all()] == ["Utreg"]
    assert "script" not in city.text


def test_a_city_is_admitted_changes_its_kind_and_leaves(desk: Client) -> None:
    make_city("Brno", is_member=False)
    address = "/manage/cities/brno/"
    assert read(desk, f"{address}membership/").headings == ["Admit Brno to the network"]

    desk.post(f"{address}membership/", {"kind": "associate", "starts_on": "2015-01-01"})
    assert read(desk, f"{address}membership/").headings == ["Change the membership of Brno"]
    desk.post(f"{address}membership/", {"kind": "full", "from_on": "2020-07-01"})
    desk.post(f"{address}leaving/", {"last_on": "2025-12-31"})

    rows = CityMembership.objects.order_by("starts_on").values_list("kind", "starts_on", "ends_on")
    assert list(rows) == [
        ("associate", date(2015, 1, 1), date(2020, 6, 30)),
        ("full", date(2020, 7, 1), date(2025, 12, 31)),
    ]
    assert "1 January 2015 to 30 June 2020" in read(desk, address).section("Membership")


def test_overlapping_memberships_are_refused_with_a_sentence(desk: Client) -> None:
    make_city_that_left()
    slug = City.objects.get().slug

    response = desk.post(
        f"/manage/cities/{slug}/membership/", {"kind": "full", "starts_on": "2012-01-01"}
    )

    assert "This city has a membership in these days already." in text_of(response)


def test_leaving_on_a_day_on_which_it_was_no_member_is_refused(desk: Client) -> None:
    make_city("Brno")

    response = desk.post("/manage/cities/brno/leaving/", {"last_on": "2009-12-31"})

    assert "Brno is not a member on 31 December 2009." in text_of(response)
    assert "This did not work yet" in text_of(response)


def test_a_domain_is_added_and_removed(desk: Client) -> None:
    city = make_city("Utrecht")

    desk.post("/manage/cities/utrecht/domains/", {"domain": "@Utrecht.Example"})
    domain = city.domains.get()
    assert domain.domain == "utrecht.example"

    said = desk.post(f"/manage/cities/utrecht/domains/{domain.pk}/remove/", follow=True)
    assert "utrecht.example is removed. People who came by it stay." in text_of(said)
    assert not city.domains.exists()


def test_a_domain_of_another_city_is_refused_in_one_sentence(desk: Client) -> None:
    make_domain(make_city("Utrecht"))
    make_city("Brno")

    response = desk.post("/manage/cities/brno/domains/", {"domain": "social.utrecht.example"})

    assert "is Utrecht’s: remove it there first" in text_of(response)


def test_a_domain_is_not_removed_by_another_citys_address(desk: Client) -> None:
    domain = make_domain(make_city("Utrecht"))
    make_city("Brno")

    response = desk.post(f"/manage/cities/brno/domains/{domain.pk}/remove/")

    assert response.status_code == 404


def upload(content: bytes, name: str = "crest.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_a_picture_is_shown_once_it_is_drawn_and_said_in_words(desk: Client) -> None:
    city = make_city("Utrecht")
    address = "/manage/cities/utrecht/picture/"

    without = desk.post(address, {"picture": upload(image(800, 600, "PNG")), "alt": " "})
    assert "This field is required" in text_of(without)
    desk.post(address, {"picture": upload(image(800, 600, "PNG")), "alt": "A red shield"})

    city.refresh_from_db()
    assert city.picture_alt == "A red shield"
    assert [(one.width, one.breadth, one.height) for one in city.pictures.all()] == [
        (320, 320, 240),
        (960, 800, 600),
    ]
    desk.post(f"{address}remove/")
    city.refresh_from_db()
    assert (city.picture_alt, city.pictures.count()) == ("", 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "It is an SVG"),
        (b"%PDF-1.4 pretending to be a picture", "It is no PNG, JPEG or WebP"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(
    desk: Client, content: bytes, why: str
) -> None:
    city = make_city("Utrecht")

    response = desk.post(
        "/manage/cities/utrecht/picture/", {"picture": upload(content), "alt": "A shield"}
    )

    assert why in text_of(response)
    assert not city.pictures.exists()


PAGES = ("", "facts/", "membership/", "leaving/", "domains/", "picture/", "merge/")


@pytest.mark.parametrize("below", PAGES)
def test_others_are_told_that_it_is_not_for_them(client: Client, below: str) -> None:
    city = make_city("Utrecht")
    address = f"/manage/cities/utrecht/{below}"

    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    for person in (make_representative(), make_coordinator(city)):
        read(sign_in(Client(), person), address, status=403)


@pytest.mark.parametrize("below", PAGES)
def test_a_city_that_is_not_there_is_not_found(desk: Client, below: str) -> None:
    read(desk, f"/manage/cities/atlantis/{below}", status=404)
