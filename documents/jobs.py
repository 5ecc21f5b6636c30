"""What documents leaves for later, and the upkeep of its records."""

from datetime import timedelta
from typing import Final

from documents import preparation
from documents.actions import pages
from portal.lib import jobs

# A store that does not answer is asked again.
STORE_WAITS: Final = [timedelta(minutes=minutes) for minutes in (1, 10, 60)]


@jobs.job("prepare_pages", retry=jobs.Backoff(OSError, STORE_WAITS))
def prepare_pages(version_id: int) -> None:
    preparation.prepare_pages(version_id=version_id)


@jobs.every("*/10 * * * *", "see_to_pages")
def see_to_pages() -> None:
    """What was left behind: PDFs whose worker was killed for good."""
    pages.give_up_overdue()
