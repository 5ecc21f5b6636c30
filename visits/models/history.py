"""What the words of meetings were before: of the page with its report, of agenda items, of practical information."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.lib.history import History, versions_of
from visits.models.agenda import AgendaItem
from visits.models.meeting import Meeting
from visits.models.practical import PracticalPart

OF_MEETINGS: Final = ("title", "venue", "address", "introduction", "report")
OF_ITEMS: Final = (
    *("day", "kind", "title", "description", "starts", "ends", "ends_next_day"),
    *("place", "track", "cancel_reason"),
)
OF_PARTS: Final = ("meeting", "kind", "heading", "text", "is_for_participants")


class MeetingHistory(versions_of(Meeting, *OF_MEETINGS)):  # type: ignore[misc]
    """A version of the words of a meeting's page and report."""

    class Meta(History.Meta):
        abstract = False
        verbose_name = _("version of a meeting's words")
        verbose_name_plural = _("versions of meetings' words")


class AgendaItemHistory(versions_of(AgendaItem, *OF_ITEMS)):  # type: ignore[misc]
    """A version of an item of an agenda."""

    class Meta(History.Meta):
        abstract = False
        verbose_name = _("version of an agenda item")
        verbose_name_plural = _("versions of agenda items")


class PracticalPartHistory(versions_of(PracticalPart, *OF_PARTS)):  # type: ignore[misc]
    """A version of a part of the practical information."""

    class Meta(History.Meta):
        abstract = False
        verbose_name = _("version of a part of the practical information")
        verbose_name_plural = _("versions of parts of the practical information")
