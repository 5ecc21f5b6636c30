"""The addresses behind the rows of portal/access/desk/registrations.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import registrations as rows
from tests.personas import Cast

Key = tuple[str, str]


def of_registrations(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in rows.LOOKED_AT:
        yield (name, ""), reverse(name, args=[cast.meeting.slug])
