"""A meeting's pages as others would see them if all that is prepared were published now (docs/decisions/0114).

It is published within a transaction that is taken back: the pages are made by the views and rules that all readers get.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from members.reader import Reader
from portal.lib.merging_texts import merge
from portal.models import Autosave
from visits.agenda import snapshot
from visits.models import Meeting, PracticalPart, Release

if TYPE_CHECKING:
    from members.models import Post


class As(models.TextChoices):
    """Through whose eyes."""

    STRANGER = "stranger", gettext_lazy("Stranger")
    MEMBER = "member", gettext_lazy("Member")
    PARTICIPANT = "participant", gettext_lazy("Participant")
    PAPER = "paper", gettext_lazy("On paper")


WHO: Final = {
    As.STRANGER: gettext_lazy("You are looking at this page as a stranger, without a login."),
    As.MEMBER: gettext_lazy("You are looking at this page as a member city’s representative."),
    As.PARTICIPANT: gettext_lazy("You are looking at this page as somebody who takes part."),
    As.PAPER: gettext_lazy("You are looking at this meeting’s agenda on paper."),
}


@dataclass(frozen=True)
class Imagined(Reader):
    """Nobody's reader: answers what rules ask as a stranger would, a representative, or one who takes part."""

    kind: As = As.STRANGER
    meeting_id: int = 0

    @property
    def is_signed_in(self) -> bool:
        return self.kind != As.STRANGER

    @cached_property
    def holds_office(self) -> bool:
        return False

    @cached_property
    def posts(self) -> list[Post]:
        return []

    @cached_property
    def is_representative(self) -> bool:
        return self.is_signed_in

    def _standing_in(self, *ways: str) -> frozenset[int]:
        takes_part = self.kind in {As.PARTICIPANT, As.PAPER} and "attends" in ways
        return frozenset({self.meeting_id}) if takes_part else frozenset()


def imagined(kind: As, meeting: Meeting) -> Imagined:
    """The name is what the page's head says of who is signed in."""
    person = None if kind == As.STRANGER else Person(name=str(kind.label))
    return Imagined(person=person, kind=kind, meeting_id=meeting.pk)


@dataclass
class Ahead:
    """What of the pages nobody else sees yet: ``notes`` say it, ``release`` is the agenda's next one."""

    meeting: Meeting
    notes: list[str] = field(default_factory=list)
    release: Release | None = None


@contextmanager
def as_if_published(meeting: Meeting, by: Person) -> Iterator[Ahead]:
    """Within: the meeting is published, with its report if it is over, with the agenda as it is drafted, and with what ``by``
    was writing. Afterwards nothing of it ever was.

    Nothing is kept of pages made within a transaction (docs/decisions/0050, 0051). Who writes to the meeting's row at the
    same moment waits for the page to be made.
    """
    with transaction.atomic():
        ahead = Ahead(Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk))
        _write_unsaved(ahead, by)
        _publish(ahead)
        _release(ahead)
        yield ahead
        transaction.set_rollback(True)


def _write_unsaved(ahead: Ahead, by: Person) -> None:
    """As saving would: together with what others saved since."""
    parts = {part.pk: part for part in ahead.meeting.practical_parts.all()}
    for kept in Autosave.objects.filter(person=by):
        row: Any = {"meeting": ahead.meeting, "practicalpart": parts.get(kept.subject_id)}.get(
            kept.subject_type
        )
        if row is None or row.pk != kept.subject_id or not hasattr(row, kept.field):
            continue
        stands = getattr(row, kept.field)
        text = merge(base=kept.base, mine=kept.text, theirs=stands).resolved()
        if text != stands:
            type(row).objects.filter(pk=row.pk).update(**{kept.field: text})
            setattr(row, kept.field, text)
            label = type(row)._meta.get_field(kept.field).verbose_name  # noqa: SLF001 - Django's own way
            if isinstance(row, PracticalPart):
                label = row.heading
            ahead.notes.append(
                _("“%(text)s” as you are writing it, not saved yet") % {"text": label}
            )


def _publish(ahead: Ahead) -> None:
    meeting, now = ahead.meeting, timezone.now()
    changed: dict[str, Any] = {}
    if meeting.is_draft:
        changed = {
            "state": Meeting.State.PUBLISHED,
            "published_at": now,
            "publish_at": None,
            "publish_planned_by": None,
        }
        ahead.notes.append(_("the meeting is a draft"))
    if meeting.report and meeting.is_held and not meeting.is_reported:
        changed |= {"state": Meeting.State.REPORTED, "reported_at": now}
        ahead.notes.append(_("the report is not published"))
    if changed:
        Meeting.objects.filter(pk=meeting.pk).update(**changed)


def _release(ahead: Ahead) -> None:
    """The agenda as it is drafted, as the next release, where it differs from the last one."""
    meeting, drafted = ahead.meeting, snapshot(ahead.meeting)
    last = meeting.releases.first()
    has_items = any(day["items"] for day in drafted["days"])
    if last.content == drafted if last else not has_items:
        return
    ahead.release = Release.objects.create(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        content=drafted,
        # The same paper as long as nothing changes.
        made_at=meeting.changed_at,
    )
    ahead.notes.append(_("the agenda is as it is drafted, not released yet"))
