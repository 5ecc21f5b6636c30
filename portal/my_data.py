"""All that the portal holds about one person, section by section: the page and the file are made from this.

It is read by the table of personal data, so that a field which is listed there cannot be left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models import DocumentVersion
from members.languages import names_of
from members.models import Person
from portal.lib import site
from portal.retention import PURPOSES, Held, Purpose
from visits.models import AgendaItem, Registration, Release

# What a reference is called, where its own name would say too little; and what has to be read for that.
NAMED: Final[dict[type[models.Model], tuple[str, Callable[[Any], str]]]] = {
    AgendaItem: ("day__meeting", lambda item: f"{item} ({item.day.meeting})"),
    DocumentVersion: ("document", str),
    # By its meeting: who came before or instead is somebody else.
    Registration: ("meeting", lambda registration: str(registration.meeting)),
    Release: ("meeting", str),
}
# Records that are nobody's else, so that they are called by their names; of all others the number is said.
CALLED_BY_NAME: Final = frozenset(
    {
        "members.Group",
        "visits.Meeting",
        "visits.Release",
        "documents.Document",
        "documents.DocumentVersion",
    }
)


@dataclass(frozen=True)
class Fact:
    """One field: its name for programs, its label for people, the value as a file keeps it and as a page says it."""

    name: str
    label: str
    value: Any
    shown: str


@dataclass(frozen=True)
class Record:
    kind: str
    number: int | str
    title: str
    facts: list[Fact]

    @property
    def filled(self) -> list[Fact]:
        """What a page says; where nothing is, nothing is said."""
        return [fact for fact in self.facts if fact.shown]


@dataclass(frozen=True)
class Section:
    purpose: Purpose
    records: list[Record]
    secrets: list[str]

    @property
    def said(self) -> list[Record]:
        """The records of which a page has something to say."""
        return [record for record in self.records if record.filled]


def sections(person: Person) -> list[Section]:
    """In the order of the table; those for which nothing is kept have no records."""
    return [_section(purpose, person) for purpose in PURPOSES]


def as_file(person: Person) -> dict[str, Any]:
    """What the page says, for programs: every field with its plain value, also where it is empty."""
    return {
        "portal": site.absolute("/"),
        "made_at": timezone.now().isoformat(),
        "sections": [_written(section) for section in sections(person)],
    }


def _written(section: Section) -> dict[str, Any]:
    purpose = section.purpose
    return {
        "name": purpose.name,
        "title": str(purpose.title),
        "why": str(purpose.why),
        "basis": str(purpose.basis.value),
        "seen_by": str(purpose.seen_by),
        "term": str(purpose.term),
        "not_shown": section.secrets,
        "records": [
            {
                "kind": record.kind,
                "number": record.number,
                "facts": {fact.name: fact.value for fact in record.facts},
            }
            for record in section.records
        ],
    }


def _section(purpose: Purpose, person: Person) -> Section:
    records = [record for held in purpose.held for record in _records(held, person)]
    return Section(purpose, records, list(_secrets(purpose, person)))


def _secrets(purpose: Purpose, person: Person) -> Iterator[str]:
    """What there is of the person that is never shown, in words."""
    for held in purpose.held:
        if held.secret and held.rows_of(person).exists():
            kind = held.model._meta.verbose_name  # noqa: SLF001 - Django's own way
            names = (
                _label(column) for column in held.columns if column.name in held.secret.split()
            )
            yield f"{kind}: {', '.join(names)}"


def _records(held: Held, person: Person) -> Iterator[Record]:
    columns = [column for column in held.columns if column.name in held.shown]
    for row in _rows(held, columns, person):
        facts = [_fact(column, row, person) for column in columns]
        kind = str(row._meta.verbose_name)  # noqa: SLF001 - Django's own way
        title = str(row) if held.label in CALLED_BY_NAME else ""
        yield Record(kind, row.pk, title, facts)


def _rows(held: Held, columns: list[Any], person: Person) -> Any:
    """With all that their facts are called by, so that many rows ask no more questions than one."""
    if held.model is Person:
        return [person]
    single = [column for column in columns if column.many_to_one or column.one_to_one]
    related = {column.name for column in single} | {
        f"{column.name}__{NAMED[column.related_model][0]}"
        for column in single
        if column.related_model in NAMED
    }
    if held.model in NAMED:
        related.add(NAMED[held.model][0])
    rows = held.rows_of(person).select_related(*related) if related else held.rows_of(person)
    return rows.prefetch_related(*(column.name for column in columns if column.many_to_many))


# One field ----------------------------------------------------------------------------------------


def _fact(column: Any, row: models.Model, person: Person) -> Fact:
    value = _value(column, row, person)
    return Fact(column.name, _label(column), value, _shown(column, row, value))


def _label(column: Any) -> str:
    return str(column.verbose_name)


def _value(column: Any, row: models.Model, person: Person) -> Any:
    """Plain enough for a file; a reference by the name of what it leads to, to the person itself as "you"."""
    if column.many_to_many:
        return [str(each) for each in getattr(row, column.name).all()]
    if column.is_relation:
        return _called(getattr(row, column.name), person)
    value = getattr(row, column.name)
    if column.name in {"actor_id", "decided_by_id"}:
        return _somebody(value, person)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | list | dict | None) else str(value)


def _called(other: models.Model | None, person: Person) -> str | None:
    if other is None:
        return None
    if isinstance(other, Person):
        return _somebody(other.pk, person)
    return NAMED[type(other)][1](other) if type(other) in NAMED else str(other)


def _somebody(number: int | None, person: Person) -> str | None:
    """Who else had to do with a record is that person's own data."""
    if number is None:
        return None
    return _("you") if number == person.pk else _("somebody else")


def _shown(column: Any, row: models.Model, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    raw = getattr(row, column.attname) if hasattr(column, "attname") else None
    if isinstance(raw, datetime):
        return date_format(timezone.localtime(raw), "j F Y, H:i T")
    if isinstance(raw, date):
        return date_format(raw, "j F Y")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.name == "languages":
        return ", ".join(names_of(value))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return str(value)
