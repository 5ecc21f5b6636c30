"""Lists of people as cities hand them in: what each line says, and what is wrong with it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from members import names
from members.models import Mandate, Post
from portal.lib import addresses, tables
from portal.lib.names import fold

COLUMNS: Final = ("name", "email", "city", "post", "title", "groups", "roles", "starts_on")
NEEDED: Final = ("name",)
MOST_LINES: Final = 5000
HEADINGS: Final = {column.replace("_", " "): column for column in COLUMNS} | {
    "e mail": "email",
    "job title": "title",
    "group": "groups",
    "role": "roles",
    "since": "starts_on",
    "from": "starts_on",
}
SEVERAL: Final = re.compile(r"\s*[;|]\s*")
POSTS: Final = {
    "": None,
    "representative": Post.Kind.REPRESENTATIVE,
    "coordinator": Post.Kind.COORDINATOR,
}
SEATS: Final = {"chair": Mandate.Kind.CHAIR, "vice chair": Mandate.Kind.VICE_CHAIR}


@dataclass(frozen=True)
class Seat:
    """A chair or vice-chair, and of which group by its name; of the line's only one when it is empty."""

    kind: Mandate.Kind
    group: str


@dataclass
class PersonLine:
    """One line, and in ``faults`` what is wrong with it and what to do."""

    number: int
    name: str = ""
    email: str = ""
    city: str = ""
    kind: Post.Kind | None = None
    title: str = ""
    groups: list[str] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    starts_on: date | None = None
    faults: list[str] = field(default_factory=list)


def read(text: str) -> list[PersonLine]:
    """The lines of a list; raises `tables.UnreadableTableError` when it is no list of people."""
    table = tables.read(text, HEADINGS)
    told = {"all": ", ".join(COLUMNS), "columns": ", ".join(table.unknown)}
    if any(column not in table.columns for column in NEEDED):
        raise tables.UnreadableTableError(
            _("There is no column name. The first line names the columns: %(all)s.") % told
        )
    if table.unknown:
        raise tables.UnreadableTableError(
            _("No column is called %(columns)s. These are known: %(all)s.") % told
        )
    if len(table.rows) > MOST_LINES:
        raise tables.UnreadableTableError(
            _("The list has %(number)d lines; at most %(most)d are taken at once: cut it in two.")
            % {"number": len(table.rows), "most": MOST_LINES}
        )
    return [_line(row) for row in table.rows]


def _line(row: tables.TableRow) -> PersonLine:
    cells = {column: row.cells.get(column, "") for column in COLUMNS}
    line = PersonLine(
        row.line,
        name=names.one_line(cells["name"]),
        email=addresses.normal(cells["email"]),
        city=cells["city"],
        title=names.one_line(cells["title"]),
        groups=[name for name in SEVERAL.split(cells["groups"]) if name],
    )
    if row.has_too_many:
        line.faults.append(
            _("It has more cells than there are columns: put texts with commas in quotes.")
        )
    _check_words(line)
    _read_post(line, cells["post"])
    _read_roles(line, cells["roles"])
    _read_day(line, cells["starts_on"])
    if not line.city and (line.kind or line.title or line.groups or line.seats):
        line.faults.append(_("A post, a group or a role needs a city: name it."))
    return line


def _check_words(line: PersonLine) -> None:
    if not line.name:
        line.faults.append(_("The name is empty: write it."))
    elif fault := names.fault_of(line.name):
        line.faults.append(_("The name cannot be taken. %(why)s") % {"why": fault})
    if fault := names.fault_of(line.title):
        line.faults.append(_("The job title cannot be taken. %(why)s") % {"why": fault})
    if line.email and (fault := addresses.fault_of(line.email)):
        line.faults.append(fault)


def _read_post(line: PersonLine, cell: str) -> None:
    key = fold(cell)
    if key not in POSTS:
        line.faults.append(
            _("“%(post)s” is no post: write representative or coordinator.") % {"post": cell}
        )
        return
    line.kind = POSTS[key]


def _read_roles(line: PersonLine, cell: str) -> None:
    """``chair``, or ``chair: Urban farming`` where there are several groups; ``coordinator`` is a post."""
    for role in filter(None, SEVERAL.split(cell)):
        word, _colon, group = role.partition(":")
        if fold(word) == "coordinator":
            line.kind = Post.Kind.COORDINATOR
        elif fold(word) not in SEATS:
            line.faults.append(
                _(
                    "“%(role)s” is no role: write chair, vice-chair or coordinator. Organisers are named at their meeting."
                )
                % {"role": role}
            )
        elif not group.strip() and len(line.groups) != 1:
            line.faults.append(
                _("Chair of which group? Write it with a colon, as in “%(role)s: Urban farming”.")
                % {"role": word.strip()}
            )
        else:
            line.seats.append(Seat(SEATS[fold(word)], group.strip() or line.groups[0]))


def _read_day(line: PersonLine, cell: str) -> None:
    if not cell:
        return
    try:
        line.starts_on = date.fromisoformat(cell)
    except ValueError:
        line.faults.append(
            _("“%(day)s” is no day: write it as 2026-01-31, or leave it empty.") % {"day": cell}
        )
