"""Who gets what of the desk's first page, its search and what failed."""

from portal.access.table import Row

INDEX: tuple[Row, ...] = ()
