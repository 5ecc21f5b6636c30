"""What visits leaves for later."""

from portal.lib import jobs
from visits.actions import publishing


@jobs.every("* * * * *", "publish_due")
def publish_due() -> None:
    """All whose planned moment has come."""
    publishing.publish_due()
