"""How every page of the desk opens its meeting."""

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects

from members.reader import Reader
from visits.models import Meeting
from visits.views.opening import open_meeting


def open_prepared(reader: Reader, slug: str) -> Meeting:
    """The meeting with its hosts, which every page names, if this reader prepares it. Who may open it and no more is
    refused; to others it is not there.
    """
    meeting = open_meeting(reader, slug)
    if not meeting.is_prepared:  # type: ignore[attr-defined]  # noted by open_meeting
        raise PermissionDenied
    prefetch_related_objects([meeting], "host_rows")
    return meeting
