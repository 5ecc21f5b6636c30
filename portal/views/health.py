"""Whether this process lives, and whether it can do its work: for whatever watches over it."""

from collections.abc import Callable, Iterator

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.lib import files, jobs
from portal.lib.policies import everyone

PLAIN = "text/plain; charset=utf-8"


@everyone
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database: a database that is away is no reason to kill this."""
    return HttpResponse("alive\n", content_type=PLAIN)


@everyone
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """All that pages need is there; else 503, and a line for each thing that is not.

    The lines name no host, path or account: anyone may ask.
    """
    missing = list(not_ready())
    text = "\n".join(missing or ["ready"]) + "\n"
    return HttpResponse(text, status=503 if missing else 200, content_type=PLAIN)


def not_ready() -> Iterator[str]:
    """A sentence for each thing that is missing; the database's own ones stop at the first."""
    for asks, sentence in DATABASE_QUESTIONS:
        if not _holds(asks):
            yield sentence
            break
    if not _holds(files.documents().is_writable):
        yield "The storage of documents cannot be written."


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


DATABASE_QUESTIONS: tuple[tuple[Callable[[], bool], str], ...] = (
    (database_answers, "The database does not answer."),
    (migrations_are_applied, "Migrations are not applied: run manage.py migrate."),
    (jobs.is_reachable, "The table of jobs cannot be reached."),
)


def _holds(asks: Callable[[], bool]) -> bool:
    try:
        return asks()
    except (DatabaseError, OSError):
        return False
