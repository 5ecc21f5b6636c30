"""Locks by name, for what no row stands for yet."""

import zlib

from django.db import connection


def hold(name: str) -> None:
    """Wait until nobody else holds the lock called ``name``, and hold it to the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
