"""Who gets what of the editor of formatted texts, and of the pictures in them."""

from portal.access.desk.answers import for_editors
from portal.access.own_record import signed_in
from portal.access.table import (
    EDITORS,
    FORBIDDEN,
    GROUP_EDITORS,
    LOGIN,
    NOT_ALLOWED,
    NOWHERE,
    OK,
    ONWARD,
    STRANGER,
    Answer,
    Answers,
    Persona,
    Row,
    answers,
    for_all,
)


def for_group_editors(answer: Answer) -> Answers:
    return answers({GROUP_EDITORS: answer, STRANGER: LOGIN}, others=FORBIDDEN)


PREPARERS = EDITORS | {Persona.OTHER_CHAIR}
PICTURES: tuple[Row, ...] = (
    # Whoever writes at the desk or for a city has these; they hold nobody's words.
    Row("editor_tools", signed_in(OK), post=signed_in(NOT_ALLOWED)),
    Row("editor_pasted", signed_in(NOT_ALLOWED), post=signed_in(OK)),
    Row("picture", for_all(OK), "that the page shows", post=NOWHERE),
    Row("picture", for_editors(OK), "that no text shows", post=NOWHERE),
    # Sent empty, it comes back with what is missing.
    Row("manage_pictures", for_editors(OK), post=for_editors(OK)),
    Row("manage_group_pictures", for_group_editors(OK), post=for_group_editors(OK)),
    Row("manage_picture", for_editors(OK), post=for_editors(OK)),
    Row(
        "manage_picture_remove",
        answers({PREPARERS: NOT_ALLOWED, STRANGER: LOGIN}, others=FORBIDDEN),
        post=for_editors(ONWARD),
    ),
)
