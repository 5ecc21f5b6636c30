"""The agenda as its editor shows it: days, what runs in parallel, rows, and where the next item would begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.dates import zone_names
from visits.agenda import PAUSES
from visits.agenda_warnings import Warning as Remark
from visits.agenda_warnings import warnings
from visits.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visits.draft import DraftDay
    from visits.models import AgendaItem, Meeting

MORNING: Final = time(9)


@dataclass(frozen=True)
class Row:
    """One item, with the small line below its title and what is to be looked at."""

    item: AgendaItem
    line: str
    remarks: list[str]

    @property
    def is_pause(self) -> bool:
        return self.item.kind in PAUSES

    @property
    def is_cancelled(self) -> bool:
        return self.item.cancelled_at is not None


@dataclass
class Lane:
    """Rows of one track, or of none, one after another."""

    track: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Block:
    """Lanes side by side: what runs in parallel, or one lane of what everybody does."""

    lanes: list[Lane]

    @property
    def is_parallel(self) -> bool:
        return bool(self.lanes[0].track)

    def lane(self, track: str) -> Lane:
        """That of a track; a new one where it has none yet."""
        found = next((lane for lane in self.lanes if lane.track == track), None)
        if found is None:
            found = Lane(track)
            self.lanes.append(found)
            self.lanes.sort(key=lambda lane: lane.track)
        return found


@dataclass(frozen=True)
class Column:
    """A day: its name, its hours by whose clock, its blocks, and when the next item would begin."""

    day: DraftDay
    clock: str
    blocks: list[Block]
    remarks: list[str]

    @property
    def name(self) -> str:
        return date_format(self.day.on, "l j F")

    @property
    def hours(self) -> str:
        if not self.day.items:
            return ""
        return f"{self.day.items[0].starts:%H:%M}–{self.follows:%H:%M}"

    @property
    def follows(self) -> time:
        return end_of(self.day.items)


@dataclass(frozen=True)
class Screen:
    """The whole agenda that is edited."""

    meeting: Meeting
    draft: Draft
    columns: list[Column]
    remarks: list[Remark]

    @classmethod
    def of(cls, meeting: Meeting) -> Screen:
        draft = Draft.of(meeting)
        remarks = warnings(draft)
        columns = [_column(meeting, day, remarks) for day in draft.days]
        return cls(meeting, draft, columns, remarks)

    @property
    def has_tracks(self) -> bool:
        return any(block.is_parallel for column in self.columns for block in column.blocks)

    def where(self, item_id: int) -> str:
        """12:30, Tuesday 1 June, after “Welcome”: where an item is, for whoever does not see it."""
        item = self.draft.by_id[item_id]
        column = next(one for one in self.columns if one.day.id == item.day_id)
        lane = [one for one in column.day.items if one.track == item.track]
        place = [one.pk for one in lane].index(item_id)
        words = {"time": f"{item.starts:%H:%M}", "day": column.name, "track": item.track}
        words["before"] = lane[place - 1].title if place else ""
        if item.track:
            words["day"] = _("%(day)s, %(track)s") % words
        if place:
            return _("%(time)s, %(day)s, after %(before)s") % words
        return _("%(time)s, %(day)s, as the first") % words


def end_of(items: Iterable[AgendaItem]) -> time:
    """When the last of them ends; where there is none, when a day begins."""
    last = max(items, key=lambda item: (item.ends_next_day, item.ends), default=None)
    return last.ends if last else MORNING


def _column(meeting: Meeting, day: DraftDay, remarks: list[Remark]) -> Column:
    zone = zone_names(meeting.zone, [day.on])
    place = meeting.clock_place
    said: dict[int, list[str]] = {}
    for remark in remarks:
        if remark.item_id is not None:
            said.setdefault(remark.item_id, []).append(remark.sentence)
    return Column(
        day=day,
        clock=_("%(place)s (%(zone)s)") % {"place": place, "zone": zone} if place else zone,
        blocks=_blocks(Row(item, _line(item), said.get(item.pk, [])) for item in day.items),
        remarks=[one.sentence for one in remarks if one.item_id is None and one.day_id == day.id],
    )


def _blocks(rows: Iterable[Row]) -> list[Block]:
    """Items in a track stand beside those in other tracks, until one comes that is everybody's; an empty day has room."""
    blocks: list[Block] = []
    for row in rows:
        is_parallel = bool(row.item.track)
        if not blocks or blocks[-1].is_parallel != is_parallel:
            blocks.append(Block([Lane(row.item.track)]))
        blocks[-1].lane(row.item.track).rows.append(row)
    return blocks or [Block([Lane("")])]


def _line(item: AgendaItem) -> str:
    """Place, speakers and how many documents, as far as there are any."""
    parts = [item.place, ", ".join(str(speaker) for speaker in item.speakers.all())]
    if number := item.document_count:  # type: ignore[attr-defined]  # counted with the draft
        parts.append(
            ngettext("%(number)d document", "%(number)d documents", number) % {"number": number}
        )
    return " · ".join(part for part in parts if part)
