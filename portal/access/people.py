"""Who looks after people's ways in at the desk. The person of the rows is a representative of the coordinator's city."""

from portal.access.table import (
    FORBIDDEN,
    LOGIN,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    ONWARD,
    STAFF,
    STRANGER,
    Answer,
    Answers,
    Persona,
    Row,
    answers,
)

ADMINISTRATORS = frozenset({Persona.ADMINISTRATOR})


def for_staff(answer: Answer) -> Answers:
    return answers({STAFF: answer, STRANGER: LOGIN}, others=FORBIDDEN)


def for_administrators(answer: Answer) -> Answers:
    return answers({ADMINISTRATORS: answer, STRANGER: LOGIN}, others=FORBIDDEN)


REFUSED = for_staff(NOT_ALLOWED)
PEOPLE = (
    Row("manage_everyone", for_staff(OK), post=REFUSED),
    Row("manage_person", for_staff(OK), post=REFUSED),
    Row("manage_person", for_staff(NOT_FOUND), "that does not exist", post=REFUSED),
    Row("manage_person_factors", for_staff(OK), post=for_staff(OK)),
    Row("manage_person_factors", for_administrators(OK), "of staff", post=for_administrators(OK)),
    Row("manage_person_close", REFUSED, post=for_staff(ONWARD)),
    Row("manage_person_open", REFUSED, post=for_staff(ONWARD)),
    Row("manage_person_close", REFUSED, "of staff", post=for_administrators(ONWARD)),
    Row("manage_person_office", for_administrators(OK), post=for_administrators(OK)),
)
