"""A city's desk: its people with their groups and meetings, and what the city has to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.actions import mandates, places
from members.models import City, Group, GroupMembership, Mandate, Person, Post
from members.reader import Reader
from portal.city_desk_registrations import let_come, of_leavers
from portal.lib import digits
from portal.lib.dates import when
from visits.actions.meetings import name_organiser
from visits.models import Meeting, Registration
from visits.parts import Coming, Part, coming_of

# A place that went with whoever left is asked about for so long.
LOST_FOR: Final = timedelta(days=90)
REGISTERED: Final = gettext_lazy(
    "%(name)s is registered for “%(meeting)s”, %(when)s, and no longer represents the city"
)


@dataclass
class Colleague:
    """Someone who represents the city, today or from a day that is near."""

    post: Post
    groups: list[Group] = field(default_factory=list)
    seats: list[Mandate] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.post.person


@dataclass(frozen=True)
class Open:
    """Something that was somebody's and is nobody's now, or will be from a day on: a seat, a place, a meeting to prepare,
    a registration.
    """

    kind: str
    row: Any
    from_on: date | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def address(self) -> str:
        """Where something else can be decided than who takes it: withdrawing a registration."""
        if self.kind != "registration":
            return ""
        return reverse("my_city_registration", args=[self.row.meeting.slug, self.row.pk])

    def __str__(self) -> str:
        match self.row:
            case Mandate():
                said = {"seat": self.row.get_kind_display(), "group": self.row.group}
                words = _("Nobody holds the city’s seat as %(seat)s of %(group)s") % said
            case Group():
                words = _("Nobody of the city is in %(group)s any more") % {"group": self.row}
            case Registration():
                meeting = self.row.meeting
                said = {
                    "name": str(self.row.person),
                    "meeting": meeting.title,
                    "when": when(meeting),
                }
                words = str(REGISTERED) % said
            case _row:
                said = {"meeting": _row.title, "when": when(_row)}
                words = _("Nobody organises “%(meeting)s”, %(when)s") % said
        if self.from_on is None:
            return words
        said = {"words": words, "day": date_format(self.from_on, "j F Y")}
        return _("%(words)s from %(day)s on") % said


@dataclass(frozen=True)
class Desk:
    city: City
    colleagues: list[Colleague]
    open: list[Open]


def delegation_of(city: City) -> list[Colleague]:
    """The people of the city with their groups and seats: what colleagues see of each other."""
    today = timezone.localdate()
    posts = [post for post in _posts(city, today) if not post.ends_on or post.ends_on >= today]
    return _colleagues(posts, _memberships(posts), _mandates(city, today), Coming(), today)


def desk_of(city: City, reader: Reader) -> Desk:
    """Seven queries, whatever the number of people. What is open is not asked of ``reader`` again once it is filled."""
    today = timezone.localdate()
    posts = _posts(city, today - LOST_FOR)
    memberships, seats = _memberships(posts), _mandates(city, today)
    coming = coming_of({post.person_id for post in posts}, city, reader)
    here = [post for post in posts if not post.ends_on or post.ends_on >= today]
    return Desk(
        city,
        _colleagues(here, memberships, seats, coming, today),
        [
            *_vacant(seats, here, today),
            *_lost(posts, memberships, today),
            *(Open("meeting", meeting) for meeting in coming.without_organiser),
            *(Open("registration", row, from_on) for row, from_on in of_leavers(city)),
        ],
    )


def _posts(city: City, since: date) -> list[Post]:
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=since)
    posts = Post.objects.filter(still, city=city).select_related("person", "city")
    return list(posts.order_by("person__name_key", "starts_on"))


def _memberships(posts: list[Post]) -> list[GroupMembership]:
    people = {post.person_id for post in posts}
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate() - LOST_FOR)
    open_ones = GroupMembership.objects.filter(
        still, person__in=people, group__closed_on__isnull=True
    )
    return list(open_ones.select_related("group").order_by("group__name_key", "starts_on"))


def _mandates(city: City, today: date) -> list[Mandate]:
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    seats = Mandate.objects.filter(still, city=city, group__closed_on__isnull=True)
    return list(seats.select_related("group", "city").order_by("group__name_key", "starts_on"))


def _lasts(period: Any, day: date) -> bool:
    return bool(period.starts_on <= day and (period.ends_on is None or period.ends_on >= day))


def _colleagues(
    posts: list[Post],
    memberships: list[GroupMembership],
    seats: list[Mandate],
    coming: Coming,
    today: date,
) -> list[Colleague]:
    groups: defaultdict[int, list[Group]] = defaultdict(list)
    for membership in memberships:
        if _lasts(membership, today):
            groups[membership.person_id].append(membership.group)
    held: defaultdict[int | None, list[Mandate]] = defaultdict(list)
    for seat in seats:
        if _lasts(seat, today):
            held[seat.person_id].append(seat)
    return [
        Colleague(
            post,
            _without_seats(groups[post.person_id], held[post.person_id]),
            held[post.person_id],
            coming.parts.get(post.person_id, []),
        )
        for post in posts
    ]


def _without_seats(groups: list[Group], seats: list[Mandate]) -> list[Group]:
    """A group in which somebody holds a seat is named once."""
    return [group for group in groups if group not in {seat.group for seat in seats}]


def _vacant(seats: list[Mandate], posts: list[Post], today: date) -> Iterator[Open]:
    """Seats of the city that nobody with a post in it holds."""
    people = {post.person_id for post in posts}
    for seat in seats:
        if seat.person_id not in people:
            yield Open("seat", seat, seat.starts_on if seat.starts_on > today else None)


def _lost(posts: list[Post], memberships: list[GroupMembership], today: date) -> Iterator[Open]:
    """Groups that lost the city's last person in them with that person's post."""
    ends = {(post.person_id, post.ends_on) for post in posts if post.ends_on}
    lost = {
        membership.group: membership.ends_on
        for membership in memberships
        if membership.ends_on and (membership.person_id, membership.ends_on) in ends
    }
    for group, last_on in lost.items():
        after = last_on + timedelta(days=1)
        others = (each for each in memberships if each.group_id == group.pk)
        if not any(each.ends_on is None or each.ends_on >= after for each in others):
            yield Open("place", group, after if after > today else None)


@transaction.atomic
def fill(*, city: City, key: str, person: Person, by: Person | None) -> Open:
    """Name a colleague for something open: the seat, the place or the meeting is that person's from today."""
    kind, _sign, number = key.partition("-")
    if kind != "registration":
        # Of two who fill the same at once, the second finds it filled; what holds a seat takes its meeting's row first.
        City.objects.select_for_update(no_key=True).get(pk=city.pk)
    today = timezone.localdate()
    if not city.posts.current().filter(person=person).exists():
        raise ValidationError(
            _("%(name)s holds no post in %(city)s today. Nothing was changed."),
            params={"name": person.name, "city": city.name},
        )
    found = _found(city, kind, digits.number(number))
    match found.row:
        case Mandate():
            from_on = max(today, found.row.starts_on)
            mandates.pass_mandate(mandate=found.row, person=person, from_on=from_on, by=by)
        case Group():
            places.nominate(person=person, city=city, group=found.row, by=by)
        case Registration():
            let_come(registration=found.row, person=person, by=by)
        case meeting:
            name_organiser(meeting=meeting, person=person, by=by)
    return found


def _found(city: City, kind: str, number: int) -> Open:
    """What a key names, if it is still the city's to decide."""
    row: Any = None
    if kind == "seat":
        people = city.posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
        vacant = city.mandates.exclude(person__in=people.values("person"))
        row = vacant.filter(pk=number).select_related("group", "city").first()
    elif kind == "place":
        row = Group.objects.open().filter(pk=number).first()
    elif kind == "registration":
        row = next((each for each, _on in of_leavers(city) if each.pk == number), None)
    elif kind == "meeting":
        hosted = Meeting.objects.hosted_by(city).upcoming().exclude(state="cancelled")
        row = hosted.filter(pk=number, organisers__isnull=True).first()
    if row is None:
        raise ValidationError(
            _("This was decided meanwhile, or is not for your city to decide. Nothing was changed.")
        )
    return Open(kind, row)
