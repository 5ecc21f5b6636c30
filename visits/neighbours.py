"""The meetings before and after one: by what follows what, else by the days of its group's meetings."""

from django.db.models import Case, OrderBy, Q, When
from django.db.models.functions import Coalesce

from members.reader import Reader
from visits.models import Meeting
from visits.models.reading import MeetingQuerySet

BEGINS = Coalesce("starts_on", "month_on")


def next_of(meeting: Meeting, reader: Reader) -> Meeting | None:
    """The meeting that follows this one; else the next of its group, if that begins after this one."""
    later = Meeting.objects.none()
    if meeting.lead_group and (begin := meeting.starts_on or meeting.month_on):
        later = Meeting.objects.of_group(meeting.lead_group).upcoming().beginning_after(begin)
    return _first(Q(follows=meeting), later, reader, BEGINS.asc(nulls_last=True))


def previous_of(meeting: Meeting, reader: Reader) -> Meeting | None:
    """The meeting that this one follows; else the latest of its group that began before it."""
    earlier = Meeting.objects.none()
    if meeting.lead_group and (begin := meeting.starts_on or meeting.month_on):
        earlier = Meeting.objects.of_group(meeting.lead_group).beginning_before(begin)
    return _first(Q(pk=meeting.follows_id), earlier, reader, BEGINS.desc(nulls_last=True))


def _first(
    linked: Q, of_group: MeetingQuerySet, reader: Reader, by_days: OrderBy
) -> Meeting | None:
    listed = Meeting.objects.listed_for(reader).for_lists()
    near = listed.filter(linked | Q(pk__in=of_group.values("pk")))
    ranked = near.annotate(rank=Case(When(linked, then=0), default=1))
    return ranked.order_by("rank", by_days, "title_key").first()
