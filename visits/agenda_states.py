"""What an act on an agenda touched, as values that are kept and put back (docs/decisions/0100).

A state has the days and the items by their ids; one that is not there is none. Of a row that was there before and after,
only the fields that changed are kept, those that belong together as one: what another changed beside them stays.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.models import City, Person
from visits.models import AgendaChange, AgendaDay, AgendaItem, Speaker

if TYPE_CHECKING:
    from django.db import models

    from visits.models import Meeting

Row = dict[str, Any]
State = dict[str, dict[str, Row | None]]

CANCELLATION: Final = ("cancelled_at", "cancelled_by_id", "cancel_reason")
TIMES: Final = ("starts", "ends", "ends_next_day")
DAY_FIELDS: Final = ("on", "heading", *CANCELLATION)
ITEM_FIELDS: Final = (
    *("day_id", "uid", "kind", "title", "description"),
    *TIMES,
    *("place", "track", "position"),
    *CANCELLATION,
)
SPEAKER_FIELDS: Final = ("person_id", "name", "role", "organisation", "city_id", "position")
# Fields that mean something only together.
TOGETHER: Final = {name: group for group in (CANCELLATION, TIMES) for name in group}


# Reading -----------------------------------------------------------------------------------------


def state_of(meeting: Meeting) -> State:
    """The whole agenda, in four questions to the database."""
    items = {
        str(pk): _plain(ITEM_FIELDS, values) | {"speakers": [], "documents": []}
        for pk, *values in AgendaItem.objects.filter(day__meeting=meeting)
        .order_by("pk")
        .values_list("pk", *ITEM_FIELDS)
    }
    for item, pk, *values in (
        Speaker.objects.filter(item__day__meeting=meeting)
        .order_by("position", "pk")
        .values_list("item_id", "pk", *SPEAKER_FIELDS)
    ):
        items[str(item)]["speakers"].append({"id": pk} | _plain(SPEAKER_FIELDS, values))
    attached = meeting.documents.filter(item__isnull=False).order_by("pk")
    for item, pk in attached.values_list("item_id", "pk"):
        # A document can only be attached to an item of its own meeting.
        items[str(item)]["documents"].append(pk)
    days = {
        str(pk): _plain(DAY_FIELDS, values)
        for pk, *values in meeting.days.order_by("pk").values_list("pk", *DAY_FIELDS)
    }
    return {"days": dict(days), "items": dict(items)}


def _plain(names: tuple[str, ...], values: list[Any]) -> Row:
    return {name: _value(value) for name, value in zip(names, values, strict=True)}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def difference(before: State, after: State) -> tuple[State, State]:
    """What an act touched, as it was and as it became."""
    was: State = {"days": {}, "items": {}}
    became: State = {"days": {}, "items": {}}
    for kind in was:
        for pk in before[kind].keys() | after[kind].keys():
            old, new = before[kind].get(pk), after[kind].get(pk)
            if old != new:
                was[kind][pk], became[kind][pk] = _changed(old, new)
    return was, became


def _changed(old: Row | None, new: Row | None) -> tuple[Row | None, Row | None]:
    if old is None or new is None:
        return old, new
    names = [name for name in old if old[name] != new[name]]
    names = [one for name in names for one in TOGETHER.get(name, (name,))]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


# Putting back ------------------------------------------------------------------------------------


def put(meeting: Meeting, change: AgendaChange, current: State, wanted: State) -> None:
    """Make what ``change`` touched be as in ``wanted``, if it is as in ``current``; the meeting's row is taken."""
    _check(meeting, change, current, wanted)
    _put_days(meeting, wanted["days"])
    _put_items(meeting, wanted["items"])
    gone = [int(pk) for pk, row in wanted["days"].items() if row is None]
    AgendaDay.objects.filter(pk__in=gone).delete()


def _put_days(meeting: Meeting, days: dict[str, Row | None]) -> None:
    there = {str(day.pk): day for day in meeting.days.all()}
    for pk, row in days.items():
        if row is not None:
            day = there.get(pk) or AgendaDay(pk=int(pk), meeting=meeting)
            _fill(day, row)
            day.save(force_insert=pk not in there)


def _put_items(meeting: Meeting, items: dict[str, Row | None]) -> None:
    gone = [int(pk) for pk, row in items.items() if row is None]
    meeting.documents.filter(item__in=gone).update(item=None, version=F("version") + 1)
    AgendaItem.objects.filter(pk__in=gone).delete()
    kept = {pk: row for pk, row in items.items() if row is not None}
    there = {str(pk): item for pk, item in AgendaItem.objects.in_bulk(map(int, kept)).items()}
    for pk, row in kept.items():
        item = there.get(pk) or AgendaItem(pk=int(pk))
        _fill(item, row)
        item.version += 1
        item.save(force_insert=pk not in there)
    _put_speakers({int(pk): row["speakers"] for pk, row in kept.items() if "speakers" in row})
    _put_documents(
        meeting, {int(pk): row["documents"] for pk, row in kept.items() if "documents" in row}
    )


def _fill(row: models.Model, values: Row) -> None:
    for name, value in values.items():
        if name not in {"speakers", "documents"}:
            field: Any = type(row)._meta.get_field(name)  # noqa: SLF001 - Django's own way
            setattr(row, name, field.to_python(value))


def _put_speakers(speakers: dict[int, list[Row]]) -> None:
    kept = [speaker["id"] for rows in speakers.values() for speaker in rows]
    Speaker.objects.filter(item__in=speakers).exclude(pk__in=kept).delete()
    there = set(Speaker.objects.filter(pk__in=kept).values_list("pk", flat=True))
    for item, rows in speakers.items():
        for values in rows:
            speaker = Speaker(pk=values["id"], item_id=item)
            _fill(speaker, {name: values[name] for name in SPEAKER_FIELDS})
            speaker.save(force_insert=speaker.pk not in there, force_update=speaker.pk in there)


def _put_documents(meeting: Meeting, documents: dict[int, list[int]]) -> None:
    """Documents that were deleted since stay deleted."""
    for item, kept in documents.items():
        freed = meeting.documents.filter(item=item).exclude(pk__in=kept)
        freed.update(item=None, version=F("version") + 1)
    for item, kept in documents.items():
        attached = meeting.documents.filter(pk__in=kept).exclude(item=item)
        attached.update(item=item, version=F("version") + 1)


# Whether it can be put back ----------------------------------------------------------------------


def _check(meeting: Meeting, change: AgendaChange, current: State, wanted: State) -> None:
    now = state_of(meeting)
    for kind in ("items", "days"):
        for pk, row in current[kind].items():
            if not _is_still(now[kind].get(pk), row):
                raise ValidationError(_since(change, now, kind, pk), code="changed")
    _check_days(change, now, wanted)
    _check_people(wanted)


def _is_still(now: Row | None, row: Row | None) -> bool:
    if now is None or row is None:
        return now is row
    return all(now[name] == value for name, value in row.items())


def _check_days(change: AgendaChange, now: State, wanted: State) -> None:
    """No two days on one date, no item without its day, no day that goes while others' items are on it."""
    days = _after(now["days"], wanted["days"])
    dates: dict[str, list[str]] = defaultdict(list)
    for pk, day in days.items():
        if day is not None:
            dates[day["on"]].append(pk)
    if any(len(pks) > 1 for pks in dates.values()):
        raise ValidationError(_("There is another day on that date now."), code="changed")
    for pk, item in _after(now["items"], wanted["items"]).items():
        if item is not None and days.get(str(item["day_id"])) is None:
            raise ValidationError(_since(change, now, "items", pk), code="changed")


def _after(now: dict[str, Row | None], wanted: dict[str, Row | None]) -> dict[str, Row | None]:
    """All rows of a kind as they would be."""
    after = dict(now)
    for pk, row in wanted.items():
        after[pk] = row if row is None else (after.get(pk) or {}) | row
    return after


def _check_people(wanted: State) -> None:
    """Who was a speaker then may be gone: merged with another row, or erased."""
    speakers = [
        speaker for row in wanted["items"].values() if row for speaker in row.get("speakers", ())
    ]
    for name, rows in (("person", Person.objects.all()), ("city", City.objects.all())):
        asked = {speaker[f"{name}_id"] for speaker in speakers} - {None}
        if asked and rows.filter(pk__in=asked).count() < len(asked):
            raise ValidationError(
                _("A speaker of then is not in the network's records any more: do it by hand."),
                code="changed",
            )


def _since(change: AgendaChange, now: State, kind: str, pk: str) -> str:
    """Who changed it since, and when, as far as the journal knows."""
    what = _name(change, now, kind, pk)
    later = (
        AgendaChange.objects.filter(meeting=change.meeting, pk__gt=change.pk, undone_at=None)
        .filter(**{f"after__{kind}__has_key": pk})
        .select_related("made_by")
        .first()
    )
    if later is None:
        return _("%(what)s was changed since, so that this cannot be taken back by itself.") % {
            "what": what
        }
    at = timezone.localtime(later.made_at, change.meeting.zone)
    return _("%(who)s changed %(what)s since, at %(time)s: that would be lost.") % {
        "who": later.made_by,
        "what": what,
        "time": formats.time_format(at, "H:i"),
    }


def _name(change: AgendaChange, now: State, kind: str, pk: str) -> str:
    row = now[kind].get(pk) or change.after[kind].get(pk) or change.before[kind].get(pk) or {}
    if kind == "items":
        return _("“%(title)s”") % {"title": row.get("title", "")}
    on = row.get("on")
    return formats.date_format(date.fromisoformat(on), "j F") if on else _("that day")
