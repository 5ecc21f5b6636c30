"""What hangs on a person and is vacant once the person has gone: seats, meetings, being the contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Group, Person, Post
from members.models.periods import lasts_on
from visits.models import Meeting

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Role:
    """A role in words, and the page of what it is held in."""

    words: _StrOrPromise
    address: str


def held_by(person: Person) -> list[Role]:
    """The roles held today and those in meetings to come."""
    return [*_in_cities(person), *_in_groups(person), *_in_meetings(person)]


def _in_cities(person: Person) -> Iterator[Role]:
    for post in Post.objects.filter(lasts_on(), person=person).select_related("city"):
        words = _("%(role)s of %(city)s") % {
            "role": post.get_kind_display(),
            "city": post.city,
        }
        yield Role(words, post.city.get_absolute_url())


def _in_groups(person: Person) -> Iterator[Role]:
    for mandate in person.mandates.filter(lasts_on()).select_related("group", "city"):
        words = _("%(role)s of %(group)s for %(city)s") % {
            "role": mandate.get_kind_display(),
            "group": mandate.group,
            "city": mandate.city,
        }
        yield Role(words, mandate.group.get_absolute_url())
    for group in Group.objects.open().filter(staff_contact=person):
        words = _("staff contact of %(group)s") % {"group": group}
        yield Role(words, group.get_absolute_url())


def _in_meetings(person: Person) -> Iterator[Role]:
    to_come = Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(
        Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    )
    for meeting in to_come.filter(organisers__person=person):
        words = _("organiser of %(meeting)s") % {"meeting": meeting}
        yield Role(words, meeting.get_absolute_url())
    for meeting in to_come.filter(staff_contact=person):
        words = _("staff contact of %(meeting)s") % {"meeting": meeting}
        yield Role(words, meeting.get_absolute_url())
    for meeting in to_come.filter(days__items__speakers__person=person).distinct():
        words = _("speaker at %(meeting)s") % {"meeting": meeting}
        yield Role(words, meeting.get_absolute_url())
