"""What texts were before: versions that are kept while they may be looked at and restored, and when they go."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.models import GroupHistory, GroupYearHistory
from portal.lib.history import REMOVED, superseded
from portal.retention.table import Basis, Erased, Held, Purpose
from visits.models import AgendaItemHistory, MeetingHistory, PracticalPartHistory

# With the name of the rule that ends each.
TABLES: Final[dict[str, Any]] = {
    "versions_of_meetings": MeetingHistory,
    "versions_of_agenda_items": AgendaItemHistory,
    "versions_of_practical_parts": PracticalPartHistory,
    "versions_of_groups": GroupHistory,
    "versions_of_group_years": GroupYearHistory,
}


def words(versions: Any) -> list[str]:
    """The fields of a table of versions that hold words which nobody chose from a list."""
    return [
        field.name
        for field in versions._meta.concrete_fields  # noqa: SLF001 - Django's own way
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name != "pgh_label"
    ]


def past(versions: Any, before: datetime) -> QuerySet[Any]:
    """Versions that others have followed before this moment, and what was removed before it."""
    followed = superseded(versions.objects.all()).filter(followed_at__lt=before)
    removed = versions.objects.filter(pgh_label=REMOVED, pgh_created_at__lt=before)
    due: QuerySet[Any] = versions.objects.filter(pk__in=followed.values("pk")) | removed
    return due


HISTORY: Final = Purpose(
    "history",
    _("Earlier versions of pages, agendas and groups\u2019 texts"),
    _("To see what was changed, and to bring back what was lost."),
    Basis.INTEREST,
    _("Who prepares that meeting or group."),
    _("Three years after the next version took its place."),
    _(
        "It is deleted. A version that names somebody who is erased is deleted with the person; when what is published is "
        "changed afterwards, so are the versions before that change."
    ),
    tuple(
        Held(
            versions._meta.label,  # noqa: SLF001 - Django's own way
            " ".join(words(versions)),
            None,
            Erased.DELETED,
            about_anyone=" ".join(words(versions)),
        )
        for versions in TABLES.values()
    ),
    tuple(TABLES),
)
