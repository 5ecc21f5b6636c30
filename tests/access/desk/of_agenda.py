"""The addresses behind the rows of portal/access/desk/agenda.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import agenda as rows
from tests.factories import make_day, make_item
from tests.personas import Cast

Key = tuple[str, str]


def of_agenda(cast: Cast) -> Iterator[tuple[Key, str]]:
    slug = cast.meeting.slug
    day = cast.meeting.days.first() or make_day(meeting=cast.meeting)
    item = make_item(day=day)
    for name in (*rows.LOOKED_AT, *rows.OF_MEETING, *rows.BUTTONS):
        yield (name, ""), reverse(name, args=[slug])
    for name in (*rows.OF_DAY, *rows.BUTTONS_OF_DAY):
        yield (name, ""), reverse(name, args=[slug, day.pk])
    for name in ("manage_agenda_item_menu", *rows.OF_ITEM, *rows.BUTTONS_OF_ITEM):
        yield (name, ""), reverse(name, args=[slug, item.pk])
    yield ("manage_release", ""), reverse("manage_release", args=[slug])
