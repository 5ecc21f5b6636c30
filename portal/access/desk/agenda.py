"""Who gets what of agendas: the editor and releases."""

from portal.access.table import Row

AGENDA: tuple[Row, ...] = ()
