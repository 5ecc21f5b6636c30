"""The rows of a pasted agenda as they are shown to be corrected, and as they come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.lib.formfields import is_likely
from portal.lib.richtext import from_paragraphs
from visits.forms.speakers_typed import Cities, cities_in, speakers_of
from visits.models import AgendaItem
from visits.paste.rows import Keep, Reading, Row
from visits.planned import PlannedItem

if TYPE_CHECKING:
    from visits.planned import SpeakerGiven

LONGEST: Final = {"title": 200, "place": 200, "track": 80, "description": 20_000}
MOST_ROWS: Final = 2_000


@dataclass
class TypedRow:
    """One row as typed; ``errors`` and ``notes`` are sentences by field, ``number`` is its place from 1."""

    number: int = 0
    keep: str = Keep.ITEM
    on: str = ""
    starts: str = ""
    ends: str = ""
    kind: str = AgendaItem.Kind.SESSION
    title: str = ""
    place: str = ""
    speakers: str = ""
    track: str = ""
    description: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, number: int, row: Row) -> TypedRow:
        """A row as it was read."""
        return cls(
            number=number,
            keep=row.keep,
            on=f"{row.on:%Y-%m-%d}" if row.on else "",
            starts=_clock(row.starts),
            ends=_clock(row.ends),
            kind=row.kind,
            title=row.title,
            place=row.place,
            speakers=row.speakers,
            track=row.track,
            description=row.description,
            notes={note.field: note.sentence for note in row.notes},
        )

    @property
    def is_item(self) -> bool:
        return self.keep == Keep.ITEM

    @property
    def has_more(self) -> bool:
        return bool(
            self.track or self.description or {"track", "description"} & {*self.errors, *self.notes}
        )

    @property
    def planned_on(self) -> date | None:
        return _date(self.on)


# What comes back from the page, in its order there.
TYPED: Final = tuple(
    each.name for each in fields(TypedRow) if each.name not in {"number", "errors", "notes"}
)


def rows_of(reading: Reading) -> list[TypedRow]:
    return [TypedRow.of(number, row) for number, row in enumerate(reading.rows, 1)]


def rows_from(posted: Mapping[str, Any], reading: Reading) -> list[TypedRow]:
    """The rows as they came back; what was noted on the reading is said again where the cell is as it was."""
    number = posted.get("rows", "")
    count = min(int(number), MOST_ROWS) if number.isdecimal() and len(number) < 6 else 0
    read = rows_of(reading)
    rows = []
    for place in range(1, count + 1):
        row = TypedRow(number=place)
        for name in TYPED:
            setattr(row, name, str(posted.get(f"{name}-{place}", "")).replace("\0", " ").strip())
        if place <= len(read) and len(read) == count:
            before = read[place - 1]
            row.notes = {
                name: said
                for name, said in before.notes.items()
                if getattr(before, name) == getattr(row, name)
            }
        rows.append(row)
    return rows


def warn_of_days(rows: list[TypedRow], days: tuple[date, ...]) -> None:
    """A day outside the meeting's is said, not forbidden: the meeting may move yet. A release refuses it."""
    for row in rows:
        on = row.planned_on
        if days and row.is_item and on and on not in days and "on" not in row.notes:
            row.notes["on"] = _("This is not a day of the meeting.")


def planned_of(rows: list[TypedRow]) -> list[PlannedItem]:
    """The items that are to be written. What is wrong is said in each row's ``errors``; then this is not to be used."""
    cities = cities_in(row.speakers for row in rows if row.is_item)
    planned: list[PlannedItem] = []
    words: list[list[str]] = []
    for row in rows:
        if row.is_item:
            item = _planned(row, cities)
            words.append([row.description])
            planned.append(item)
        elif row.keep == Keep.ABOVE and planned:
            words[-1] += [row.title, row.description]
        elif row.keep == Keep.ABOVE:
            row.errors["keep"] = _("There is no item above to which this could belong.")
        elif row.keep != Keep.LEAVE:
            row.errors["keep"] = _("Say what becomes of this.")
    return [
        replace(item, description=_text(said)) for item, said in zip(planned, words, strict=True)
    ]


def _planned(row: TypedRow, cities: Cities) -> PlannedItem:
    checked = dict(_checked(row))
    return PlannedItem(
        on=checked["on"] or date.min,
        starts=checked["starts"] or time.min,
        ends=checked["ends"] or time.min,
        title=" ".join(row.title.split()),
        kind=row.kind,
        place=" ".join(row.place.split()),
        track=" ".join(row.track.split()),
        speakers=_speakers(row, cities),
    )


def _checked(row: TypedRow) -> Iterator[tuple[str, Any]]:
    """Day and times as values; and, besides, whether the words fit."""
    yield "on", row.planned_on
    if row.planned_on is None:
        row.errors["on"] = _("On which day is this?")
    for name, missing in (("starts", _("When does it start?")), ("ends", _("When does it end?"))):
        value = _time(getattr(row, name))
        if value is None:
            row.errors[name] = (
                missing if not getattr(row, name) else _("Write the time as 9:30 or 14.00.")
            )
        yield name, value
    if not row.title:
        row.errors["title"] = _("What is it called? Without a title, leave it out.")
    if row.kind not in AgendaItem.Kind.values:
        row.errors["kind"] = _("Choose a kind.")
    for name, most in LONGEST.items():
        if len(getattr(row, name)) > most:
            row.errors[name] = _("This has %(number)d signs; at most %(most)d are kept.") % {
                "number": len(getattr(row, name)),
                "most": most,
            }


def _speakers(row: TypedRow, cities: Cities) -> tuple[SpeakerGiven, ...]:
    try:
        return speakers_of(row.speakers, cities)
    except ValidationError as error:
        row.errors["speakers"] = " ".join(error.messages)
        return ()


def _text(words: list[str]) -> str:
    return from_paragraphs("\n".join(words).splitlines())


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _time(text: str) -> time | None:
    """One time, and nothing else, in any of the ways in which one may be pasted."""
    # Its patterns are compiled where an agenda is pasted.
    from visits.paste.times import span_at  # noqa: PLC0415

    span = span_at(text, in_column=True) if len(text) <= 20 else None
    return span.starts if span and span.ends is None and span.stop == len(text) else None


def _date(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and is_likely(day) else None
