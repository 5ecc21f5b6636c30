"""What the line above an agenda says: when it was saved, what changed since its release, and who else was here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits import draft as drafts
from visits.permissions import may_publish

if TYPE_CHECKING:
    from members.requests import ReaderRequest
    from visits.manage.agenda.shown import Screen
    from visits.models import Meeting, Release


@dataclass(frozen=True)
class Status:
    """``seen`` is the version of the meeting that the screen shows; ``other`` says who changed it meanwhile."""

    saved_at: datetime
    release: Release | None
    changes: int
    seen: int
    other: str
    may_undo: bool
    may_redo: bool
    may_release: bool

    @classmethod
    def of(cls, request: ReaderRequest, screen: Screen, *, was: Meeting | None = None) -> Status:
        """``was`` is the meeting before this request changed it. What the screen says it shows is an older version,
        if someone else was here since: it goes on saying so until it is shown anew."""
        seen = request.POST.get("seen", "") if was else ""
        is_moved = was is not None and seen.isdecimal() and int(seen) != was.version
        release, by = screen.draft.release, request.user
        may_undo, may_redo = drafts.ways_back(screen.meeting, by)
        return cls(
            saved_at=screen.meeting.changed_at,
            release=release,
            changes=len(screen.draft.changes),
            seen=int(seen) if is_moved else screen.meeting.version,
            other=_who_else(screen.meeting, by) if is_moved else "",
            may_undo=may_undo,
            may_redo=may_redo,
            may_release=may_publish(request.reader) and bool(screen.columns),
        )

    @property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.saved_at) == timezone.localdate()

    @property
    def next_release(self) -> int:
        return self.release.number + 1 if self.release else 1


def last_by_another(meeting: Meeting, by: Person) -> Person | None:
    """Who else changed something about this meeting last."""
    about = LogEntry.objects.filter(subject_type="meeting", subject_id=meeting.pk)
    others = about.exclude(actor_id=by.pk).exclude(actor_id=None)
    actor_id = others.values_list("actor_id", flat=True).first()
    return Person.objects.filter(pk=actor_id).first() if actor_id else None


def _who_else(meeting: Meeting, by: Person) -> str:
    other = last_by_another(meeting, by)
    if other is None:
        return _("You changed this meeting in another window.")
    return _("%(name)s changed this meeting meanwhile.") % {"name": other.name}
