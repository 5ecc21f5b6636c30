"""The pictures that a report shows, and those that keep it from being published."""

from typing import Final

from django.db.models import QuerySet

from portal.lib.figures import pictures_in
from visits.models import Meeting, Picture

UNCLEAR: Final = (Picture.Consent.UNKNOWN, Picture.Consent.REFUSED)


def shown_in(meeting: Meeting) -> QuerySet[Picture]:
    """As the text names them, whosever they are."""
    return Picture.objects.filter(pk__in=pictures_in(meeting.report))


def in_the_way_of(meeting: Meeting) -> QuerySet[Picture]:
    """Nobody has looked at whether the people on them agreed, or somebody did not."""
    return shown_in(meeting).filter(consent__in=UNCLEAR)
