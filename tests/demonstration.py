"""The demonstration, for tests that look at it: loaded once in each process, and then written as it was loaded.

Whether loading it is right, tests/portal/demo asks.
"""

from datetime import date

from django.db import connection, transaction
from psycopg import sql

from portal.demo.load import load
from tests.emptying import RAISE_VERSION, may_pass_by_triggers, which_hold_rows

PASSWORD = "a password of the demonstration"

# By its day, the rows of each table. Their keys never come again, and their files stay where they are.
LOADED: dict[date, dict[str, bytes]] = {}


def load_demonstration(today: date) -> None:
    if today in LOADED:
        write_rows(LOADED[today])
        return
    load(password=PASSWORD, today=today)
    if may_pass_by_triggers():
        LOADED[today] = read_rows()


def read_rows() -> dict[str, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(which_hold_rows())
        # What changed in a transaction is noted there until its end.
        names = [name for (name,) in cursor.fetchall() if name != "portal_contentchange"]
        rows = {}
        for name in names:
            words = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(name))
            with cursor.copy(words) as copy:
                rows[name] = b"".join(copy)
    return rows


@transaction.atomic
def write_rows(rows: dict[str, bytes]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, held in rows.items():
            words = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(name))
            with cursor.copy(words) as copy:
                copy.write(held)
        cursor.execute(RAISE_VERSION)
        cursor.execute("SET LOCAL session_replication_role = origin")
