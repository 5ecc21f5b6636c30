"""What was done to one record and to the words that hang on it: lines of the log with what each of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.html import escape

from portal.lib.differences import Line, difference
from portal.lib.history import REMOVED
from portal.models import LogEntry

if TYPE_CHECKING:
    from django.db.models import Model
    from django.utils.functional import _StrOrPromise

A_PAGE: Final = 40
# Acts of one person that follow each other sooner than this are told as one piece of work.
AT_ONE_SITTING: Final = timedelta(minutes=30)

Values = Mapping[str, Any]


class Words(NamedTuple):
    """A text of a record, by the key under which it is asked for; HTML, or plain words."""

    key: str
    label: _StrOrPromise
    text: str
    is_rich: bool = True

    @property
    def html(self) -> str:
        return self.text if self.is_rich else escape(self.text)


@dataclass(frozen=True)
class Kind:
    """A kind of record whose words are kept: its name in addresses, its versions, and the texts that values make."""

    name: str
    versions: Any
    texts: Callable[[Values, int], list[Words]]

    @property
    def fields(self) -> list[str]:
        own = self.versions._meta.concrete_fields  # noqa: SLF001 - Django's own way
        return [
            one.attname for one in own if not one.name.startswith("pgh_") and one.name != "entry_id"
        ]

    def values_of(self, row: Any) -> Values:
        """A version, or the record itself, as the values that ``texts`` reads."""
        return {name: getattr(row, name) for name in self.fields}


class Text(NamedTuple):
    """One text that an act changed."""

    label: _StrOrPromise
    lines: list[Line]

    def _count(self, kind: str) -> int:
        return sum(
            len(run.words.split()) for line in self.lines for run in line if run.kind == kind
        )

    @property
    def new(self) -> int:
        return self._count("new")

    @property
    def gone(self) -> int:
        return self._count("gone")


@dataclass(frozen=True)
class Change:
    """A version that an act made of a record, and the one before it."""

    kind: Kind
    version_id: int
    record_id: int
    label: str
    entry_id: int | None
    at: datetime
    now: Values
    before: Values | None

    @property
    def is_first(self) -> bool:
        return self.before is None

    @property
    def is_removal(self) -> bool:
        return self.label == REMOVED

    @cached_property
    def texts(self) -> list[Text]:
        """Those that differ; of a removed record, all that is gone."""
        was = {one.key: one for one in self.kind.texts(self.before or {}, self.record_id)}
        became = {one.key: one for one in self.kind.texts(self.now, self.record_id)}
        if self.is_removal:
            was, became = became, {}
        return [
            Text(one.label, difference(_html(was.get(key)), _html(became.get(key))))
            for key, one in (became or was).items()
            if _html(was.get(key)) != _html(became.get(key))
        ]


@dataclass
class Act:
    """A line of the log with its changes; without a line, changes that no action tells of."""

    at: datetime
    verb: str = ""
    facts: Values = field(default_factory=dict)
    actor_id: int | None = None
    who: str = ""
    changes: list[Change] = field(default_factory=list)

    @property
    def begun_at(self) -> datetime:
        """Before all that it changed."""
        return min([change.at for change in self.changes], default=self.at)


def acts_on(
    record: Model, kinds: Sequence[Kind], own: Callable[[Kind], Q], number: str | None
) -> tuple[Page[Any], list[Act]]:
    """A page of what was done to ``record``, the latest first; ``own`` finds a kind's versions that belong to it.

    Four queries, however much there is.
    """
    entries = LogEntry.objects.filter(
        subject_type=type(record).__name__.lower(), subject_id=record.pk
    )
    page = Paginator(entries, A_PAGE).get_page(number)
    rows = list(page.object_list)
    acts = {row.pk: Act(row.at, row.verb, row.facts, row.actor_id) for row in rows}
    unnoted = Q(entry_id=None)
    if page.has_previous() and rows:
        unnoted &= Q(pgh_created_at__lte=rows[0].at)
    if page.has_next():
        unnoted &= Q(pgh_created_at__gt=rows[-1].at)
    beside: dict[datetime, Act] = {}
    for change in _changes(kinds, lambda kind: Q(entry_id__in=acts) | (own(kind) & unnoted)):
        act = acts.get(change.entry_id or 0) or beside.setdefault(change.at, Act(change.at))
        act.changes.append(change)
    found = sorted([*acts.values(), *beside.values()], key=lambda act: act.at, reverse=True)
    _name(found)
    return page, found


def _changes(kinds: Sequence[Kind], which: Callable[[Kind], Q]) -> Iterable[Change]:
    by_name = {kind.name: kind for kind in kinds}
    first, *others = (_with_before(kind).filter(which(kind)) for kind in kinds)
    # One question for all kinds.
    rows = first.values_list(*COLUMNS).union(
        *(one.values_list(*COLUMNS) for one in others), all=True
    )
    for name, *values in sorted(rows, key=lambda row: (row[0], row[1])):
        yield Change(by_name[name], *values)


COLUMNS: Final = (
    "of_kind",
    "pgh_id",
    "pgh_obj_id",
    "pgh_label",
    "entry_id",
    "pgh_created_at",
    "now",
    "was",
)


def _with_before(kind: Kind) -> QuerySet[Any]:
    values = JSONObject(**{name: name for name in kind.fields})
    earlier: QuerySet[Any] = QuerySet(kind.versions).filter(
        pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
    )
    before = earlier.order_by("-pgh_id").values(values=values)[:1]
    rows: QuerySet[Any] = QuerySet(kind.versions).order_by()
    noted: QuerySet[Any] = rows.annotate(of_kind=Value(kind.name), now=values, was=Subquery(before))
    return noted


def _name(acts: list[Act]) -> None:
    people = get_user_model().objects.in_bulk({act.actor_id for act in acts} - {None})
    for act in acts:
        act.who = str(people.get(act.actor_id) or "")


def _html(words: Words | None) -> str:
    return words.html if words else ""


@dataclass(frozen=True)
class Piece:
    """One act, or several of one person at one sitting; ``said`` puts an act into words."""

    acts: list[Act]
    said: Callable[[Act], str]

    @property
    def first(self) -> Act:
        """The one that was done last, which the list shows first."""
        return self.acts[0]

    @property
    def earliest(self) -> Act:
        return self.acts[-1]

    @property
    def is_many(self) -> bool:
        return len(self.acts) > 1

    @cached_property
    def told(self) -> list[tuple[str, Act]]:
        return [(self.said(act), act) for act in self.acts]


def sittings(
    acts: Iterable[Act], belongs: Callable[[Act], bool], said: Callable[[Act], str]
) -> list[Piece]:
    """The acts in their order; those that belong together, by one person and soon after each other, as one piece."""
    found: list[list[Act]] = []
    for act in acts:
        if found and belongs(act) and belongs(found[-1][-1]) and _goes_on(found[-1][-1], act):
            found[-1].append(act)
        else:
            found.append([act])
    return [Piece(piece, said) for piece in found]


def _goes_on(last: Act, act: Act) -> bool:
    return last.actor_id == act.actor_id and last.at - act.at <= AT_ONE_SITTING
