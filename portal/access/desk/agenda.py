"""Who gets what of agendas: the editor and releases."""

from portal.access.desk.answers import NOT_POSTED, for_editors, for_publishers
from portal.access.table import OK, ONWARD, Row

LOOKED_AT = ("manage_agenda", "manage_agenda_people")
OF_MEETING = ("manage_agenda_day_add",)
OF_DAY = (
    "manage_agenda_day",
    "manage_agenda_day_duplicate",
    "manage_agenda_day_cancel",
    "manage_agenda_day_remove",
    "manage_agenda_item_add",
)
OF_ITEM = (
    "manage_agenda_item",
    "manage_agenda_item_move",
    "manage_agenda_item_shift",
    "manage_agenda_item_cancel",
    "manage_agenda_item_remove",
)
# Buttons and lines: there is nothing to look at. What they refuse they say on the screen, as what they do.
BUTTONS = ("manage_agenda_undo", "manage_agenda_redo", "manage_agenda_days_fill")
BUTTONS_OF_DAY = ("manage_agenda_day_restore", "manage_agenda_line")
BUTTONS_OF_ITEM = (
    "manage_agenda_item_step",
    "manage_agenda_item_place",
    "manage_agenda_item_duplicate",
    "manage_agenda_item_restore",
)
AGENDA: tuple[Row, ...] = (
    *(Row(name, for_editors(OK), post=NOT_POSTED) for name in LOOKED_AT),
    Row("manage_agenda_item_menu", for_editors(OK), post=NOT_POSTED),
    *(
        Row(name, for_editors(OK), post=for_editors(OK))
        for name in (*OF_MEETING, *OF_DAY, *OF_ITEM)
    ),
    *(
        Row(name, NOT_POSTED, post=for_editors(ONWARD))
        for name in (*BUTTONS, *BUTTONS_OF_DAY, *BUTTONS_OF_ITEM)
    ),
    # Looked at by all who prepare the meeting.
    Row("manage_release", for_editors(OK), post=for_publishers(OK)),
)
