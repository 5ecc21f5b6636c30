"""Lists of cities as people hand them in: what each line says, and what is wrong with it, by column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from members.models import CityMembership
from portal.lib import tables
from portal.lib.fields import validate_time_zone
from portal.lib.richtext import clean, from_paragraphs

COLUMNS: Final = (
    "name",
    "country_code",
    "country",
    "latitude",
    "longitude",
    "time_zone",
    "membership",
    "since",
    "until",
    "domains",
    "mailbox",
    "aliases",
    "text",
)
HEADINGS: Final = {column.replace("_", " "): column for column in COLUMNS}
NEEDED: Final = ("name", "country_code")
MOST_LINES: Final = 2000
SEVERAL: Final = re.compile(r"\s*[;|]\s*")
SEVERAL_DOMAINS: Final = re.compile(r"[;|,\s]+")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a column of a line, and what to do."""

    column: str
    sentence: str


@dataclass
class CityLine:
    """One line: its values by column, those that are empty left out, and what is wrong with it."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))


def read(text: str) -> list[CityLine]:
    """The lines of a list; raises `tables.UnreadableTableError` when it is no list of cities."""
    table = tables.read(text, HEADINGS)
    if missing := [column for column in NEEDED if column not in table.columns]:
        raise tables.UnreadableTableError(
            _(
                "There is no column %(columns)s. The first line names the columns: %(all)s. Only name and country_code are needed."
            )
            % {"columns": ", ".join(missing), "all": ", ".join(COLUMNS)}
        )
    if table.unknown:
        raise tables.UnreadableTableError(
            _("No column is called %(columns)s. These are known: %(all)s.")
            % {"columns": ", ".join(table.unknown), "all": ", ".join(COLUMNS)}
        )
    if len(table.rows) > MOST_LINES:
        raise tables.UnreadableTableError(
            _("The list has %(number)d lines; at most %(most)d are taken at once: cut it in two.")
            % {"number": len(table.rows), "most": MOST_LINES}
        )
    return [_line(row) for row in table.rows]


def _line(row: tables.TableRow) -> CityLine:
    line = CityLine(row.line)
    if row.has_too_many:
        line.faults.append(
            Fault(
                "",
                _("It has more cells than there are columns: put texts with commas in quotes."),
            )
        )
    for column, cell in row.cells.items():
        if not cell:
            if column in NEEDED:
                line.faults.append(Fault(column, _("It is empty: write it.")))
            continue
        try:
            line.values[column] = READERS.get(column, str)(cell)
        except ValidationError as error:
            line.faults.append(Fault(column, " ".join(error.messages)))
    _look_at_membership(line)
    return line


def _look_at_membership(line: CityLine) -> None:
    has = line.values.keys() & {"membership", "since", "until"}
    if has and "since" not in has and not any(f.column == "since" for f in line.faults):
        line.faults.append(Fault("since", _("Say from which day: write it as 2015-01-31.")))
    since, until = line.values.get("since"), line.values.get("until")
    if since and until and until < since:
        line.faults.append(Fault("until", _("It comes before since: correct one of them.")))


def _country_code(cell: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", cell):
        raise ValidationError(_("“%(cell)s” is not two letters, as NL."), params={"cell": cell})
    return cell.upper()


def _degrees(most: int) -> Callable[[str], Decimal]:
    def degrees(cell: str) -> Decimal:
        try:
            value = Decimal(cell.replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) > most:
            raise ValidationError(
                _("“%(cell)s” is not degrees from -%(most)d to %(most)d, as 52.0908."),
                params={"cell": cell, "most": most},
            )
        return round(value, 4)

    return degrees


def _time_zone(cell: str) -> str:
    try:
        validate_time_zone(cell)
    except ValidationError:
        raise ValidationError(
            _("“%(cell)s” is no time zone: write it as Europe/Amsterdam."), params={"cell": cell}
        ) from None
    return cell


def _kind(cell: str) -> str:
    for kind in CityMembership.Kind:
        if cell.casefold() in {kind.value, str(kind.label).casefold()}:
            return kind.value
    raise ValidationError(
        _("“%(cell)s” is no kind of membership: write full, associate or partner."),
        params={"cell": cell},
    )


def _day(cell: str) -> date:
    try:
        if DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass  # a day that no calendar has
    raise ValidationError(_("“%(cell)s” is no day: write it as 2015-01-31."), params={"cell": cell})


def _email(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise ValidationError(
            _("“%(cell)s” is no e-mail address."), params={"cell": cell}
        ) from None
    return cell


def _text(cell: str) -> str:
    return clean(cell) if "<" in cell else from_paragraphs([cell])


READERS: Final[dict[str, Callable[[str], Any]]] = {
    "country_code": _country_code,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "time_zone": _time_zone,
    "membership": _kind,
    "since": _day,
    "until": _day,
    "domains": lambda cell: [one.lower() for one in SEVERAL_DOMAINS.split(cell) if one],
    "mailbox": _email,
    "aliases": lambda cell: [one for one in SEVERAL.split(cell) if one],
    "text": _text,
}
