"""Who gets what of the editor of formatted texts, and of the pictures in them."""

from portal.access.desk.answers import for_editors, for_group_editors, for_preparers
from portal.access.own_record import signed_in
from portal.access.table import (
    EDITORS,
    NOT_ALLOWED,
    NOWHERE,
    OK,
    ONWARD,
    Row,
    for_all,
    readable_by,
)

PICTURES: tuple[Row, ...] = (
    # Whoever writes at the desk or for a city has these; they hold nobody's words.
    Row("editor_tools", signed_in(OK), post=signed_in(NOT_ALLOWED)),
    Row("editor_pasted", signed_in(NOT_ALLOWED), post=signed_in(OK)),
    Row("picture", for_all(OK), "that the page shows", post=NOWHERE),
    Row("picture", readable_by(EDITORS), "that no text shows", post=NOWHERE),
    # Sent empty, it comes back with what is missing.
    Row("manage_pictures", for_editors(OK), post=for_editors(OK)),
    Row("manage_group_pictures", for_group_editors(OK), post=for_group_editors(OK)),
    Row("manage_picture", for_editors(OK), post=for_editors(OK)),
    Row(
        "manage_picture_remove",
        for_preparers(NOT_ALLOWED),
        post=for_editors(ONWARD),
    ),
)
