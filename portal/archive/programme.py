"""The agenda out of a page's table: made once, and then the portal's own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from visits.actions import agenda

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
    for on, rows in groupby(sorted(items, key=lambda item: item.on), key=lambda item: item.on):
        day = agenda.add_day(meeting=meeting, on=on, by=by)
        for item in rows:
            agenda.add_item(
                day=day,
                title=item.title,
                starts=item.starts,
                ends=item.ends,
                kind=item.kind,
                place=item.place,
                track=item.group if has_tracks else "",
                by=by,
            )
    if not meeting.is_draft:
        agenda.release_agenda(meeting=meeting, by=by)
    return [f"{len(items)} items of the agenda of {meeting.slug} were made from the table."]
