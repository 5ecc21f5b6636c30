"""Pictures of cities: what breaks their constraints."""

from members.models import CityPicture
from tests import factories as make
from tests.constraints.register import breaks


@breaks("city_picture_once")
def _() -> CityPicture:
    fields = {"city": make.make_city(), "width": 320, "file": "cities/1.webp"}
    fields |= {"breadth": 320, "height": 200, "size": 1, "sha256": "0" * 64}
    CityPicture.objects.create(**fields)
    return CityPicture(**fields)
