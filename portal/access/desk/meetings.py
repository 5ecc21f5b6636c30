"""Who gets what of meetings from their beginning to the next one."""

from portal.access.table import Row

MEETINGS: tuple[Row, ...] = ()
