"""What a meeting's pages said before: the kinds of words that are kept, and how then compares with now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.acts import Kind, Values, Words
from portal.lib.history import REMOVED
from portal.lib.restoring import Compared, compare
from visits.models import (
    AgendaItem,
    AgendaItemHistory,
    Meeting,
    MeetingHistory,
    PracticalPart,
    PracticalPartHistory,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# Of a meeting's own row, in the order of the page.
LABELS: Final = {
    "title": gettext_lazy("Title"),
    "venue": gettext_lazy("Venue"),
    "address": gettext_lazy("Address of the venue"),
    "introduction": gettext_lazy("Introduction"),
    "report": gettext_lazy("Report"),
}
RICH: Final = ("introduction", "report")
PART: Final = "part-"


def _page_texts(values: Values, _record_id: int) -> list[Words]:
    return [
        Words(name, label, values.get(name) or "", is_rich=name in RICH)
        for name, label in LABELS.items()
    ]


def _part_texts(values: Values, record_id: int) -> list[Words]:
    """A part as one text, its heading first."""
    if not values:
        return []
    facts: list[_StrOrPromise] = [PracticalPart.Kind(values["kind"]).label]
    if values["is_for_participants"]:
        facts.append(_("for participants only"))
    label = _("Practical information: %(heading)s") % {"heading": values["heading"]}
    told = format_html("<h3>{}</h3><p>{}</p>", values["heading"], ", ".join(map(str, facts)))
    return [Words(f"{PART}{record_id}", label, told + values["text"])]


def _item_texts(values: Values, record_id: int) -> list[Words]:
    """An agenda item as one text: title, times and places, then what it is about."""
    if not values:
        return []
    facts = [
        str(AgendaItem.Kind(values["kind"]).label),
        f"{_clock(values['starts'])}–{_clock(values['ends'])}",
        *(values[name] for name in ("place", "track", "cancel_reason") if values[name]),
    ]
    label = _("Agenda: %(title)s") % {"title": values["title"]}
    told = format_html("<h3>{}</h3><p>{}</p>", values["title"], ", ".join(facts))
    return [Words(f"item-{record_id}", label, told + values["description"])]


def _clock(value: Any) -> str:
    return str(value)[:5]


PAGE: Final = Kind("page", MeetingHistory, _page_texts)
PARTS: Final = Kind("part", PracticalPartHistory, _part_texts)
ITEMS: Final = Kind("item", AgendaItemHistory, _item_texts)
KINDS: Final = (PAGE, PARTS, ITEMS)


def own_versions(meeting: Meeting, kind: Kind) -> Q:
    """Which versions of a kind are this meeting's."""
    return {
        PAGE.name: Q(pgh_obj=meeting.pk),
        PARTS.name: Q(meeting=meeting.pk),
        ITEMS.name: Q(day__meeting=meeting.pk),
    }[kind.name]


def compare_version(meeting: Meeting, kind: Kind, version: Any) -> list[Compared]:
    """The texts of one version, with what stands now."""
    record = _records(meeting, kind).filter(pk=version.pgh_obj_id).first()
    return compare(kind, version, record)


def compare_moment(meeting: Meeting, at: datetime) -> list[Compared]:
    """The texts of the page and of the practical information as they were just before ``at``.

    Parts that were added since are left out: nothing was there to compare. What was removed before is so, too.
    """
    found = []
    for kind in (PAGE, PARTS):
        records = _records(meeting, kind).in_bulk()
        for version in _standing(meeting, kind, at):
            found += compare(kind, version, records.get(version.pgh_obj_id))
    return found


def _standing(meeting: Meeting, kind: Kind, at: datetime) -> list[Any]:
    """The last version of each record before ``at``, of those that were there."""
    before = kind.versions.objects.filter(own_versions(meeting, kind), pgh_created_at__lt=at)
    last = before.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [version for version in last if version.pgh_label != REMOVED]


def _records(meeting: Meeting, kind: Kind) -> Any:
    if kind is PAGE:
        return Meeting.objects.filter(pk=meeting.pk)
    if kind is PARTS:
        return meeting.practical_parts.all()
    return AgendaItem.objects.filter(day__meeting=meeting).select_related("day")
