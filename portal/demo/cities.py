"""What two cities of the demonstration say of themselves, and what its group wants this year: all of it made up."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from members.actions.cities import describe_city
from members.actions.city_domains import add_domain
from members.actions.city_pictures import set_picture
from members.actions.groups import set_objectives
from members.models import City, CityPicture, Group, Person
from portal.demo.programmes import MARK
from portal.lib import pictures

SAID: Final = {
    "utrecht": "A city on the old arm of the Rhine, which tries out with its neighbourhoods how care comes "
    "closer to home.",
    "milan": "A city of makers and of six universities, which brings new work into old factories.",
}
OBJECTIVES: Final = (
    (
        -1,
        "<p>See three cities that house people first and help them afterwards, and write down what it cost.</p>",
    ),
    (
        0,
        "<ul><li>Two study visits, each with a report that another city can act on.</li><li>One page about social clauses in what cities buy.</li></ul>",
    ),
)


def describe(*, by: Person) -> None:
    """Utrecht and Milan have a text, a mailbox and a domain under ``.example``, which nobody owns; Utrecht a picture."""
    for slug, text in SAID.items():
        city = City.objects.get(slug=slug)
        describe_city(
            city=city, text=f"<p>{text}</p><p>{MARK}</p>", mailbox=f"europe@{slug}.example", by=by
        )
        add_domain(city=city, domain=f"{slug}.example", by=by)
    _show_picture(City.objects.get(slug="utrecht"), by=by)


def plan(group: Group, *, year: int, by: Person) -> None:
    """The group's objectives of this year and of the one before."""
    for offset, objectives in OBJECTIVES:
        text = f"{objectives}<p>{MARK}</p>"
        set_objectives(group=group, year=year + offset, objectives=text, by=by)


def _show_picture(city: City, *, by: Person) -> None:
    file = BytesIO()
    _shield().save(file, "PNG")
    size = file.tell()
    file.seek(0)
    drawn = pictures.draw(file, size=size, widths=CityPicture.Width.values)
    alt = f"A shield in blue with a yellow bridge over three waves. {MARK}"
    set_picture(city=city, drawn=drawn, alt=alt, by=by)


def _shield() -> Image.Image:
    """Four times as large as it is shown, so that its edges are smooth."""
    image = Image.new("RGBA", (1280, 1440), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((80, 40, 1200, 800), 40, fill="#1c4587")
    pen.pieslice((80, 120, 1200, 1400), 0, 180, fill="#1c4587")
    pen.rectangle((160, 520, 1120, 600), fill="#f2c230")
    for left in (240, 520, 800):
        pen.rectangle((left - 40, 600, left, 760), fill="#f2c230")
        pen.pieslice((left, 600, left + 240, 880), 180, 360, fill="#1c4587")
        pen.rectangle((left + 240, 600, left + 280, 760), fill="#f2c230")
    for top in (840, 960, 1080):
        for left in range(280, 1000, 160):
            pen.arc((left, top, left + 160, top + 80), 0, 180, fill="#ffffff", width=24)
    return image
