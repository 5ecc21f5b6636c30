"""Through whose eyes the page of registering is looked at: people who are made up within a transaction that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import City, CityMembership, Person, Post
from members.reader import LinkScope, Reader
from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationSettings
from visits.preview import Ahead, as_if_published
from visits.registration.seats import ONLINE, ROOM, Place, main_place
from visits.registration.seen import seats_seen
from visits.registration.window import settings_of


class Eyes(models.TextChoices):
    """Who looks."""

    MEMBER = "member", gettext_lazy("A representative who registers")
    SEATED = "seated", gettext_lazy("A representative with a seat")
    WAITING = "waiting", gettext_lazy("A representative who waits")
    GUEST = "guest", gettext_lazy("A guest who is invited")
    STRANGER = "stranger", gettext_lazy("A stranger")


STATES: Final = {
    Eyes.SEATED: ClaimState.CONFIRMED,
    Eyes.WAITING: ClaimState.WAITING,
    Eyes.GUEST: ClaimState.INVITED,
}


@contextmanager
def looking(meeting: Meeting, eyes: Eyes, by: Person) -> Iterator[tuple[Reader, Ahead]]:
    """Within: the meeting is published, its registration is open, and there is somebody with these eyes. Afterwards
    nothing of it ever was.
    """
    with as_if_published(meeting, by) as ahead:
        _open(ahead)
        yield _reader(ahead.meeting, eyes), ahead


def _open(ahead: Ahead) -> None:
    """Where it opens later or has closed it is shown open; dates that are not fixed, and a meeting that has begun, stay."""
    settings = settings_of(ahead.meeting)
    changed: dict[str, None] = {}
    if settings.opens_later:
        changed["opens_at"] = None
        ahead.notes.append(_("registration has not opened yet"))
    if settings.has_closed and not _is_selected(settings):
        changed["closes_at"] = None
        ahead.notes.append(_("registration has closed"))
    if changed:
        RegistrationSettings.objects.filter(pk=settings.pk).update(**changed)


def _is_selected(settings: RegistrationSettings) -> bool:
    return settings.allocation == RegistrationSettings.Allocation.BY_SELECTION


def _reader(meeting: Meeting, eyes: Eyes) -> Reader:
    if eyes == Eyes.STRANGER:
        return Reader()
    is_guest = eyes == Eyes.GUEST
    name = _("A guest") if is_guest else _("A representative")
    person = Person(name=name, email="you@preview.invalid", is_active=not is_guest)
    person.set_unusable_password()
    person.save()
    city = None if is_guest else _city(person)
    if eyes not in STATES:
        return Reader(person=person, has_second_factor=True)
    registration = _register(meeting, person, city, STATES[eyes])
    if not is_guest:
        return Reader(person=person, has_second_factor=True)
    scope = LinkScope(
        "guest", meeting.pk, registration_id=registration.pk, stands=registration.state
    )
    return Reader(scope=scope)


def _city(person: Person) -> City:
    """A member city of nobody else's, so that what is said of its seats is true of every city that has registered nobody."""
    city = City.objects.create(
        name=_("Your city"),
        slug="your-city-in-a-preview",
        country_code="BE",
        country="Belgium",
        latitude="50.8503",
        longitude="4.3517",
        time_zone="Europe/Brussels",
    )
    today = timezone.localdate()
    CityMembership.objects.create(city=city, kind=CityMembership.Kind.FULL, starts_on=today)
    Post.objects.create(person=person, city=city, starts_on=today)
    return city


def _register(meeting: Meeting, person: Person, city: City | None, state: str) -> Registration:
    """A row and its claim, where there is a registration at all. A seat beyond the last is not taken, but shown."""
    registration = Registration.objects.create(
        meeting=meeting,
        person=person,
        city=city,
        state=state,
        registered_by=person,
        answered_at=timezone.now(),
        is_guest=city is None,
        organisation="" if city else _("Your organisation"),
    )
    settings = settings_of(meeting)
    if state == ClaimState.CONFIRMED:
        RegistrationSettings.objects.filter(meeting=meeting).update(
            room_seats=_one_more(settings.room_seats), online_seats=_one_more(settings.online_seats)
        )
    if state == ClaimState.WAITING:
        _fill(meeting)
    Claim.objects.create(
        registration=registration,
        meeting=meeting,
        what=main_place(meeting).what,
        city=city,
        state=state,
        number=settings.last_number + 1,
    )
    return registration


def _fill(meeting: Meeting) -> None:
    """Nobody waits where there is a seat: there are as many as are held."""
    seats = seats_seen(meeting, shown=False)
    RegistrationSettings.objects.filter(meeting=meeting).update(
        room_seats=seats.held(Place(ROOM)), online_seats=seats.held(Place(ONLINE))
    )


def _one_more(seats: int | None) -> int | None:
    return None if seats is None else seats + 1
