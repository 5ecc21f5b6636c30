"""Who gets what of agendas that are pasted."""

from portal.access.desk.answers import for_editors
from portal.access.table import OK, Row

# The box, and the table in which it is corrected: sent empty, it says that nothing was pasted.
PASTE: tuple[Row, ...] = (Row("manage_paste", for_editors(OK), post=for_editors(OK)),)
