"""Who gets what of texts that are edited in place, and pictures."""

from portal.access.desk.answers import for_editors, for_preparers
from portal.access.table import (
    NOT_FOUND,
    OK,
    Row,
)

TEXTS: tuple[Row, ...] = (
    # Sent empty, it names no text.
    Row("autosave", for_preparers(OK), post=for_preparers(NOT_FOUND)),
    # Sent empty, as if it had begun from nothing, it takes nothing away from what stands.
    Row("manage_text", for_editors(OK), post=for_editors(OK)),
    Row("manage_text", for_editors(NOT_FOUND), "that there is not", post=for_editors(NOT_FOUND)),
)
