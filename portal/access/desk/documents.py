"""Who gets what of documents at the desk: of a meeting its editors, of a group its chairs and staff."""

from portal.access.desk.answers import NOT_POSTED, for_editors, for_group_editors
from portal.access.table import (
    OK,
    ONWARD,
    Row,
)

# Forms: sent empty they come back with what is missing.
FORMS = (
    "manage_documents",
    "manage_document_link",
    "manage_document",
    "manage_document_replace",
    # A document that readers may find is not removed, and the page says so.
    "manage_document_remove",
)
OF_GROUP = ("manage_group_documents", "manage_group_document_link")
BUTTONS = ("manage_document_step", "manage_document_withdraw")


DOCUMENTS: tuple[Row, ...] = (
    *(Row(name, for_editors(OK), post=for_editors(OK)) for name in FORMS),
    *(Row(name, for_group_editors(OK), post=for_group_editors(OK)) for name in OF_GROUP),
    *(Row(name, NOT_POSTED, post=for_editors(ONWARD)) for name in BUTTONS),
    Row("manage_document_version", for_editors(OK), "of a members' document", post=NOT_POSTED),
)
