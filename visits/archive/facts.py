"""What can be understood of a page, each fact with the words and lines it was taken from."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from visits.archive.lines import Line, Passage

T = TypeVar("T")


class Kind(StrEnum):
    """What kind of meeting the page is about."""

    STUDY_VISIT = "study_visit"
    WORKING_GROUP = "working_group"
    FORUM = "forum"
    WEBINAR = "webinar"


class Mode(StrEnum):
    """How people met."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class DocumentKind(StrEnum):
    """What a document's name says that it is."""

    AGENDA = "agenda"
    PRESENTATION = "presentation"
    MINUTES = "minutes"
    REPORT = "report"
    OTHER = "other"


class ItemKind(StrEnum):
    """What an item of a programme is."""

    SESSION = "session"
    VISIT = "visit"
    BREAK = "break"
    MEAL = "meal"
    TRAVEL = "travel"


class Reason(StrEnum):
    """Why something is a problem."""

    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    CONTRADICTION = "contradiction"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with the page's own words for it; both are empty for what was given from outside."""

    value: T
    words: str
    lines: tuple[int, ...]

    @classmethod
    def of(cls, value: T, passage: Passage) -> "Fact[T]":
        """Take *value* from exactly these words."""
        return cls(value, passage.text, passage.lines)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something not understood: which part of the page (`about`), why, and a sentence to read."""

    about: str
    reason: Reason
    sentence: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownCity:
    """A city that may be recognised, with its name and the other spellings of it."""

    id: int
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document by the exact name the page gives it; title and kind are proposals."""

    name: str
    title: str
    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class Contact:
    """The member of staff named; `details` is what else stands with the name, as written."""

    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which something will be, without days."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting announced at the end: days, or only a month, or neither; `mode` only if online or hybrid."""

    hosts: tuple[Fact[KnownCity], ...]
    starts_on: Fact[date] | None
    ends_on: Fact[date] | None
    month: Fact[Month] | None
    note: Fact[str] | None
    mode: Fact[Mode] | None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in the report, without the signs before its items."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the report, as wide in every row; `has_head` says that the first row names the columns."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool


Block = str | Bullets | Table


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A row of a table that is a programme; `group` is the one of several groups whose item it is, else empty."""

    on: date
    starts: time
    ends: time
    title: str
    kind: ItemKind
    place: str
    group: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything a page says, what is wrong or missing, and the lines that served no fact.

    `apart` are the words that say that each of several groups had a meeting of its own.
    """

    groups: tuple[Fact[str], ...] = ()
    apart: Fact[str] | None = None
    forum: Fact[str] | None = None
    title: Fact[str] | None = None
    kind: Fact[Kind] | None = None
    mode: Fact[Mode] | None = None
    year: Fact[int] | None = None
    starts_on: Fact[date] | None = None
    ends_on: Fact[date] | None = None
    hosts: tuple[Fact[KnownCity], ...] = ()
    visiting: tuple[Fact[KnownCity], ...] = ()
    report: tuple[Fact[Block], ...] = ()
    programme: tuple[Fact[ProgrammeItem], ...] = ()
    next_meeting: Fact[NextMeeting] | None = None
    documents: tuple[Fact[Document], ...] = ()
    contact: Fact[Contact] | None = None
    problems: tuple[Problem, ...] = ()
    unused: tuple[Line, ...] = ()

    @property
    def is_unreadable(self) -> bool:
        """Nothing at all was read: not a page, or not one of a sensible size."""
        return any(p.about == "page" and p.reason == Reason.UNREADABLE for p in self.problems)

    @property
    def names_a_meeting(self) -> bool:
        """Group or forum, first day and a place (a host, or online) are known: enough to tell it from others."""
        has_place = bool(self.hosts) or (self.mode is not None and self.mode.value == Mode.ONLINE)
        return (
            (bool(self.groups) or self.forum is not None)
            and self.title is not None
            and self.starts_on is not None
            and has_place
        )
