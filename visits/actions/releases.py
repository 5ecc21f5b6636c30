"""Releasing an agenda."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.agenda import snapshot
from visits.models import Meeting, Release


@transaction.atomic
def release_agenda(
    *,
    meeting: Meeting,
    by: Person | None,
    note: str = "",
    is_small_correction: bool = False,
    version: int | None = None,
) -> Release:
    """Publish the agenda of a published meeting as its next release.

    ``version`` is that of the meeting as it was looked at: what changed since is not released unseen.
    """
    meeting = rows.take(meeting)
    if version is not None and version != meeting.version:
        raise ValidationError(
            _("The meeting was changed meanwhile: look at what would be released now."),
            code="changed",
        )
    if meeting.is_draft:
        raise ValidationError(_("Publish the meeting: that makes release 1 of its agenda."))
    return make_release(meeting=meeting, by=by, note=note, is_small_correction=is_small_correction)


def make_release(
    *, meeting: Meeting, by: Person | None, note: str = "", is_small_correction: bool = False
) -> Release:
    """The next release, of a meeting whose row is taken. Days outside the meeting's are refused."""
    if (
        meeting.starts_on
        and meeting.days.exclude(on__range=(meeting.starts_on, meeting.ends_on)).exists()
    ):
        raise ValidationError(
            _("The agenda has a day outside the meeting's dates: move it, or the meeting.")
        )
    last = meeting.releases.aggregate(last=Max("number"))["last"] or 0
    release = Release(
        meeting=meeting,
        number=last + 1,
        note=note,
        is_small_correction=is_small_correction,
        content=snapshot(meeting),
        made_by=by,
    )
    release.full_clean()
    release.save()
    rows.touch(meeting)
    LogEntry.objects.record("release_agenda", meeting, by=by, number=release.number)
    return release
