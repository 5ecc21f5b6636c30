"""Who gets what of practical information, reports and attendance."""

from portal.access.desk.answers import NOT_POSTED, for_editors, for_publishers
from portal.access.table import NOT_ALLOWED, OK, ONWARD, Row

# Forms: sent empty they come back with what is missing.
FORMS = ("manage_practical_add", "manage_practical_edit", "manage_practical_copy")
# Sent empty they change nothing, and lead back.
LISTS = ("manage_practical_remove", "manage_attendance", "manage_report")
BUTTONS = ("manage_practical_step", "manage_report_audience")

REPORT: tuple[Row, ...] = (
    Row("manage_practical", for_editors(OK), post=NOT_POSTED),
    *(Row(name, for_editors(OK), post=for_editors(OK)) for name in FORMS),
    *(Row(name, for_editors(OK), post=for_editors(ONWARD)) for name in LISTS),
    *(Row(name, NOT_POSTED, post=for_editors(ONWARD)) for name in BUTTONS),
    Row("manage_report_publish", for_publishers(NOT_ALLOWED), post=for_publishers(ONWARD)),
)
