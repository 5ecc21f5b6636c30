"""Who gets what of a meeting's registrations at the desk."""

from portal.access.desk.answers import NOT_POSTED, for_editors
from portal.access.table import OK, Row

LOOKED_AT = ("manage_registration",)

REGISTRATIONS: tuple[Row, ...] = (
    *(Row(name, for_editors(OK), post=NOT_POSTED) for name in LOOKED_AT),
)
