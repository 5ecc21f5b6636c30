"""Who says what about oneself, sees and erases one's data, and who keeps all that in order at the desk."""

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
    People,
    Persona,
    Row,
    answers,
)

ADMINISTRATORS: People = frozenset({Persona.ADMINISTRATOR})


def signed_in(answer: Answer) -> Answers:
    return answers({STRANGER: LOGIN}, others=answer)


def at_the_desk(answer: Answer) -> Answers:
    return answers({STAFF: answer, STRANGER: LOGIN}, others=FORBIDDEN)


OF_AN_OFFICE = answers({ADMINISTRATORS: OK, STRANGER: LOGIN}, others=FORBIDDEN)
OWN_RECORD = (
    Row("my_profile", signed_in(OK), post=signed_in(OK)),
    Row("my_data", signed_in(OK), post=signed_in(OK)),
    Row("my_data_file", signed_in(OK), post=signed_in(NOT_ALLOWED)),
    # Nothing is done before one has said again who one is.
    Row("erase_me", signed_in(OK), post=signed_in(ONWARD)),
    Row("manage_retention", at_the_desk(OK), post=at_the_desk(NOT_ALLOWED)),
    Row("manage_mentions", at_the_desk(OK), post=at_the_desk(OK)),
    Row("manage_erasing", at_the_desk(OK), post=at_the_desk(NOT_ALLOWED)),
    Row("manage_erase", at_the_desk(OK), "a representative", post=at_the_desk(OK)),
    Row("manage_erase", OF_AN_OFFICE, "who holds an office", post=OF_AN_OFFICE),
    Row("manage_erase", at_the_desk(NOT_FOUND), "of nobody", post=at_the_desk(NOT_FOUND)),
)
