"""The addresses behind the rows of portal/access/city_registrations.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.factories import make_meeting, make_person
from tests.personas import Cast
from tests.registrations import make_open_meeting, make_registration

Key = tuple[str, str]


def of_city_registrations(cast: Cast) -> Iterator[tuple[Key, str]]:
    here = make_open_meeting()
    yield ("my_city_registrations", ""), reverse("my_city_registrations")
    for situation, meeting in (
        ("registration here", here),
        ("without registration", make_meeting()),
    ):
        for name in ("my_city_delegation", "my_city_colleagues"):
            yield (name, situation), reverse(name, args=[meeting.slug])
    for situation, state in (("of a colleague", "confirmed"), ("that is over", "withdrawn")):
        registration = make_registration(
            meeting=here, person=make_person(city=cast.city), state=state
        )
        name = "my_city_registration"
        yield (name, situation), reverse(name, args=[here.slug, registration.pk])
