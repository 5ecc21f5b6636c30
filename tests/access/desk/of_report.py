"""The addresses behind the rows of portal/access/desk/report.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import report as rows
from tests.factories import make_practical_part
from tests.personas import Cast

Key = tuple[str, str]
OF_PART = ("manage_practical_edit", "manage_practical_step", "manage_practical_remove")


def of_report(cast: Cast) -> Iterator[tuple[Key, str]]:
    part = make_practical_part(meeting=cast.meeting)
    for name in ("manage_practical", *rows.FORMS, *rows.LISTS, *rows.BUTTONS):
        numbers = [part.pk] if name in OF_PART else []
        yield (name, ""), reverse(name, args=[cast.meeting.slug, *numbers])
    name = "manage_report_publish"
    yield (name, ""), reverse(name, args=[cast.meeting.slug])
