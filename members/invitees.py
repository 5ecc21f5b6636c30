"""Whom an invitation is for, read from what was pasted or uploaded: addresses in any shape, or a table with headings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from members.names import one_line
from portal.lib import addresses, tables
from portal.lib.tables import Table, UnreadableTableError

MOST: Final = 5000
HEADINGS: Final = {
    "email": "email",
    "e mail": "email",
    "mail": "email",
    "e mail address": "email",
    "email address": "email",
    "address": "email",
    "name": "name",
    "full name": "name",
    "city": "city",
    "role": "role",
    "title": "title",
    "job title": "title",
    "job": "title",
    "group": "groups",
    "groups": "groups",
    "working groups": "groups",
}
COLUMNS: Final = ("email", "name", "city", "role", "title", "groups")
SEPARATES_GROUPS: Final = re.compile(r"[;|\n]")
# A piece of pasted text ends at a separator that stands neither in quotation marks nor in angle brackets.
PIECE: Final = re.compile(r'(?:"[^"\n]*"|<[^<>\n]*>|[^,;\n\t])+')
IN_BRACKETS: Final = re.compile(r"^(?P<name>.*?)<(?P<email>[^<>]*)>[\s.]*$")


@dataclass(frozen=True)
class Invitee:
    """One entry of the box: ``email`` in its normal spelling, the rest as it was written; ``line`` is where it stands."""

    line: int
    email: str
    name: str = ""
    city: str = ""
    role: str = ""
    title: str = ""
    groups: tuple[str, ...] = ()
    # As it goes back into the box when it cannot be invited: one piece of text, or the cells of its row.
    text: str = ""
    cells: dict[str, str] = field(default_factory=dict, compare=False)
    fault: str = ""


@dataclass(frozen=True)
class Box:
    """What stands in the box; ``columns`` when it is a table."""

    invitees: tuple[Invitee, ...] = ()
    columns: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def text_of(self, invitees: Iterable[Invitee]) -> str:
        """The box with these entries alone, as it was written."""
        if self.columns:
            return tables.written(self.columns, [each.cells for each in invitees])
        return "\n".join(each.text for each in invitees)


def read(text: str) -> Box:
    """What was pasted or uploaded. Raises `UnreadableTableError` for a table that cannot be read, or is too long."""
    if "email" in tables.columns_of(text, HEADINGS):
        box = _from_table(tables.read(text, HEADINGS))
    else:
        box = Box(tuple(islice(_from_text(text), MOST + 1)))
    if len(box.invitees) > MOST:
        raise UnreadableTableError(
            _("These are too many lines: at most %(most)d go at once. Send them in parts.")
            % {"most": MOST}
        )
    return box


def _from_table(table: Table) -> Box:
    invitees = (
        Invitee(
            line=row.line,
            email=addresses.normal(row.cells["email"]),
            name=one_line(row.cells.get("name", "")),
            city=row.cells.get("city", ""),
            role=row.cells.get("role", ""),
            title=one_line(row.cells.get("title", "")),
            groups=_group_names(row.cells.get("groups", "")),
            text=row.cells["email"],
            cells=dict(row.cells),
            fault=_("This line has more cells than the table has columns.")
            if row.has_too_many
            else "",
        )
        for row in table.rows
    )
    return Box(tuple(invitees), table.columns, table.unknown)


def _group_names(cell: str) -> tuple[str, ...]:
    return tuple(name for part in SEPARATES_GROUPS.split(cell) if (name := part.strip()))


def _from_text(text: str) -> Iterator[Invitee]:
    """Addresses however they are separated; a name may stand before each, also as "Last, First <address>"."""
    for number, line in enumerate(text.splitlines(), start=1):
        before = ""
        pieces = [piece.strip() for piece in PIECE.findall(line) if piece.strip()]
        for piece in pieces:
            # The first half of a name with a comma in it waits for the half that brings the address.
            if "@" not in piece and piece is not pieces[-1]:
                if len(before) > addresses.LONGEST_WRITTEN:
                    # No name is so long. Without this, a long line would take for ever.
                    yield Invitee(line=number, email=addresses.normal(before), text=before)
                    before = ""
                before = f"{before}, {piece}" if before else piece
                continue
            if before and not (IN_BRACKETS.match(piece) and piece.partition("<")[0].strip()):
                yield Invitee(line=number, email=addresses.normal(before), text=before)
                before = ""
            whole = f"{before}, {piece}" if before else piece
            before = ""
            yield from _entries(number, whole)


def _entries(number: int, piece: str) -> Iterator[Invitee]:
    """A piece is one entry, unless it is addresses with nothing but spaces between them."""
    words = piece.split()
    if len(words) > 1 and all("@" in word for word in words):
        for word in words:
            yield Invitee(line=number, email=addresses.normal(word), text=word)
        return
    if found := IN_BRACKETS.match(piece):
        name, email = found["name"], found["email"]
    elif "@" in words[-1]:
        name, email = " ".join(words[:-1]), words[-1]
    else:
        name, email = "", piece
    name = one_line(name.strip().strip("\"'"))
    yield Invitee(line=number, email=addresses.normal(email), name=name, text=piece)
