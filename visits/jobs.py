"""What visits leaves for later."""

from portal.lib import jobs
from visits.actions import publishing
from visits.actions.registration import offering, reminding
from visits.models import Meeting


@jobs.every("* * * * *", "publish_due")
def publish_due() -> None:
    """All whose planned moment has come."""
    publishing.publish_due()


@jobs.every("*/5 * * * *", "see_to_registrations")
def see_to_registrations() -> None:
    """Offers and invitations that ran out, requests that nobody answered, seats that are free for others from today."""
    offering.see_to_due()


@jobs.job("see_to_registration")
def see_to_registration(meeting_id: int) -> None:
    """The same, of one meeting."""
    offering.see_to(meeting=Meeting.objects.get(pk=meeting_id), by=None)


@jobs.every("0 7 * * *", "remind_of_questions")
def remind_of_questions() -> None:
    """In the morning, in Europe, ten days before a meeting."""
    reminding.remind_due()


@jobs.job("remind_participants")
def remind_participants(meeting_id: int) -> None:
    if meeting := Meeting.objects.filter(pk=meeting_id).first():
        reminding.remind_participants(meeting=meeting)
