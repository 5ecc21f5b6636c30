"""How every page of one meeting opens it."""

from django.db.models import Exists, OuterRef

from members.reader import Reader
from members.reading import open_or_refuse
from visits.models import Meeting, PracticalPart


def open_meeting(reader: Reader, slug: str) -> Meeting:
    """The meeting, if this reader may open it, with what the reader may see and do there noted on it.

    One query: ``shows_report``, ``shows_practical``, ``is_prepared`` (by this reader) and ``is_joined``.
    """
    of_meeting = OuterRef("pk")
    meetings = Meeting.objects.select_related(
        "lead_group__staff_contact", "forum", "staff_contact", "part_of"
    ).annotate(
        shows_report=Exists(Meeting.objects.with_report_for(reader).filter(pk=of_meeting)),
        shows_practical=Exists(
            PracticalPart.objects.openable_by(reader).filter(meeting=of_meeting)
        ),
        is_prepared=Exists(Meeting.objects.prepared_by(reader).filter(pk=of_meeting)),
        is_joined=Exists(Meeting.objects.joined_by(reader).filter(pk=of_meeting)),
    )
    return open_or_refuse(meetings, reader, slug=slug)
