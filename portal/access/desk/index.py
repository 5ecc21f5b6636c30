"""Who gets what of the desk's first page, its list of meetings, its finder, and of work that failed."""

from portal.access.desk.answers import for_preparers, for_publishers
from portal.access.table import (
    NOT_ALLOWED,
    OK,
    ONWARD,
    Row,
)

PAGES = ("manage", "manage_meetings", "manage_jump")


INDEX: tuple[Row, ...] = (
    *(Row(name, for_preparers(OK), post=for_preparers(NOT_ALLOWED)) for name in PAGES),
    Row("manage_jobs", for_publishers(OK), post=for_publishers(NOT_ALLOWED)),
    Row("manage_job_again", for_publishers(NOT_ALLOWED), post=for_publishers(ONWARD)),
)
