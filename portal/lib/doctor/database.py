"""What the database is like: there, new enough, knowing letters, with its extensions and our tables."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.lib.doctor.finding import Finding

OLDEST_VERSION = 15
EXTENSIONS = ("btree_gist",)
NEW_DATABASE = (
    "Make a database that knows letters and move to it: CREATE DATABASE portal TEMPLATE template0 "
    "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' "
    "(before PostgreSQL 17: LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' alone)."
)


def findings() -> Iterator[Finding]:
    unreachable = why_unreachable()
    if unreachable:
        yield unreachable
        return
    yield version(int(str(ask("SHOW server_version_num"))) // 10000)
    yield letters(str(ask("SHOW server_encoding")))
    yield extensions(missing_extensions())
    yield migrations()


def why_unreachable() -> Finding | None:
    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        said = " ".join(str(error).split())
        return Finding(
            "Database",
            f"not reachable ({said})",
            "`make demo` starts a private one as long as it runs. For one of your own, set DATABASE_URL to "
            "postgresql://user:password@host/name, of PostgreSQL 15 or newer.",
        )
    return None


def version(major: int) -> Finding:
    if major >= OLDEST_VERSION:
        return Finding("Database", f"PostgreSQL {major}")
    return Finding("Database", f"PostgreSQL {major}", "Set DATABASE_URL to PostgreSQL 15 or newer.")


def letters(encoding: str) -> Finding:
    """Under plain C, lower('Ł') stays as it is and nothing complains."""
    what = "Database's letters"
    if encoding != "UTF8":
        return Finding(what, f"its encoding is {encoding}, not UTF8", NEW_DATABASE)
    if ask("SELECT lower('ŁÓDŹ')") == "łódź":
        return Finding(what, "UTF8, lower('ŁÓDŹ') is łódź")
    locale = ask("SELECT datctype FROM pg_database WHERE datname = current_database()")
    return Finding(what, f"its locale is {locale}, and lower('ŁÓDŹ') is not łódź", NEW_DATABASE)


def extensions(missing: list[str]) -> Finding:
    if not missing:
        return Finding("Database's extensions", ", ".join(EXTENSIONS))
    return Finding(
        "Database's extensions",
        f"not available: {', '.join(missing)}",
        "Install PostgreSQL's contrib package on its server (Debian: apt-get install postgresql-contrib).",
    )


def missing_extensions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_available_extensions")
        available = {name for (name,) in cursor.fetchall()}
    return [name for name in EXTENSIONS if name not in available]


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return Finding("Database's tables", "as this version needs them")
    return Finding(
        "Database's tables", f"{len(pending)} migrations to do", "Say manage.py migrate."
    )


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
