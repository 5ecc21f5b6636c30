"""Upkeep of the cache that all processes share on the database, where rate limits are counted."""

from django.conf import settings
from django.db import connection
from django.utils import timezone


def delete_expired() -> int:
    """Deletes what ran out; Django itself does so only when the table is full."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608  our own table's name
        return int(cursor.rowcount)
