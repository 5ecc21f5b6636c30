"""What a group's page said before: the kinds of words that are kept, and how then compares with now."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Group, GroupHistory, GroupYearHistory
from portal.lib.acts import Act, Kind, Values, Words
from portal.lib.restoring import Compared, compare

LABELS: Final = {
    "name": gettext_lazy("Name"),
    "short_name": gettext_lazy("Short name"),
    "objectives": gettext_lazy("Objectives"),
    "closing_note": gettext_lazy("Closing note"),
}
# What comes back by restoring: names and closing are changed where they are decided.
RESTORED: Final = "objectives"


def _group_texts(values: Values, _record_id: int) -> list[Words]:
    return [
        Words(name, label, values.get(name) or "", is_rich=name == RESTORED)
        for name, label in LABELS.items()
    ]


def _year_texts(values: Values, record_id: int) -> list[Words]:
    if not values:
        return []
    label = _("Objectives of %(year)s") % {"year": values["year"]}
    return [Words(f"year-{record_id}", label, values["objectives"])]


GROUP: Final = Kind("group", GroupHistory, _group_texts)
YEARS: Final = Kind("year", GroupYearHistory, _year_texts)
KINDS: Final = (GROUP, YEARS)
ACTS: Final = {
    "make_group": gettext_lazy("Group made"),
    "edit_group": gettext_lazy("Facts of the group changed"),
    "describe_group": gettext_lazy("Objectives and forums changed"),
    "write_text": gettext_lazy("Text changed"),
    "set_objectives": gettext_lazy("Objectives of a year changed"),
    "restore_words": gettext_lazy("Earlier words restored"),
    "forget_versions": gettext_lazy("Earlier versions forgotten"),
    "add_picture": gettext_lazy("Picture added"),
    "describe_picture": gettext_lazy("Words of a picture changed"),
    "note_consent": gettext_lazy("Noted what is known of the people on a picture"),
    "remove_picture": gettext_lazy("Picture removed"),
    "close_group": gettext_lazy("Group closed"),
    "reopen_group": gettext_lazy("Group opened again"),
    "join_group": gettext_lazy("Person added"),
    "leave_group": gettext_lazy("Place ended"),
    "end_place": gettext_lazy("Place ended"),
    "nominate": gettext_lazy("Person nominated"),
    "give_mandate": gettext_lazy("Seat given"),
    "pass_mandate": gettext_lazy("Seat passed on"),
    "end_mandate": gettext_lazy("Seat ended"),
    "name_contact": gettext_lazy("Staff contact named"),
}


def said(act: Act) -> str:
    """A few words. A verb that nobody has written words for is said as it is."""
    if act.verb:
        return str(ACTS.get(act.verb, act.verb.replace("_", " ").capitalize()))
    is_first = all(change.is_first for change in act.changes)
    return _("Found when its history began") if is_first else _("Changed outside the portal")


def own_versions(group: Group, kind: Kind) -> Q:
    return Q(pgh_obj=group.pk) if kind is GROUP else Q(group=group.pk)


def compare_version(group: Group, kind: Kind, version: Any) -> list[Compared]:
    """What of one version can be restored, with what stands now."""
    if kind is GROUP:
        return [one for one in compare(kind, version, group) if one.key == RESTORED]
    # A year that was taken away and written anew is another row, and the same year.
    return compare(kind, version, group.years.filter(year=version.year).first())
