"""Who decides about a city's registrations: its coordinators alone, staff at the desk."""

from portal.access.city_desk import REFUSED, only
from portal.access.table import (
    FORBIDDEN,
    LOGIN,
    NOT_FOUND,
    OK,
    ONWARD,
    STRANGER,
    People,
    Persona,
    Row,
    answers,
)

# For the city of `representative` and `coordinator`.
MINE: People = frozenset({Persona.COORDINATOR})
ANY: People = MINE | {Persona.OTHER_COORDINATOR}
# Another city's coordinator has a delegation of their own to the same meeting, and finds no registration of others.
OF_THE_CITY = answers(
    {MINE: OK, frozenset({Persona.OTHER_COORDINATOR}): NOT_FOUND, STRANGER: LOGIN}, others=FORBIDDEN
)
OVER = {**OF_THE_CITY, Persona.COORDINATOR: ONWARD}
CITY_REGISTRATIONS = (
    Row("my_city_registrations", only(ANY, OK), post=REFUSED),
    Row("my_city_delegation", only(ANY, OK), "registration here", post=REFUSED),
    Row("my_city_delegation", only(ANY, NOT_FOUND), "without registration", post=REFUSED),
    Row("my_city_colleagues", only(ANY, OK), "registration here", post=only(ANY, OK)),
    Row(
        "my_city_colleagues",
        only(ANY, NOT_FOUND),
        "without registration",
        post=only(ANY, NOT_FOUND),
    ),
    Row("my_city_registration", OF_THE_CITY, "of a colleague", post=OF_THE_CITY),
    Row("my_city_registration", OVER, "that is over", post=OVER),
)
