"""The portal's own jobs: sending mail, and the upkeep that runs by itself."""

from django.core.management import call_command

from portal.lib import cache, jobs, mail


@jobs.job("send_message", retry=jobs.Backoff(mail.TryAgainError, mail.WAITS))
def send_message(message_id: int) -> None:
    mail.deliver(message_id)


@jobs.every("* * * * *", "retry_stalled_jobs")
def retry_stalled_jobs() -> None:
    jobs.retry_stalled()


@jobs.every("*/10 * * * *", "give_up_lost_messages")
def give_up_lost_messages() -> None:
    mail.give_up_lost()


@jobs.every("17 3 * * *", "delete_finished_jobs")
def delete_finished_jobs() -> None:
    jobs.delete_finished()


@jobs.every("23 3 * * *", "clear_sessions")
def clear_sessions() -> None:
    """Sessions that ran out are of no use to anybody, and personal all the same."""
    call_command("clearsessions")


@jobs.every("*/30 * * * *", "clear_cache")
def clear_cache() -> None:
    cache.delete_expired()
