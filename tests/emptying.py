"""Empties the database after a test that commits: the tables that hold rows, and no other.

Django truncates every table, and then writes again what it truncated of its own; that took longer than most tests.
"""

from collections.abc import Callable
from functools import cache

from django.db import connection, transaction
from psycopg import sql

# What migrations wrote, and no test changes.
KEPT = ["django_migrations", "django_content_type", "auth_permission", "portal_contentversion"]
# Copies that a process keeps of what is gone by then must not be taken for copies of what comes next.
RAISE_VERSION = "UPDATE portal_contentversion SET changed_in = pg_current_xact_id()"


def empty_tables(otherwise: Callable[[], object]) -> None:
    """In one transaction, past all triggers. Who may not pass by triggers does ``otherwise``, which takes longer."""
    if not may_pass_by_triggers():
        otherwise()
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(which_hold_rows())
        deletions = [
            sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for (name,) in cursor.fetchall()
        ]
        words = ["SET LOCAL session_replication_role = replica", RAISE_VERSION]
        cursor.execute(sql.SQL("; ").join([*map(sql.SQL, words), *deletions]))


def may_pass_by_triggers() -> bool:
    """Whether the database is ours alone, as the one is that tests start, and not one that was lent."""
    connection.ensure_connection()
    return bool(connection.connection.info.parameter_status("is_superuser") == "on")


@cache
def which_hold_rows() -> sql.Composed:
    """The question for their names; also tables without a model: jobs, and what is cached."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL(%s)",
            [KEPT],
        )
        names = [name for (name,) in cursor.fetchall()]
    return sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, sql.Identifier(name))
        for name in names
    )
