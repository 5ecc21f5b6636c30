"""The addresses of people's ways in at the desk."""

from collections.abc import Iterator

from django.urls import reverse

from tests.factories import make_person, make_staff
from tests.personas import Cast

OF_PERSON = (
    "manage_person",
    "manage_person_factors",
    "manage_person_close",
    "manage_person_open",
    "manage_person_office",
)


def of_people(cast: Cast) -> Iterator[tuple[tuple[str, str], str]]:
    person, staff = make_person(city=cast.city), make_staff("Colleague in the secretariat")
    yield ("manage_everyone", ""), reverse("manage_everyone")
    for name in OF_PERSON:
        yield (name, ""), reverse(name, args=[person.pk])
    for name in ("manage_person_factors", "manage_person_close"):
        yield (name, "of staff"), reverse(name, args=[staff.pk])
    yield ("manage_person", "that does not exist"), reverse("manage_person", args=[2_000_000_000])
