"""Work that is done later, by a worker: declaring it, enqueueing it, and running what is due.

Nothing else in the portal knows procrastinate. Each app declares its jobs in its own ``jobs.py``; a job's body is one
call of an action, and may run twice without harm. docs/decisions/0010 says why it is so.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar, cast

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from procrastinate import App, RetryDecision
from procrastinate.contrib.django import app as procrastinate_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy
from procrastinate.tasks import configure_task

log = logging.getLogger(__name__)

Body = TypeVar("Body", bound=Callable[..., None])

# A worker says every 10 seconds that it lives; one silent for this long was killed.
SILENCE: Final = timedelta(seconds=40)
# A job whose worker died this often is what kills it.
MOST_ATTEMPTS: Final = 5
FINISHED_KEPT: Final = timedelta(days=7)
FINISHED: Final = ("succeeded", "failed", "cancelled", "aborted")
# At most so many jobs are seen to in one go by a test before it is told that they enqueue each other for ever.
MOST_IN_ONE_GO: Final = 1000


class Backoff(BaseRetryStrategy):
    """Tries again after each of *waits* when a job raised one of *errors*, then gives up."""

    def __init__(self, errors: type[Exception], waits: Sequence[timedelta]) -> None:
        self.errors = errors
        self.waits = waits

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, self.errors) or job.attempts >= len(self.waits):
            return None
        return RetryDecision(retry_at=timezone.now() + self.waits[job.attempts])


def job(name: str, *, retry: Backoff | None = None) -> Callable[[Body], Body]:
    """Declares the function below as the job *name*; its arguments are ids."""

    def declare(body: Body) -> Body:
        _app().task(name=name, retry=retry or False)(body)
        return body

    return declare


def every(cron: str, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declares the function below as the job *name*, enqueued whenever *cron* (in UTC) says.

    A tick that no worker was there to see is dropped, so such a job does all that is due now, never what is due for
    one moment. A tick is not enqueued while an earlier one still waits.
    """

    def declare(body: Callable[[], None]) -> Callable[[], None]:
        def tick(timestamp: int = 0) -> None:  # noqa: ARG001  the signature is procrastinate's
            body()

        _app().periodic(cron=cron)(_app().task(name=name, queueing_lock=name)(tick))
        return body

    return declare


def enqueue(name: str, *, at: datetime | None = None, **ids: int) -> int:
    """Enqueues the job *name* in the current transaction, to be run once that is committed, or from *at* on.

    Jobs carry ids, never addresses, tokens or texts: whoever reads the jobs' table learns nothing, and a job sees its
    rows as they are when it runs. Always through Django's own connection: procrastinate's ``defer()`` within a
    worker would use another one, and leave the job behind when the transaction is rolled back.
    """
    wrong = [key for key, value in ids.items() if type(value) is not int]
    if wrong:
        raise TypeError(
            f"Jobs carry ids, never addresses, tokens or texts: {', '.join(wrong)} is no whole number."
        )
    if name not in _app().tasks:
        raise LookupError(f"There is no job {name!r}: declare it in the jobs.py of its app.")
    return configure_task(name=name, job_manager=_manager(), schedule_at=at).defer(**ids)


def run_due() -> int:
    """Runs in this process all that is due by this process's clock, as tests do; returns how many ran.

    What a job enqueues for now is run as well. A job that fails for good is raised here.
    """
    for ran in range(MOST_IN_ONE_GO):
        due = _due().first()
        if due is None:
            return ran
        _run(due.procrastinate_job)
    raise RuntimeError(
        f"After {MOST_IN_ONE_GO} jobs there are still more: do they enqueue each other?"
    )


def retry_stalled() -> int:
    """Enqueues again the jobs whose worker was killed; one that saw too many workers die is given up."""
    since = timezone.now() - SILENCE
    stalled = ProcrastinateJob.objects.filter(status="doing").filter(
        Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=since)
    )
    found = [row.procrastinate_job for row in stalled]
    for stalled_job in found:
        if stalled_job.attempts + 1 >= MOST_ATTEMPTS:
            log.error(
                "Gave up %s: its worker died %d times.", stalled_job.call_string, MOST_ATTEMPTS
            )
            _finish(stalled_job, Status.FAILED)
        else:
            log.warning("Enqueued %s again: its worker died.", stalled_job.call_string)
            _manager().retry_job_by_id(_id(stalled_job), retry_at=timezone.now())
    return len(found)


def delete_finished() -> int:
    """Deletes the jobs that ended a week ago or longer, however they ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs AS job WHERE status = ANY(%s::procrastinate_job_status[])
            AND NOT EXISTS (SELECT FROM procrastinate_events WHERE job_id = job.id AND at >= %s)
            """,
            [list(FINISHED), timezone.now() - FINISHED_KEPT],
        )
        return int(cursor.rowcount)


def forget(key: str, value: int) -> int:
    """Deletes the jobs that carry *value* as *key*, whether they wait or ended; one that runs finds nobody any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status <> 'doing' AND args ->> %s = %s",
            [key, str(value)],
        )
        return int(cursor.rowcount)


def failed() -> "QuerySet[ProcrastinateJob]":
    """The jobs that were given up, the latest first; each with ``failed_at``. They go a week after that."""
    told = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="failed").order_by("-at")
    given_up: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(status="failed")
    return given_up.annotate(failed_at=Subquery(told.values("at")[:1])).order_by("-pk")


def try_again(job_id: int) -> bool:
    """Enqueues once more a job that was given up; says whether it was still there. Its attempts count on."""
    given_up = failed().filter(pk=job_id).first()
    if given_up is None:
        return False
    _manager().retry_job_by_id(job_id, retry_at=timezone.now())
    return True


def unfinished(name: str, key: str) -> set[int]:
    """The ids that the jobs *name* carry as *key*, of those that wait or run."""
    found = ProcrastinateJob.objects.filter(task_name=name).exclude(status__in=FINISHED)
    return {args[key] for args in found.values_list("args", flat=True)}


def is_reachable() -> bool:
    """Whether the jobs' table is there."""
    return _manager().check_connection()


def _due() -> "QuerySet[ProcrastinateJob]":
    waiting: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(status="todo")
    return waiting.filter(
        Q(scheduled_at__isnull=True) | Q(scheduled_at__lte=timezone.now())
    ).order_by("-priority", "pk")


def _run(due: Job) -> None:
    task = _app().tasks[due.task_name]
    _claim(due)
    try:
        task(**due.task_kwargs)
    except Exception as error:
        decision = task.retry_strategy and task.retry_strategy.get_retry_decision(
            exception=error, job=due
        )
        if not decision or not decision.retry_at:
            _finish(due, Status.FAILED)
            raise
        _manager().retry_job_by_id(_id(due), retry_at=decision.retry_at)
    else:
        _finish(due, Status.SUCCEEDED)


def _claim(due: Job) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [due.id])


def _finish(ended: Job, status: Status) -> None:
    DjangoConnector().execute_query(
        "SELECT procrastinate_finish_job_v1(%(id)s, %(status)s, FALSE)",
        id=_id(ended),
        status=status.value,
    )


def _id(stored: Job) -> int:
    return cast("int", stored.id)


def _manager() -> JobManager:
    return JobManager(DjangoConnector())


def _app() -> App:
    return procrastinate_app
