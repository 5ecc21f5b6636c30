"""Jobs: in the transaction or not at all, once or again without harm, and by a real worker."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from portal.lib import jobs
from portal.models import LogEntry
from tests.servers import manage

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class PassingError(Exception):
    """What a job may try again after."""


@pytest.fixture(autouse=True)
def _own_jobs() -> Any:
    """Jobs declared by a test are forgotten after it."""
    before = dict(app.tasks)
    yield
    app.tasks.clear()
    app.tasks.update(before)


def declare_note(name: str = "note") -> None:
    @jobs.job(name)
    def note(subject_id: int) -> None:
        LogEntry.objects.create(verb="noted", subject_type="test", subject_id=subject_id)


def noted() -> list[int]:
    return list(LogEntry.objects.order_by("pk").values_list("subject_id", flat=True))


@pytest.mark.django_db
def test_what_is_due_runs_in_the_order_in_which_it_was_enqueued() -> None:
    declare_note()
    jobs.enqueue("note", subject_id=1)
    jobs.enqueue("note", subject_id=2)

    ran = jobs.run_due()

    assert (ran, noted()) == (2, [1, 2])
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}


@pytest.mark.django_db
def test_a_job_for_later_waits_until_the_clock_says_so() -> None:
    declare_note()
    with time_machine.travel(NOON, tick=False):
        jobs.enqueue("note", at=NOON + timedelta(minutes=10), subject_id=1)
        assert jobs.run_due() == 0

    with time_machine.travel(NOON + timedelta(minutes=10), tick=False):
        assert jobs.run_due() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["member@example.org", 1.5, None, True, [1]])
def test_jobs_carry_ids_only(value: Any) -> None:
    declare_note()

    with pytest.raises(TypeError, match="never addresses, tokens or texts: subject_id"):
        jobs.enqueue("note", subject_id=value)

    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_an_unknown_job_is_refused_when_it_is_enqueued() -> None:
    with pytest.raises(LookupError, match="no job 'nothing'"):
        jobs.enqueue("nothing", subject_id=1)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_no_job() -> None:
    declare_note()

    with transaction.atomic():
        jobs.enqueue("note", subject_id=1)
        transaction.set_rollback(True)

    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rollback_within_a_running_job_leaves_no_job_behind() -> None:
    declare_note()

    @jobs.job("enqueue_and_fail")
    def enqueue_and_fail() -> None:
        with transaction.atomic():
            jobs.enqueue("note", subject_id=1)
            assert ProcrastinateJob.objects.filter(task_name="note").exists()
            raise PassingError

    jobs.enqueue("enqueue_and_fail")
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)

    assert not ProcrastinateJob.objects.filter(task_name="note").exists()
    assert ProcrastinateJob.objects.get(task_name="enqueue_and_fail").status == "failed"


@pytest.mark.django_db
def test_a_job_that_fails_for_good_is_raised_by_run_due() -> None:
    @jobs.job("break")
    def break_down() -> None:
        raise PassingError

    jobs.enqueue("break")

    with pytest.raises(PassingError):
        jobs.run_due()
    assert ProcrastinateJob.objects.get().status == "failed"


@pytest.mark.django_db
def test_a_passing_failure_is_tried_again_after_each_wait_and_then_given_up() -> None:
    waits = [timedelta(minutes=1), timedelta(minutes=5)]

    @jobs.job("break", retry=jobs.Backoff(PassingError, waits))
    def break_down() -> None:
        raise PassingError

    with time_machine.travel(NOON, tick=False) as clock:
        jobs.enqueue("break")
        jobs.run_due()
        assert ProcrastinateJob.objects.get().scheduled_at == NOON + waits[0]

        clock.shift(waits[0])
        jobs.run_due()
        clock.shift(waits[1])
        with pytest.raises(PassingError):
            jobs.run_due()

    assert ProcrastinateJob.objects.get().status == "failed"


@pytest.mark.django_db
def test_jobs_that_enqueue_themselves_for_ever_are_stopped() -> None:
    @jobs.job("again")
    def again() -> None:
        jobs.enqueue("again")

    jobs.enqueue("again")

    with pytest.raises(RuntimeError, match="do they enqueue each other"):
        jobs.run_due()


@pytest.mark.django_db
def test_a_periodic_job_does_all_that_is_due_whenever_it_runs() -> None:
    @jobs.every("0 4 * * *", "nightly")
    def nightly() -> None:
        LogEntry.objects.create(verb="noted", subject_type="test", subject_id=9)

    jobs.enqueue("nightly")
    jobs.run_due()

    assert noted() == [9]


def killed_job(*, attempts: int = 0, heartbeat: datetime = NOON - timedelta(minutes=5)) -> None:
    declare_note()
    job_id = jobs.enqueue("note", subject_id=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [heartbeat],
        )
        worker_id = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status='doing', worker_id=%s, attempts=%s WHERE id=%s",
            [worker_id, attempts, job_id],
        )


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_runs_again() -> None:
    with time_machine.travel(NOON, tick=False):
        killed_job()
        assert jobs.run_due() == 0

        jobs.enqueue("retry_stalled_jobs")
        jobs.run_due()

    assert noted() == [1]


@pytest.mark.django_db
def test_a_job_whose_worker_lives_is_left_alone() -> None:
    with time_machine.travel(NOON, tick=False):
        killed_job(heartbeat=NOON - timedelta(seconds=10))

        assert jobs.retry_stalled() == 0


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up() -> None:
    with time_machine.travel(NOON, tick=False):
        killed_job(attempts=jobs.MOST_ATTEMPTS - 1)

        jobs.retry_stalled()

    assert ProcrastinateJob.objects.get().status == "failed"


@pytest.mark.django_db
def test_jobs_that_ended_are_deleted_after_a_week_and_waiting_ones_never() -> None:
    declare_note()
    jobs.enqueue("note", subject_id=1)
    jobs.run_due()
    jobs.enqueue("note", subject_id=2)
    ended_at = ProcrastinateEvent.objects.latest("at").at
    assert ended_at is not None

    with time_machine.travel(ended_at + timedelta(days=7), tick=False):
        assert jobs.delete_finished() == 0
    with time_machine.travel(ended_at + timedelta(days=7, seconds=1), tick=False):
        assert jobs.delete_finished() == 1

    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"subject_id": 2}]


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_its_own_process_runs_what_was_enqueued() -> None:
    yesterday = timezone.now() - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('old', '', %s)",
            [yesterday],
        )
    job_id = jobs.enqueue("keep_no_longer")

    manage("procrastinate", "worker", "--one-shot", DATABASE_POOL="1")

    assert ProcrastinateJob.objects.get(pk=job_id).status == "succeeded"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone()[0] == 0
