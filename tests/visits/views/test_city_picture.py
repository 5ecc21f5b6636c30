"""A city's crest or picture."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from members.models import CityPicture
from tests.cities import make_picture
from tests.factories import make_city
from tests.pages import read

pytestmark = pytest.mark.django_db


def width_of(content: bytes) -> int:
    with Image.open(BytesIO(content)) as opened:
        return opened.width


@pytest.mark.parametrize(("query", "width"), [("", 960), ("?width=320", 320), ("?width=9", 960)])
def test_anyone_is_given_it_in_the_width_that_is_asked_for(
    client: Client, query: str, width: int
) -> None:
    make_picture(make_city("Utrecht"))

    response = client.get(f"/cities/utrecht/picture/{query}")

    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"].startswith('inline; filename="utrecht.webp"')
    assert width_of(response.getvalue()) == width


def test_it_has_a_strong_tag_and_is_not_sent_twice(client: Client) -> None:
    make_picture(make_city("Utrecht"))
    picture = CityPicture.objects.get(width=320)
    first = client.get(picture.address)
    first.getvalue()

    again = client.get(picture.address, headers={"if-none-match": first["ETag"]})

    assert first["ETag"] == f'"{picture.sha256}"'
    assert (again.status_code, again.getvalue()) == (304, b"")


def test_the_citys_page_shows_it_with_its_words(client: Client) -> None:
    make_picture(make_city("Utrecht"), alt="A red shield")

    (picture,) = read(client, "/cities/utrecht/").all("img", alt="A red shield")

    assert (picture.get("width"), picture.get("height")) == ("320", "160")
    assert "?width=320&v=" in (picture.get("src") or "")


def test_a_city_without_one_has_none(client: Client) -> None:
    make_city("Utrecht")

    assert client.get("/cities/utrecht/picture/").status_code == 404
    assert client.get("/cities/atlantis/picture/").status_code == 404
    assert not list(read(client, "/cities/utrecht/").all("img", class_="city-crest"))


def test_a_file_that_is_gone_is_not_found(client: Client) -> None:
    make_picture(make_city("Utrecht"))
    for picture in CityPicture.objects.all():
        default_storage.delete(str(picture.file.name))

    assert client.get("/cities/utrecht/picture/").status_code == 404
