"""Who gets what of the editor of formatted texts, and of the pictures in them."""

from portal.access.own_record import signed_in
from portal.access.table import NOT_ALLOWED, OK, Row

PICTURES: tuple[Row, ...] = (
    # Whoever writes at the desk or for a city has these; they hold nobody's words.
    Row("editor_tools", signed_in(OK), post=signed_in(NOT_ALLOWED)),
    Row("editor_pasted", signed_in(NOT_ALLOWED), post=signed_in(OK)),
)
