"""Who gets what of what texts were before, previews, and groups for their chairs."""

from portal.access.desk.answers import NOT_POSTED, for_editors, for_group_editors, for_preparers
from portal.access.table import (
    FORBIDDEN,
    LOGIN,
    NOT_ALLOWED,
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


NOT_LOOKED_AT = for_preparers(NOT_ALLOWED)
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
    Row("manage_group", for_group_editors(OK), "that one chairs", post=NOT_LOOKED_AT),
    Row("manage_group_year", for_group_editors(OK), "that one chairs", post=for_group_editors(OK)),
    # Sent empty, nothing has changed.
    Row("manage_group_text", for_group_editors(OK), post=for_group_editors(ONWARD)),
    Row(
        "manage_group_text",
        for_preparers(NOT_FOUND),
        "that there is not",
        post=for_preparers(NOT_FOUND),
    ),
    Row("manage_group_history", for_group_editors(OK), post=NOT_LOOKED_AT),
    Row("manage_group_version", for_group_editors(OK), post=for_group_editors(OK)),
    Row("manage_group_forget", for_administrators(OK), post=for_administrators(ONWARD)),
    Row("manage_history_forget", for_administrators(OK), post=for_administrators(ONWARD)),
)
