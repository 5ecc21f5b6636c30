"""Pictures of meetings and groups, drawn as those that people send."""

from io import BytesIO
from typing import Any

from members.models import Group
from portal.lib import figures
from portal.lib.pictures import Drawing, draw_photograph
from tests.cities import image
from visits.actions.pictures import add_picture
from visits.models import Meeting, Picture


def a_drawing(width: int = 60, height: int = 50) -> Drawing:
    content = image(width, height, "PNG")
    return draw_photograph(
        BytesIO(content), size=len(content), widths=figures.WIDTHS, formats=figures.FORMATS
    )


def make_picture(page: Meeting | Group, **fields: Any) -> Picture:
    """One that no text shows yet, of which nobody has looked at the people."""
    given: dict[str, Any] = {"drawing": a_drawing(), "alt": "The tram depot", "by": None}
    return add_picture(page=page, **(given | fields))


def showing(picture: Picture) -> str:
    """A text that shows it."""
    return f'<figure><img src="{figures.address(picture.pk)}" alt="{picture.alt}"></figure>'
