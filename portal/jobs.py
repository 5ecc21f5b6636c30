"""The portal's own jobs: sending mail, and the upkeep that runs by itself."""

from portal import approving, waiting
from portal.lib import cache, jobs, mail
from portal.retention import nightly


@jobs.job("send_message", retry=jobs.Backoff(mail.TryAgainError, mail.WAITS))
def send_message(message_id: int) -> None:
    mail.deliver(message_id)


@jobs.every("* * * * *", "retry_stalled_jobs")
def retry_stalled_jobs() -> None:
    jobs.retry_stalled()


@jobs.every("*/10 * * * *", "give_up_lost_messages")
def give_up_lost_messages() -> None:
    mail.give_up_lost()


@jobs.every("0 6 * * *", "tell_coordinators")
def tell_coordinators() -> None:
    """In the morning, in Europe, with what waits by then."""
    waiting.tell_coordinators()


@jobs.every("5 6 * * *", "tell_who_approves")
def tell_who_approves() -> None:
    """The same morning, for registrations that the secretariat or the chairs approve."""
    approving.tell_who_approves()


@jobs.every("*/15 * * * *", "tell_staff")
def tell_staff() -> None:
    """Soon after something has passed to staff."""
    waiting.tell_staff()


@jobs.every("23 3 * * *", "keep_no_longer")
def keep_no_longer() -> None:
    """Whatever the table of personal data says is over by now."""
    nightly.keep_no_longer()


@jobs.every("*/30 * * * *", "clear_cache")
def clear_cache() -> None:
    cache.delete_expired()
