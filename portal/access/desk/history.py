"""Who gets what of what texts were before, previews, and groups for their chairs."""

from portal.access.table import Row

HISTORY: tuple[Row, ...] = ()
