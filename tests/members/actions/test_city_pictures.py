from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from members.actions.city_pictures import set_picture, take_picture_away
from members.models import City, CityPicture
from portal.lib.pictures import draw
from portal.models import LogEntry
from tests.cities import image
from tests.factories import make_city, make_staff

pytestmark = pytest.mark.django_db


def show(city: City, *, alt: str = "A red  shield") -> None:
    content = image(1200, 600, "PNG")
    drawn = draw(BytesIO(content), size=len(content), widths=CityPicture.Width.values)
    set_picture(city=city, drawn=drawn, alt=alt, by=make_staff())


def names(city: City) -> list[str]:
    return [str(picture.file.name) for picture in city.pictures.all()]


def test_set_picture_keeps_two_widths_with_their_words() -> None:
    city = make_city()

    show(city)

    city.refresh_from_db()
    assert city.picture_alt == "A red shield"
    assert [(one.breadth, one.height) for one in city.pictures.all()] == [(320, 160), (960, 480)]
    assert all(default_storage.exists(name) for name in names(city))
    assert LogEntry.objects.filter(verb="set_picture", subject_id=city.pk).exists()


def test_another_picture_replaces_it_and_the_files_of_the_first_go(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    city = make_city()
    show(city)
    before = names(city)

    with django_capture_on_commit_callbacks(execute=True):
        show(city, alt="Another")

    assert city.pictures.count() == 2
    assert not any(default_storage.exists(name) for name in before)
    assert all(default_storage.exists(name) for name in names(city))


def test_a_picture_without_words_is_refused() -> None:
    city = make_city()

    with pytest.raises(ValidationError, match="Say in words"):
        show(city, alt="  ")

    assert not city.pictures.exists()


def test_take_picture_away_leaves_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    city = make_city()
    show(city)
    before = names(city)

    with django_capture_on_commit_callbacks(execute=True):
        take_picture_away(city=city, by=None)

    city.refresh_from_db()
    assert city.picture_alt == ""
    assert not any(default_storage.exists(name) for name in before)
