"""Who gets what of texts that are edited in place, and pictures."""

from portal.access.table import Row

TEXTS: tuple[Row, ...] = ()
