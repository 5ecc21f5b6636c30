"""How every page of one meeting opens it."""

from django.db.models import Exists, OuterRef

from members.reader import STRANGER, Reader
from members.reading import open_or_refuse
from visits.models import Meeting, PracticalPart

OPENED_WITH = (
    "lead_group__staff_contact",
    "forum",
    "staff_contact",
    "part_of",
    "registration_settings",
)


def open_meeting(reader: Reader, slug: str) -> Meeting:
    """The meeting, if this reader may open it, with what the reader may see and do there noted on it.

    One query: ``shows_report``, ``shows_practical``, ``is_prepared`` (by this reader), ``is_joined``, and
    ``is_open_to_all``: a stranger may open it too.
    """
    practical = PracticalPart.objects.openable_by(reader).filter(meeting=OuterRef("pk"))
    meetings = (
        Meeting.objects.select_related(*OPENED_WITH)
        .noting_for(reader)
        .noting_whether_openable_by(STRANGER, name="is_open_to_all")
        .annotate(shows_practical=Exists(practical))
    )
    return open_or_refuse(meetings, reader, slug=slug)
