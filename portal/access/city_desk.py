"""Who has a page of one's own, who decides for a city, and who asks for a place in a group."""

from portal.access.table import (
    FORBIDDEN,
    LOGIN,
    MEMBERS,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    ONWARD,
    STAFF,
    STRANGER,
    Answer,
    Answers,
    People,
    Persona,
    Row,
    answers,
)

REPRESENTATIVES = MEMBERS - STAFF
# For the city of `representative` and `coordinator`.
DECIDE: People = STAFF | {Persona.COORDINATOR}


def signed_in(answer: Answer) -> Answers:
    return answers({STRANGER: LOGIN}, others=answer)


def only(people: People, answer: Answer) -> Answers:
    """Others are refused: they know that the city has people, as its page says so."""
    return answers({people: answer, STRANGER: LOGIN}, others=FORBIDDEN)


REFUSED = signed_in(NOT_ALLOWED)
CITY_DESK = (
    Row("my", signed_in(OK), post=REFUSED),
    Row("my_city", only(REPRESENTATIVES, OK), post=REFUSED),
    *(
        Row(name, only(DECIDE, OK), "of a colleague", post=only(DECIDE, OK))
        for name in ("city_post", "city_post_end")
    ),
    *(
        Row(name, signed_in(NOT_FOUND), "that is over", post=signed_in(NOT_FOUND))
        for name in ("city_post", "city_post_end")
    ),
    # Buttons: who looks instead is led to the page that has them.
    *(
        Row(name, only(DECIDE, ONWARD), "of a colleague", post=only(DECIDE, ONWARD))
        for name in ("city_nominate", "city_withdraw")
    ),
    Row("city_fill", only(DECIDE, ONWARD), post=only(DECIDE, ONWARD)),
    *(
        Row("place_request", only(DECIDE, OK), situation, post=only(DECIDE, OK))
        for situation in ("that waits for the city", "that passed to staff")
    ),
    Row("place_request", signed_in(NOT_FOUND), "of nobody", post=signed_in(NOT_FOUND)),
    Row(
        "group_join",
        only(REPRESENTATIVES, ONWARD),
        post=only(REPRESENTATIVES, ONWARD),
    ),
    *(
        Row(name, signed_in(ONWARD), post=signed_in(ONWARD))
        for name in ("group_take_back", "group_leave")
    ),
    Row("manage_post", only(STAFF, OK), "of a colleague", post=only(STAFF, OK)),
    Row("manage_places", only(STAFF, OK), post=only(STAFF, NOT_ALLOWED)),
)
