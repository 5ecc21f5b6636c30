"""Who gets what of texts that are edited in place, and pictures."""

from portal.access.desk.answers import for_editors
from portal.access.table import (
    EDITORS,
    FORBIDDEN,
    LOGIN,
    NOT_FOUND,
    OK,
    STRANGER,
    Answer,
    Answers,
    Persona,
    Row,
    answers,
)


def for_preparers(answer: Answer) -> Answers:
    """Whoever prepares anything: the record is named in what is sent."""
    preparers = EDITORS | {Persona.OTHER_CHAIR}
    return answers({preparers: answer, STRANGER: LOGIN}, others=FORBIDDEN)


TEXTS: tuple[Row, ...] = (
    # Sent empty, it names no text.
    Row("autosave", for_preparers(OK), post=for_preparers(NOT_FOUND)),
    # Sent empty, as if it had begun from nothing, it takes nothing away from what stands.
    Row("manage_text", for_editors(OK), post=for_editors(OK)),
    Row("manage_text", for_editors(NOT_FOUND), "that there is not", post=for_editors(NOT_FOUND)),
)
