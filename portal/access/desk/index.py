"""Who gets what of the desk's first page, its list of meetings, its finder, and of work that failed."""

from portal.access.desk.answers import for_publishers
from portal.access.table import (
    EDITORS,
    FORBIDDEN,
    LOGIN,
    NOT_ALLOWED,
    OK,
    ONWARD,
    STRANGER,
    Answer,
    Answers,
    Persona,
    Row,
    answers,
)

# Whoever prepares something, wherever that is.
PREPARERS = EDITORS | {Persona.OTHER_CHAIR}
PAGES = ("manage", "manage_meetings", "manage_jump")


def for_preparers(answer: Answer) -> Answers:
    return answers({PREPARERS: answer, STRANGER: LOGIN}, others=FORBIDDEN)


INDEX: tuple[Row, ...] = (
    *(Row(name, for_preparers(OK), post=for_preparers(NOT_ALLOWED)) for name in PAGES),
    Row("manage_jobs", for_publishers(OK), post=for_publishers(NOT_ALLOWED)),
    Row("manage_job_again", for_publishers(NOT_ALLOWED), post=for_publishers(ONWARD)),
)
