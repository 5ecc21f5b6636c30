"""A city's crest or picture: set and taken away."""

import hashlib
from collections.abc import Mapping
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import City, CityPicture, Person
from portal.lib.pictures import Drawn
from portal.models import LogEntry


@transaction.atomic
def set_picture(*, city: City, drawn: Mapping[int, Drawn], alt: str, by: Person | None) -> None:
    """Show this picture of a city instead of what there was; ``alt`` says in words what is on it."""
    if not alt.strip():
        raise ValidationError({"alt": _("Say in words what is on it.")})
    _forget(city)
    for width, picture in drawn.items():
        _keep(city, width, picture)
    _say(city, " ".join(alt.split()))
    LogEntry.objects.record("set_picture", city, by=by)


@transaction.atomic
def take_picture_away(*, city: City, by: Person | None) -> None:
    """Show no picture of a city any more."""
    _forget(city)
    _say(city, "")
    LogEntry.objects.record("take_picture_away", city, by=by)


def _forget(city: City) -> None:
    """The rows now, and the files once that is certain."""
    City.objects.select_for_update().get(pk=city.pk)
    names = [str(picture.file.name) for picture in city.pictures.all()]
    city.pictures.all().delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


def _keep(city: City, width: int, picture: Drawn) -> None:
    row = CityPicture(
        city=city,
        width=width,
        file=ContentFile(picture.content, name=f"{city.pk}-{width}.webp"),
        breadth=picture.width,
        height=picture.height,
        size=len(picture.content),
        sha256=hashlib.sha256(picture.content).hexdigest(),
    )
    row.full_clean()
    row.save()


def _say(city: City, alt: str) -> None:
    city.picture_alt = alt
    city.full_clean()
    city.save(update_fields=["picture_alt"])
