"""Who gets what of practical information, reports and attendance."""

from portal.access.table import Row

REPORT: tuple[Row, ...] = ()
