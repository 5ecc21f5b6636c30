"""What many tests begin with, made once in each process: its rows are kept, and later written as they were made."""

from collections.abc import Callable, Hashable

from django.db import connection, transaction
from psycopg import sql

from members.actions.cities import load_cities
from tests.emptying import RAISE_VERSION, may_pass_by_triggers, which_hold_rows

# By their name, the rows of each table. Their keys never come again, and their files stay where they are.
MADE: dict[Hashable, dict[str, bytes]] = {}


def once(name: Hashable, make: Callable[[], object]) -> None:
    """To be asked for while there are no rows. Whether making them is right is asked where they are made each time."""
    if name in MADE:
        write_rows(MADE[name])
        return
    assert read_rows() == {}, "Other rows would be kept with these."
    make()
    if may_pass_by_triggers():
        MADE[name] = read_rows()


def have_cities() -> None:
    """All 187, as the command loads them."""
    once("cities", load_cities)


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
