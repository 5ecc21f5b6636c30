"""Who gets what of a registration's settings (docs/decisions/0136)."""

from portal.access.desk.answers import NOT_POSTED, for_editors, for_group_editors, for_publishers
from portal.access.table import OK, ONWARD, Row

LOOKED_AT = ("manage_registration_settings", "manage_registration_preview")
# What is offered and asked: organisers prepare it too.
OF_EDITORS = (
    "manage_registration_option_add",
    "manage_registration_option",
    "manage_registration_question_add",
    "manage_registration_question",
)
OF_EDITORS_ASKED = ("manage_registration_option_remove", "manage_registration_question_remove")
BUTTONS = (
    "manage_registration_option_step",
    "manage_registration_question_step",
    "manage_registration_sets",
)
REGISTRATION_SETTINGS: tuple[Row, ...] = (
    *(Row(name, for_editors(OK), post=NOT_POSTED) for name in LOOKED_AT),
    Row("manage_registration_rules", for_group_editors(OK), post=for_group_editors(OK)),
    Row("manage_registration_readers", for_publishers(OK), post=for_publishers(OK)),
    *(Row(name, for_editors(OK), post=for_editors(OK)) for name in OF_EDITORS),
    *(Row(name, for_editors(OK), post=for_editors(ONWARD)) for name in OF_EDITORS_ASKED),
    *(Row(name, NOT_POSTED, post=for_editors(ONWARD)) for name in BUTTONS),
)
