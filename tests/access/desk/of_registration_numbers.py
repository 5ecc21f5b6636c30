"""The addresses behind the rows of portal/access/desk/registration_numbers.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk.registration_numbers import REGISTRATION_NUMBERS
from tests.personas import Cast

Key = tuple[str, str]


def of_registration_numbers(cast: Cast) -> Iterator[tuple[Key, str]]:
    for row in REGISTRATION_NUMBERS:
        yield (row.name, ""), reverse(row.name, args=[cast.meeting.slug])
