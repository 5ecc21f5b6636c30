"""Who gets what of documents at the desk."""

from portal.access.table import Row

DOCUMENTS: tuple[Row, ...] = ()
