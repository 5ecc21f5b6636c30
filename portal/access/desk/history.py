"""Who gets what of what texts were before, previews, and groups for their chairs."""

from portal.access.desk.answers import NOT_POSTED, for_editors
from portal.access.table import (
    FORBIDDEN,
    LOGIN,
    NOT_FOUND,
    OK,
    ONWARD,
    STRANGER,
    Answer,
    Answers,
    Persona,
    Row,
    answers,
)


def for_administrators(answer: Answer) -> Answers:
    administrators = frozenset({Persona.ADMINISTRATOR})
    return answers({administrators: answer, STRANGER: LOGIN}, others=FORBIDDEN)


HISTORY: tuple[Row, ...] = (
    Row("manage_preview", for_editors(OK), post=NOT_POSTED),
    Row("manage_preview", for_editors(NOT_FOUND), "as nobody there is", post=NOT_POSTED),
    Row("manage_history", for_editors(OK), post=NOT_POSTED),
    Row("manage_history_moment", for_editors(OK), post=for_editors(OK)),
    Row("manage_history_version", for_editors(OK), post=for_editors(OK)),
    Row(
        "manage_history_version",
        for_editors(NOT_FOUND),
        "of another meeting",
        post=for_editors(NOT_FOUND),
    ),
    Row("manage_history_forget", for_administrators(OK), post=for_administrators(ONWARD)),
)
