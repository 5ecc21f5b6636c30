"""The addresses behind the rows of portal/access/desk/registrations.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import registrations as rows
from tests.personas import Cast
from tests.registrations import make_registration

Key = tuple[str, str]


def of_registrations(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in ("manage_registration", *rows.DECIDED):
        yield (name, ""), reverse(name, args=[cast.meeting.slug])
    row = make_registration(meeting=cast.meeting)
    for name in (
        "manage_registration_one",
        "manage_registration_correct",
        "manage_registration_substitute",
    ):
        yield (name, ""), reverse(name, args=[cast.meeting.slug, row.pk])
