"""The version of all content: it changes with every transaction that changes what pages show, in all processes at once.

Triggers of the database raise it, so that no way of writing passes it by; docs/decisions/0050 says how and why.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from django.db import connection, migrations
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper
    from psycopg import Connection

VERSION: Final = "portal_contentversion"
CHANGE: Final = "portal_contentchange"
TRIGGER: Final = "raises_content_version"
QUESTION: Final = f"SELECT changed_in FROM {VERSION}".encode()  # noqa: S608 - our own name

MAKE_TABLES: Final = f"""
CREATE TABLE {VERSION} (
    is_the_row boolean PRIMARY KEY DEFAULT true CHECK (is_the_row),
    changed_in xid8 NOT NULL
);
INSERT INTO {VERSION} (changed_in) VALUES (pg_current_xact_id());
CREATE TABLE {CHANGE} (made_in xid8 PRIMARY KEY);

CREATE FUNCTION portal_note_content_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {CHANGE} (made_in) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION portal_raise_content_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM {CHANGE} WHERE made_in = NEW.made_in;
    UPDATE {VERSION} SET changed_in = NEW.made_in;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER raises_content_version_at_commit AFTER INSERT ON {CHANGE}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal_raise_content_version();
"""  # noqa: S608 - our own names

DROP_TABLES: Final = f"""
DROP TABLE {CHANGE}, {VERSION};
DROP FUNCTION portal_note_content_change, portal_raise_content_version;
"""


class Readings:
    """Of those who ask at once, one asks the database, after all of them have come."""

    def __init__(self, ask: Callable[[], str | None] | None = None) -> None:
        self._ask = ask or current
        self._one_at_a_time = Lock()
        self._begun = 0
        self._read: str | None = None

    def current(self) -> str | None:
        """As ``current`` below: no answer is older than the question."""
        begun_before_us = self._begun
        with self._one_at_a_time:
            if self._begun == begun_before_us:
                self._begun += 1
                # Should the question fail, those who waited for its answer must not be given the one before.
                self._read = None
                self._read = self._ask()
            return self._read


def current() -> str | None:
    """What every copy made before another change has in common; none when the database does not say.

    It is the number of the transaction that changed content last. Such numbers never come again, and the row is
    written by that transaction itself, so that a reader sees both its changes and its number, or neither.

    It is asked for each copy that is given, so it is one call of the database's own library: what Django does around
    a question takes three times as long as the question.
    """
    with connection.wrap_database_errors, _line() as line:
        answer = line.pgconn.exec_(QUESTION)
        if answer.status != ExecStatus.TUPLES_OK:
            raise error_from_result(answer)
        number = answer.get_value(0, 0)
    return number.decode() if number else None


@contextmanager
def _line() -> "Iterator[Connection[Any]]":
    """A line to the database with no transaction on it, and back it goes: nobody holds one while a copy is sent."""
    wrapper = cast("DatabaseWrapper", connection)
    pool = wrapper.pool
    if pool is not None:
        # Django does so at its own first question, which may not have come yet.
        pool.open()
        line = pool.getconn()
        try:
            yield line
        finally:
            pool.putconn(line)
        return
    is_ours = wrapper.connection is None
    wrapper.ensure_connection()
    try:
        yield wrapper.connection
    finally:
        if is_ours:
            wrapper.close()


def raised_by(table: str, *columns: str) -> migrations.RunSQL:
    """For the migration that makes ``table``: every change of it raises the version.

    With ``columns`` an update does so only where it writes one of these.
    """
    update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    return migrations.RunSQL(
        f"CREATE TRIGGER {TRIGGER} AFTER INSERT OR {update} OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION portal_note_content_change()",
        f"DROP TRIGGER {TRIGGER} ON {table}",
    )
