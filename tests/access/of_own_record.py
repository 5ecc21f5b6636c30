"""The addresses behind the rows of portal/access/own_record.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.factories import make_person, make_staff
from tests.personas import Cast

Key = tuple[str, str]
PLAIN = (
    "my_profile",
    "my_data",
    "my_data_file",
    "erase_me",
    "manage_retention",
    "manage_mentions",
    "manage_erasing",
)


def of_own_record(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in PLAIN:
        yield (name, ""), reverse(name)
    for situation, number in (
        ("a representative", make_person(city=cast.city).pk),
        ("who holds an office", make_staff().pk),
        ("of nobody", 2_000_000_000),
    ):
        yield ("manage_erase", situation), reverse("manage_erase", args=[number])
