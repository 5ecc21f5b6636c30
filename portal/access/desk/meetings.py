"""Who gets what of meetings from their beginning to the next one."""

from portal.access.desk.answers import NOT_POSTED, for_editors, for_publishers
from portal.access.table import NOT_ALLOWED, OK, ONWARD, Row

# Forms that whoever prepares the meeting fills in; chairs and organisers are asked for less of the facts (decision 115).
OF_EDITORS = (
    "manage_meeting_facts",
    "manage_meeting_dates",
    "manage_countdown",
    "manage_countdown_step",
)
# Forms that are the secretariat's.
OF_STAFF = (
    "manage_meeting_publish",
    "manage_meeting_organisers",
    "manage_meeting_gathering",
    "manage_meeting_next",
)
EDITORS_BUTTONS = ("manage_countdown_fill", "manage_countdown_tick", "manage_countdown_off")
STAFFS_BUTTONS = ("manage_meeting_organiser_off", "manage_meeting_gathering_off")
MEETINGS: tuple[Row, ...] = (
    Row("manage_meeting_add", for_publishers(OK), post=for_publishers(OK)),
    Row("manage_meeting", for_editors(OK), post=NOT_POSTED),
    *(Row(name, for_editors(OK), post=for_editors(OK)) for name in OF_EDITORS),
    *(Row(name, for_publishers(OK), post=for_publishers(OK)) for name in OF_STAFF),
    *(Row(name, NOT_POSTED, post=for_editors(ONWARD)) for name in EDITORS_BUTTONS),
    *(
        Row(name, for_publishers(NOT_ALLOWED), post=for_publishers(ONWARD))
        for name in STAFFS_BUTTONS
    ),
)
