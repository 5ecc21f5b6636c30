"""Who gets what of agendas that are pasted."""

from portal.access.table import Row

PASTE: tuple[Row, ...] = ()
