"""The agenda out of a page's table: made once, and then the portal's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visits.actions.agenda_writing import write_agenda
from visits.actions.releases import release_agenda
from visits.planned import PlannedItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import Person
    from visits.archive.facts import ProgrammeItem
    from visits.models import Meeting


def add_programme(
    meeting: Meeting, items: Sequence[ProgrammeItem], *, has_tracks: bool, by: Person | None
) -> list[str]:
    """Add the items to a meeting that has no agenda yet. Of a joint meeting's, a group's own are a track.

    What is published already gets a release at once; a draft's is made when it is published.
    """
    if not items or meeting.days.exists():
        return []
    planned = [
        PlannedItem(
            on=item.on,
            title=item.title,
            starts=item.starts,
            ends=item.ends,
            kind=item.kind,
            place=item.place,
            track=item.group if has_tracks else "",
        )
        for item in sorted(items, key=lambda item: item.on)
    ]
    write_agenda(meeting=meeting, planned=planned, by=by)
    if not meeting.is_draft:
        release_agenda(meeting=meeting, by=by)
    return [f"{len(items)} items of the agenda of {meeting.slug} were made from the table."]
