"""What part people have in the meetings to come: who organises, speaks or takes part in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from visits.models import Attendance, Meeting, MeetingHost, Organiser, Registration, Speaker

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from members.models import City
    from members.reader import Reader

# The part in words, as said of another and to the reader; the most telling first: who organises a meeting is not said
# to take part in it as well.
WAYS: Final = {
    "organises": (_("organises"), _("You organise it")),
    "speaks": (_("speaks"), _("You speak")),
    "attends": (_("takes part"), _("You take part")),
    "belongs": (_("is in the group"), _("Your group")),
}


@dataclass(frozen=True)
class Part:
    """One person's part in one meeting; ``is_openable`` says whether the reader of the list may open it."""

    meeting: Meeting
    way: str

    @property
    def words(self) -> _StrPromise:
        return WAYS[self.way][0]

    @property
    def words_to_the_reader(self) -> _StrPromise:
        return WAYS[self.way][1]


@dataclass
class Coming:
    """The meetings to come that people have a part in, by person, and those the city hosts with nobody to organise them."""

    parts: dict[int, list[Part]] = field(default_factory=dict)
    without_organiser: list[Meeting] = field(default_factory=list)


def coming_of(people: Collection[int], city: City, reader: Reader) -> Coming:
    """Two queries. Parts in meetings that ``reader`` may not open are left out; a host knows its own meetings by name."""
    ways = _ways(people)
    hosts = MeetingHost.objects.filter(meeting=OuterRef("pk"), city=city)
    organised = Organiser.objects.filter(meeting=OuterRef("pk"))
    meetings = (
        Meeting.objects.upcoming()
        .exclude(state=Meeting.State.CANCELLED)
        .annotate(is_hosted=Exists(hosts), is_organised=Exists(organised))
        .filter(Q(pk__in=ways) | Q(is_hosted=True))
        .noting_whether_openable_by(reader, name="is_openable")
    )
    coming = Coming(defaultdict(list))
    for meeting in meetings:
        if getattr(meeting, "is_openable"):  # noqa: B009 - an annotation
            for person, way in ways.get(meeting.pk, {}).items():
                coming.parts[person].append(Part(meeting, way))
        if meeting.is_hosted and not meeting.is_organised:  # type: ignore[attr-defined]
            coming.without_organiser.append(meeting)
    return coming


def _ways(people: Collection[int]) -> dict[int, dict[int, str]]:
    """By meeting and person the most telling part."""
    rows = [
        Organiser.objects.filter(person__in=people).values_list(
            "meeting_id", "person_id", Value("organises")
        ),
        Speaker.objects.filter(person__in=people).values_list(
            "item__day__meeting_id", "person_id", Value("speaks")
        ),
        Attendance.objects.filter(person__in=people).values_list(
            "meeting_id", "person_id", Value("attends")
        ),
        Registration.objects.confirmed()
        .filter(person__in=people)
        .values_list("meeting_id", "person_id", Value("attends")),
    ]
    first, *others = (each.order_by() for each in rows)
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    order = list(WAYS)
    for meeting, person, way in first.union(*others):
        known = found[meeting].get(person, way)
        found[meeting][person] = min(known, way, key=order.index)
    return found
