"""Who gets what of a meeting's registrations at the desk."""

from portal.access.desk.answers import for_editors, for_group_editors, for_publishers
from portal.access.table import FORBIDDEN, OK, Row

# Organisers see who comes and what they need; staff and the group's chairs decide.
DECIDED = ("manage_registration_add", "manage_registration_invite", "manage_registration_select")

REGISTRATIONS: tuple[Row, ...] = (
    Row("manage_registration", for_editors(OK), post=for_group_editors(OK)),
    *(Row(name, for_group_editors(OK), post=for_group_editors(OK)) for name in DECIDED),
    Row("manage_registration_substitute", for_publishers(OK), post=for_publishers(OK)),
    Row("manage_registration_correct", for_editors(OK), post=for_editors(OK)),
    Row("manage_registration_one", for_editors(OK), post=for_editors(FORBIDDEN)),
)
