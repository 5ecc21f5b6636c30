"""Rows about cities and groups that few tests need: pictures, former addresses, objectives of a year."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from members.models import City, CityPicture, FormerAddress, Group, GroupYear


def make_picture(city: City, *, alt: str = "A coat of arms") -> None:
    """In both widths."""
    for width in CityPicture.Width.values:
        content = webp(width, width // 2)
        CityPicture.objects.create(
            city=city,
            width=width,
            file=ContentFile(content, name=f"{width}.webp"),
            breadth=width,
            height=width // 2,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    city.picture_alt = alt
    city.save(update_fields=["picture_alt"])


def webp(width: int, height: int) -> bytes:
    return image(width, height, "WEBP")


def image(width: int, height: int, form: str, mode: str = "RGB", **saving: object) -> bytes:
    kept = BytesIO()
    Image.new(mode, (width, height), "steelblue" if mode != "L" else 90).save(kept, form, **saving)
    return kept.getvalue()


def make_former_address(city: City, slug: str) -> FormerAddress:
    return FormerAddress.objects.create(city=city, slug=slug)


def make_year(group: Group, year: int, objectives: str = "<p>More trees.</p>") -> GroupYear:
    return GroupYear.objects.create(group=group, year=year, objectives=objectives)
