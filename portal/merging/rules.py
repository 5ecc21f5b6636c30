"""What becomes of everything that refers to a city when it is merged into another: one rule each, in one table.

A test walks the references of the city's model and fails for one that has no rule here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from members.models import City
from members.models.asking import Answer

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

FOR_EVER: Final = date.max


@dataclass
class Moved:
    """How many rows moved, how many were cut or stayed behind because the city that stays has them, and which."""

    moved: int = 0
    overlapping: int = 0
    which: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rule:
    """``path`` is app, model and field; ``when_both`` says what becomes of what both cities have."""

    path: str
    label: _StrOrPromise
    move: Callable[[type[models.Model], City, City], Moved]
    when_both: _StrOrPromise = ""

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.path.rsplit(".", 1)[0])

    def apply(self, gone: City, kept: City) -> Moved:
        return self.move(self.model, gone, kept)


def all_rows(model: type[models.Model], gone: City, kept: City) -> Moved:
    """Every row moves as it is."""
    return Moved(moved=_rows(model).filter(city=gone).update(city=kept))


def once(*keys: str) -> Callable[[type[models.Model], City, City], Moved]:
    """A row whose ``keys`` the city that stays has already goes: it would say the same twice."""

    def move(model: type[models.Model], gone: City, kept: City) -> Moved:
        there = set(_rows(model).filter(city=kept).values_list(*keys))
        doubled = [
            row
            for row in _rows(model).filter(city=gone)
            if tuple(getattr(row, key) for key in keys) in there
        ]
        _rows(model).filter(pk__in=[row.pk for row in doubled]).delete()
        moved = _rows(model).filter(city=gone).update(city=kept)
        return Moved(moved, len(doubled), [str(row) for row in doubled])

    return move


def in_days(*keys: str) -> Callable[[type[models.Model], City, City], Moved]:
    """For days that both have, the row of the city that stays counts; for all other days the row moves."""

    def move(model: type[models.Model], gone: City, kept: City) -> Moved:
        result = Moved()
        for row in _rows(model).filter(city=gone):
            same = {key: getattr(row, key) for key in keys}
            taken = _rows(model).filter(city=kept, **same).values_list("starts_on", "ends_on")
            whole = (row.starts_on, row.ends_on)
            pieces = list(left(whole, sorted(taken)))
            if pieces != [whole]:
                result.overlapping += 1
                result.which.append(f"{row}, {date_format(row.starts_on, 'j F Y')}")
            result.moved += bool(pieces)
            _place(row, pieces, kept)
        return result

    return move


def _place(row: Any, pieces: list[Days], kept: City) -> None:
    """The row with the first of its pieces; each further one is a row like it."""
    if not pieces:
        row.delete()
        return
    row.city = kept
    (row.starts_on, row.ends_on), *others = pieces
    row.save()
    same = {
        name: value
        for name, value in vars(row).items()
        if name != "id" and not name.startswith("_")
    }
    for starts_on, ends_on in others:
        type(row).objects.create(**same | {"starts_on": starts_on, "ends_on": ends_on})


def open_once(
    keys: tuple[str, ...], is_open: models.Q, closing: Callable[[], dict[str, Any]]
) -> Callable[[type[models.Model], City, City], Moved]:
    """All rows move; one that is open, and is so with the city that stays as well, is closed first."""

    def move(model: type[models.Model], gone: City, kept: City) -> Moved:
        opened = _rows(model).filter(is_open)
        there = set(opened.filter(city=kept).values_list(*keys))
        doubled = [
            row
            for row in opened.filter(city=gone)
            if tuple(getattr(row, key) for key in keys) in there
        ]
        _rows(model).filter(pk__in=[row.pk for row in doubled]).update(**closing())
        moved = _rows(model).filter(city=gone).update(city=kept)
        return Moved(moved, len(doubled), [str(row) for row in doubled])

    return move


def claims(model: type[models.Model], gone: City, kept: City) -> Moved:
    """All rows move, and nobody loses a seat: what comes in addition to the seats that the city has does not take one of
    these, so that the database lets it be.
    """
    rows = _rows(model).filter(city=gone)
    rows.filter(takes_city_seat=True).update(takes_city_seat=False)
    return all_rows(model, gone, kept)


def if_none(model: type[models.Model], gone: City, kept: City) -> Moved:
    """They move together, or, where the city that stays has such, all go."""
    if _rows(model).filter(city=kept).exists():
        number, _by_model = _rows(model).filter(city=gone).delete()
        return Moved(overlapping=number)
    return all_rows(model, gone, kept)


Days = tuple[date, date | None]


def left(days: Days, taken: list[Days]) -> Iterator[Days]:
    """The parts of ``days`` that none of ``taken`` (in order) covers; both ends count, no end is for ever."""
    first, last = days[0], days[1] or FOR_EVER
    for start, until in taken:
        end = until or FOR_EVER
        if end < first or start > last:
            continue
        if start > first:
            yield first, start - timedelta(days=1)
        if end >= last:
            return
        first = end + timedelta(days=1)
    yield first, None if last == FOR_EVER else last


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.order_by("pk")  # noqa: SLF001 - all rows, whatever the model's own manager leaves out


RULES: Final = (
    Rule("members.CityAlias.city", _("other names"), once("name"), _("The same name stays once.")),
    Rule("members.FormerAddress.city", _("former addresses"), all_rows),
    Rule("members.CityDomain.city", _("e-mail domains"), all_rows),
    Rule(
        "members.CityPicture.city",
        _("pictures"),
        if_none,
        _("The picture of the city that stays is shown, the other goes."),
    ),
    Rule(
        "members.CityMembership.city",
        _("memberships of the network"),
        in_days(),
        _("In days that both have, the membership of the city that stays counts."),
    ),
    Rule(
        "members.Post.city",
        _("posts of people"),
        in_days("person"),
        _("In days in which a person has posts in both, the post in the city that stays counts."),
    ),
    Rule(
        "members.Mandate.city",
        _("seats in groups"),
        in_days("group", "kind"),
        _("In days in which both hold the same seat, that of the city that stays counts."),
    ),
    Rule(
        "members.Invitation.city",
        _("invitations"),
        open_once(
            ("email",),
            models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            lambda: {"withdrawn_at": timezone.now()},
        ),
        _("Of two open invitations to one address, that to the city that stays holds."),
    ),
    Rule(
        "members.AccessRequest.city",
        _("requests for access"),
        open_once(
            ("email",),
            models.Q(answer=Answer.NONE),
            lambda: {"answer": Answer.TAKEN_BACK, "answered_at": timezone.now()},
        ),
        _("Of two open requests from one address, that for the city that stays is answered."),
    ),
    Rule("members.GroupRequest.city", _("requests for places in groups"), all_rows),
    Rule(
        "visits.MeetingHost.city",
        _("meetings hosted"),
        once("meeting_id"),
        _("A meeting hosted by both is hosted by the city that stays, once."),
    ),
    Rule(
        "visits.Attendance.city",
        _("attendance"),
        once("meeting_id", "person_id", "on"),
        _("The same attendance of both is noted once."),
    ),
    Rule("visits.Registration.city", _("registrations for meetings"), all_rows),
    Rule(
        "visits.Claim.city",
        _("seats at meetings"),
        claims,
        _("Who has a seat keeps it, also where the city that stays has more than its seats then."),
    ),
    Rule("visits.Speaker.city", _("speakers in agendas"), all_rows),
    Rule("documents.Download.city", _("downloads in the log"), all_rows),
)
# What refers to a city and is not moved by a rule of its own.
STAYS: Final[dict[str, str]] = {
    "visits.Meeting.hosts": "is the rows of meetings hosted, which have their rule",
}
