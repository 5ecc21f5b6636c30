"""What documents leaves for later, and the upkeep of its records."""

from documents.actions import download
from portal.lib import jobs


@jobs.every("41 3 * * *", "forget_old_downloads")
def forget_old_downloads() -> None:
    download.forget_old_downloads()
