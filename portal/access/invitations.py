"""Who invites, who comes in by a link, and who asks for access and answers."""

from portal.access.table import (
    FORBIDDEN,
    GONE,
    LOGIN,
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
    for_all,
)

COORDINATORS: People = frozenset({Persona.COORDINATOR, Persona.OTHER_COORDINATOR})
# The other coordinator's city is another.
MINE: People = frozenset({Persona.COORDINATOR})


def only(people: People, answer: Answer) -> Answers:
    return answers({people: answer, STRANGER: LOGIN}, others=FORBIDDEN)


def only_mine(answer: Answer) -> Answers:
    """Other coordinators do not learn that it exists; who coordinates no city has no business there."""
    cells = {MINE: answer, COORDINATORS: NOT_FOUND, STRANGER: LOGIN}
    return answers(cells, others=FORBIDDEN)


NO_FORM = answers({STRANGER: LOGIN}, others=NOT_ALLOWED)
NO_FORM_FOR_STAFF = only(STAFF, NOT_ALLOWED)
BY_LINK = answers({STRANGER: OK}, others=FORBIDDEN)
INVITATIONS = (
    Row("my_invitations", only(COORDINATORS, OK), post=only(COORDINATORS, ONWARD)),
    Row("my_invite", only(COORDINATORS, OK), post=only(COORDINATORS, OK)),
    Row("my_invitation_batch", only_mine(OK), "of the coordinator", post=NO_FORM),
    Row("my_request", only_mine(OK), "to the coordinator's city", post=only_mine(OK)),
    Row("manage_invitations", only(STAFF, OK), post=only(STAFF, ONWARD)),
    Row("manage_invite", only(STAFF, OK), post=only(STAFF, OK)),
    Row("manage_invitation_batch", only(STAFF, OK), "of the coordinator", post=NO_FORM_FOR_STAFF),
    Row("manage_people", only(STAFF, OK), post=only(STAFF, ONWARD)),
    Row("manage_people_import", only(STAFF, OK), post=only(STAFF, OK)),
    Row("manage_requests", only(STAFF, OK), post=NO_FORM_FOR_STAFF),
    Row("manage_request", only(STAFF, OK), "that passed to staff", post=only(STAFF, OK)),
    # Staff see that it is with the city, and do not answer it yet.
    Row("manage_request", only(STAFF, OK), "that waits for the city", post=only(STAFF, FORBIDDEN)),
    # Nobody who is signed in accepts what is for another address.
    Row("invitation", BY_LINK, "that is open", post=BY_LINK),
    Row("invitation", for_all(GONE), "that was withdrawn", post=for_all(GONE)),
    Row("invitation", for_all(NOT_FOUND), "cut short", post=for_all(NOT_FOUND)),
    Row("ask_access", for_all(OK), post=for_all(OK)),
    Row("ask_access_done", for_all(OK)),
    Row("confirm_access", for_all(OK), "not confirmed yet", post=for_all(OK)),
    Row("confirm_access", for_all(GONE), "of nothing any more", post=for_all(GONE)),
    Row("confirm_access", for_all(NOT_FOUND), "cut short", post=for_all(NOT_FOUND)),
)
