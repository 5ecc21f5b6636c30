"""Who gets a meeting's registrations in numbers, and lists of them: whoever prepares it. Which columns, the page asks."""

from portal.access.desk.answers import NOT_POSTED, for_editors
from portal.access.table import OK, Row

REGISTRATION_NUMBERS: tuple[Row, ...] = (
    Row("manage_registration_numbers", for_editors(OK), post=NOT_POSTED),
    Row("manage_registration_export", for_editors(OK), post=for_editors(OK)),
)
