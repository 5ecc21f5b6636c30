"""Which address a meeting gets, among those that are taken."""

from members.models import City
from visits.models import Meeting
from visits.slugs import slug_for


def address_of(meeting: Meeting, host: City | None) -> str:
    """The first free address for a meeting as it stands, with its first host; its own counts as free."""
    return slug_for(
        is_taken=lambda slug: Meeting.objects.filter(slug=slug).exclude(pk=meeting.pk).exists(),
        host=host,
        group=meeting.lead_group,
        month_on=meeting.starts_on or meeting.month_on,
        is_online=meeting.mode == Meeting.Mode.ONLINE,
        title=meeting.title,
    )
