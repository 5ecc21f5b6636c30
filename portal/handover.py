"""What hangs on a person who leaves a city, how each thing is passed on, and the one transaction in which all is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import mandates, posts
from members.actions.groups import join_group
from members.actions.people import begin_post
from members.delegation import colleagues_after
from members.models import City, GroupMembership, Mandate, Person, Post
from members.models.periods import lasts_on
from members.reader import STAFF_OFFICES
from portal import leaving_letters as letters
from portal.city_desk_registrations import coming_of, ends_before, let_come
from portal.leaving_letters import Leaving
from portal.lib import digits
from portal.lib.dates import when
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.contacts import name_contact
from visits.actions.organisers import replace_organiser
from visits.models import Meeting, Organiser, Registration

# Every relation to a person by "model.field", and what becomes of it when a post ends. These are handed over, each under
# a word for it;
HANDED_OVER: Final = {
    "members.mandate.person": "mandate",
    "members.groupmembership.person": "place",
    "visits.organiser.person": "organiser",
    "visits.registration.person": "registration",
    "members.group.staff_contact": "group_contact",
    "visits.meeting.staff_contact": "meeting_contact",
}
# and these stay as they are, each for its reason. Who did something (a field ending in ``_by``) stays who did it.
STAYS: Final = {
    "members.post.person": "it is what ends; a post in another city goes on",
    "members.grouprequest.person": "what was asked in the city's name is taken back by end_post",
    "members.accessrequest.person": "asks another city, which answers",
    "members.invitation.person": "whoever invited decides",
    "members.addresschange.person": "the person's own, whatever the post",
    "members.consent.person": "the person's own, whatever the post",
    "visits.attendance.person": "the past keeps the city of that day",
    "visits.registrationsettings.security_readers": "who prepares the meeting names these",
    "visits.registrationsettings_security_readers.person": "the same",
    "visits.speaker.person": "the programme is its editors', who see the name",
    "documents.download.person": "the log of what was downloaded",
    "portal.message.person": "mail that was sent",
    "portal.autosave.person": "what the person was writing, which goes after a month",
    "account.emailaddress.user": "the way in, which stays: access follows posts",
    "mfa.authenticator.user": "the way in, which stays: access follows posts",
    "usersessions.usersession.user": "the way in, which stays: access follows posts",
    "socialaccount.socialaccount.user": "the way in, which stays: access follows posts",
}


@dataclass(frozen=True)
class Thing:
    """One thing that hangs on a person: its kind is a word of HANDED_OVER, its row what would be passed on."""

    kind: str
    row: Any

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def is_for_staff(self) -> bool:
        """The secretariat names its contacts among its own people."""
        return self.kind in {"group_contact", "meeting_contact"}

    @property
    def stays(self) -> bool:
        """What is not given back when nobody is named for it: the city decides whether a colleague comes."""
        return self.kind == "registration"

    def __str__(self) -> str:
        match self.row:
            case Mandate():
                seat = self.row.get_kind_display().capitalize()
                return _("%(seat)s of %(group)s") % {"seat": seat, "group": self.row.group}
            case GroupMembership():
                return _("Place in %(group)s") % {"group": self.row.group}
            case Organiser():
                meeting = self.row.meeting
                said = {"meeting": meeting.title, "when": when(meeting)}
                return _("Organising “%(meeting)s”, %(when)s") % said
            case Registration():
                meeting = self.row.meeting
                said = {"meeting": meeting.title, "when": when(meeting)}
                return _("Registration for “%(meeting)s”, %(when)s") % said
            case _row:
                return _("Staff contact of %(what)s") % {"what": _row}


@transaction.atomic
def end_post(
    *, post: Post, until: date, successors: Mapping[str, Person], by: Person | None
) -> list[Thing]:
    """End a post with ``until``, and hand over what hangs on the person: a thing's key names its successor.

    What nobody is named for is not left with who is gone: a seat becomes vacant, a place ends, a meeting loses its
    organiser. These are given back; a registration stays as it is; and all is listed for the city to decide. All of it
    is done, or nothing.
    """
    passed = _end(post, until, successors, by)
    goes_on = _other_posts(post, until).select_related("city")
    letters.tell_who_leaves(
        Leaving(post, until, passed, by), still_in=[other.city.name for other in goes_on]
    )
    return [thing for thing, to in passed if to is None]


@transaction.atomic
def move_post(
    *,
    post: Post,
    city: City,
    until: date,
    kind: str,
    title: str,
    successors: Mapping[str, Person],
    by: Person | None,
) -> Post:
    """Let a person represent another city from the day after ``until``; what hung on the post here stays behind."""
    if city == post.city:
        raise ValidationError(_("That is the city of this post. Choose another one."))
    passed = _end(post, until, successors, by)
    on = until + timedelta(days=1)
    begun = begin_post(
        person=post.person, city=city, starts_on=on, kind=Post.Kind(kind), title=title, by=by
    )
    letters.tell_who_moves(Leaving(post, until, passed, by), city=city)
    return begun


def _end(
    post: Post, until: date, successors: Mapping[str, Person], by: Person | None
) -> list[tuple[Thing, Person | None]]:
    """What hung on the person, now passed on, each with its successor."""
    _take_meetings(successors)
    _hold(post.person, *successors.values())
    posts.end_post(post=post, until=until, by=by)
    things = things_of(post, until)
    _check(things, successors, post, until)
    for thing in things:
        _pass_on(thing, until, successors.get(thing.key), by)
    if not _other_posts(post, until).exists():
        for place in _places(post.person, until):
            place.end(until)
    passed = [(thing, successors.get(thing.key)) for thing in things]
    letters.tell_those_concerned(Leaving(post, until, passed, by))
    return passed


# What hangs ---------------------------------------------------------------------------------------


def things_of(post: Post, until: date) -> list[Thing]:
    """What hangs on the holder of a post for longer than until ``until``.

    Seats are the city's. Places in groups, and meetings to prepare, are the city's as well, unless another post goes
    on: then only the meetings that this city hosts are. A closed group asks for nobody.
    """
    person, goes_on = post.person, _other_posts(post, until).exists()
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=until)
    found: list[tuple[str, Any]] = [
        (
            "mandate",
            person.mandates.filter(
                still, city=post.city, group__closed_on__isnull=True
            ).select_related("group", "city"),
        ),
    ]
    if not goes_on:
        found.append(("place", _places(person, until).filter(group__closed_on__isnull=True)))
    found.append(("organiser", _organised(post, until, goes_on=goes_on)))
    asked = coming_of(post.city, post.person)
    found.append(("registration", [one for one in asked if ends_before(one.meeting, until)]))
    if person.office not in STAFF_OFFICES and not goes_on:
        found.append(("group_contact", person.contact_for_groups.open()))
        coming = Meeting.objects.upcoming().filter(staff_contact=person)
        found.append(("meeting_contact", coming))
    return [Thing(kind, row) for kind, rows in found for row in rows]


def _places(person: Person, until: date) -> Any:
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=until)
    return person.group_memberships.filter(still).select_related("group")


def _organised(post: Post, until: date, *, goes_on: bool) -> Any:
    """The meetings still to come after ``until`` that the person prepares, dated or not."""
    coming = Meeting.objects.upcoming().exclude(state=Meeting.State.CANCELLED)
    coming = coming.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=until))
    if goes_on:
        coming = coming.hosted_by(post.city)
    organised = post.person.organised.filter(meeting__in=coming.order_by().values("pk"))
    return organised.select_related("meeting")


def _other_posts(post: Post, until: date) -> Any:
    """Those that the person holds elsewhere on the day after."""
    others = post.person.posts.exclude(pk=post.pk)
    return others.filter(lasts_on(until + timedelta(days=1)))


def heirs_of(post: Post, until: date) -> Any:
    """Who may take over: those who hold a post in the city today and go on after ``until``."""
    return colleagues_after(max(until, timezone.localdate()), post.city).exclude(pk=post.person_id)


# Passing on ---------------------------------------------------------------------------------------


def _check(things: list[Thing], successors: Mapping[str, Person], post: Post, until: date) -> None:
    """The successors may take over, and what they were named for still hangs on the person."""
    known = {thing.key: thing for thing in things}
    heirs = set(heirs_of(post, until).values_list("pk", flat=True))
    for key, person in successors.items():
        if key not in known:
            raise ValidationError(
                _("What %(name)s holds has changed meanwhile. Nothing was changed: look again."),
                params={"name": post.person.name},
            )
        may = person.office in STAFF_OFFICES if known[key].is_for_staff else person.pk in heirs
        if not may:
            raise ValidationError(
                _("%(name)s cannot take over: %(thing)s. Nothing was changed."),
                params={"name": person.name, "thing": str(known[key])},
            )


def _pass_on(thing: Thing, until: date, to: Person | None, by: Person | None) -> None:
    """To ``to``, or to nobody yet."""
    row, after = thing.row, until + timedelta(days=1)
    # Nobody is given anything for days that are over.
    from_on = after if to is None else max(after, timezone.localdate())
    match thing.kind:
        case "mandate":
            from_on = max(from_on, row.starts_on)
            mandates.pass_mandate(mandate=row, person=to, from_on=from_on, by=by)
        case "place":
            row.end(until)
            LogEntry.objects.record("end_place", row.group, by=by, person=row.person_id)
            if to is not None:
                _give_place(row, from_on, to, by)
        case "organiser":
            replace_organiser(organiser=row, to=to, by=by)
        case "registration" if to is not None:
            let_come(registration=row, person=to, by=by)
        case "group_contact" if to is not None:
            row.staff_contact = to
            row.save(update_fields=["staff_contact"])
            LogEntry.objects.record("name_contact", row, by=by, contact=to.pk)
        case "meeting_contact" if to is not None:
            name_contact(meeting=row, person=to, by=by)


def _give_place(left: GroupMembership, from_on: date, to: Person, by: Person | None) -> None:
    """Let ``to`` have the place from a day on, who may have one already or be about to."""
    theirs = to.group_memberships.filter(group=left.group).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=from_on)
    )
    if (arranged := theirs.order_by("starts_on").first()) is None:
        join_group(group=left.group, person=to, starts_on=from_on, by=by)
    elif arranged.starts_on > from_on:
        arranged.starts_on = from_on
        arranged.save(update_fields=["starts_on"])


def _take_meetings(successors: Mapping[str, Person]) -> None:
    """Those at which a colleague is to come instead: what counts seats takes the meeting's row before all others."""
    keys = (key.partition("-") for key in successors)
    numbers = [digits.number(number) for kind, _sign, number in keys if kind == "registration"]
    for meeting in Meeting.objects.filter(registrations__in=numbers).order_by("pk").distinct():
        rows.take(meeting)


def _hold(*people: Person) -> None:
    """Lock them, always in the same order, so that no two who hand over to each other's people wait for each other."""
    wanted = {person.pk for person in people}
    locked = Person.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    list(locked.order_by("pk").values_list("pk"))
