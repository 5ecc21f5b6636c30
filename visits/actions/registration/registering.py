"""Registering for a meeting: by the person, by who decides for a city, by those who prepare; and inviting to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.delegation import coordinators_of, passes_to_staff_at
from members.models import City, GroupMembership, Person
from members.models.periods import lasts_on
from visits.actions.registration.answers import keep_said
from visits.actions.registration.book import Book, opened
from visits.actions.registration.keeping import allotment_in
from visits.models import (
    Allotment,
    Claim,
    ClaimState,
    Meeting,
    Registration,
    Speaker,
)
from visits.registration.approval import who_approves
from visits.registration.saying import Said
from visits.registration.seats import Place
from visits.registration.states import PREPARERS, Actor
from visits.registration.window import why_closed, why_none
from visits.registration.wishes import Wish


@transaction.atomic
def register(
    *,
    meeting: Meeting,
    person: Person,
    city: City | None,
    wish: Wish,
    by: Person | None,
    actor: Actor,
    role: str = "",
    organisation: str = "",
    copy_to: str = "",
    is_guest: bool = False,
    kept: str = "",
    said: Said | None = None,
) -> Registration:
    """Register ``person`` for a meeting, at the end of the line; with a seat at once where nobody is to answer first.

    ``city`` is that for which the person comes, none for a guest of no city; ``kept`` says for whom the seat is, where
    that does not follow from who comes; ``said`` is what the person answers at once.
    Staff and chairs may register after it has closed; nobody once it has begun. Raises ValidationError for who is
    registered already, or was invited.
    """
    with opened(meeting, by=by, actor=actor) as book:
        check_window(book)
        wish.check(book.meeting, book.seats.options)
        book.check_not_registered(person)
        registration = _begin(
            book,
            person,
            city=city,
            role=role,
            organisation=organisation,
            copy_to=copy_to,
            is_guest=is_guest,
            kept=kept,
        )
        ask_approval(book, registration)
        registration.save()
        _claim(book, registration, wish, "register")
        if said is not None:
            keep_said(registration, said)
    return registration


@transaction.atomic
def invite(
    *,
    meeting: Meeting,
    person: Person,
    city: City | None,
    by: Person | None,
    actor: Actor,
    role: str = "",
    organisation: str = "",
    is_guest: bool = False,
    until_at: datetime | None = None,
) -> Registration:
    """Invite ``person``: no seat is held; whoever accepts needs nobody's approval, and joins the line then."""
    with opened(meeting, by=by, actor=actor) as book:
        check_window(book)
        given = {"role": role, "organisation": organisation, "is_guest": is_guest}
        return invite_in(book, person, city=city, until_at=until_at, **given)


def invite_in(
    book: Book, person: Person, *, city: City | None, until_at: datetime | None, **given: Any
) -> Registration:
    """The same in a book that is open; what is refused is so before anything is changed."""
    book.check_not_registered(person)
    registration = _begin(book, person, city=city, **given)
    registration.state = ClaimState.INVITED
    registration.save()
    place, number = Wish.simplest(book.meeting).places[0], book.next_number()
    state = ClaimState.INVITED
    book.claim(registration, place, verb="invite", number=number, state=state, until_at=until_at)
    return registration


@transaction.atomic
def accept_invitation(
    *,
    registration: Registration,
    wish: Wish,
    by: Person | None,
    actor: Actor,
    said: Said | None = None,
) -> Registration:
    """Take the seat that one was invited to, or join the line: as registering now, without anybody's approval, and also
    once registration has closed for others. ``said`` is what the person answers at once, also after the time for that.
    """
    with opened(registration.meeting, by=by, actor=actor) as book:
        found = book.registration(registration)
        if sentence := why_none(book.meeting, book.settings):
            raise ValidationError(sentence, code="closed")
        wish.check(book.meeting, book.seats.options)
        attending = book.to_attend(found)
        invited = next((one for one in attending if one.state == ClaimState.INVITED), None)
        if invited is None or _has_run_out(invited):
            raise ValidationError(_("This invitation does not hold any more."), code="state")
        number = book.next_number()
        first, *others = wish.places
        invited.number, invited.what = number, first.what
        book.change(invited, "accept_invitation")
        others += [Place(Claim.What.OPTION, pk) for pk in sorted(wish.options)]
        for place in others:
            if not (place.option_id is None and invited.state == ClaimState.CONFIRMED):
                book.claim(found, place, verb="register", number=number)
        if said is not None:
            keep_said(found, said)
    return found


def _has_run_out(claim: Claim) -> bool:
    """Whether its time is over, though the job that says so has not come by yet."""
    return claim.until_at is not None and claim.until_at <= timezone.now()


def _begin(
    book: Book, person: Person, *, city: City | None, kept: str = "", **given: Any
) -> Registration:
    registration = Registration(
        meeting=book.meeting,
        person=person,
        city=city,
        state=ClaimState.PENDING,
        registered_by=book.by,
        **given,
    )
    registration.allotment = allotment_in(book, kept) if kept else kept_for(book, registration)
    # What was typed; that all of it fits together is made so here, and held by the database.
    registration.clean_fields(exclude=["meeting", "person", "city", "allotment", "registered_by"])
    return registration


def _claim(book: Book, registration: Registration, wish: Wish, verb: str) -> None:
    """A claim for each thing wished, all with one place in line; a seat online only while there is none in the room."""
    number = book.next_number()
    pending = ClaimState.PENDING if is_held_back(book, registration) else None
    for place in wish.places:
        made = book.claim(registration, place, verb=verb, number=number, state=pending)
        if made.state == ClaimState.CONFIRMED:
            break
    for option in sorted(wish.options):
        book.claim(
            registration, Place(Claim.What.OPTION, option), verb=verb, number=number, state=pending
        )


def is_held_back(book: Book, registration: Registration) -> bool:
    """Somebody is to approve, or to select, before there is a seat."""
    is_unanswered = registration.approval != "" and registration.approved_at is None
    return is_unanswered or book.settings.is_to_be_selected


def ask_approval(book: Book, registration: Registration) -> None:
    """Note who is to approve, and from when on staff may as well."""
    registration.approval = approval_for(book, registration)
    if registration.approval == Registration.By.CITY and registration.city is not None:
        registration.to_staff_at = passes_to_staff_at(registration.city)
    elif registration.approval == Registration.By.STAFF:
        registration.to_staff_at = timezone.now()


def approval_for(book: Book, registration: Registration) -> str:
    """Who is to approve: nobody for members of the group unless set otherwise, nor for what the approver asks for."""
    if book.actor in PREPARERS or registration.is_guest:
        return Registration.By.NOBODY
    person, city = registration.person, registration.city
    return who_approves(
        book.settings,
        is_of_group=lambda: _is_of_groups(book.meeting, person),
        has_city=city is not None,
        decides_for_city=lambda: (
            book.actor == Actor.CITY or (city is not None and person in coordinators_of(city))
        ),
    )


def _is_of_groups(meeting: Meeting, person: Person) -> bool:
    """Has a place today in one of the groups whose meeting it is."""
    groups = Q(group=meeting.lead_group_id) | Q(group__in=meeting.joint_groups.values("pk"))
    return GroupMembership.objects.filter(groups, lasts_on(), person=person).exists()


def kept_for(book: Book, registration: Registration) -> Allotment | None:
    """The seats kept for the host's team, speakers or staff, if the person is one of these."""
    kinds = {one.kind: one for one in book.seats.allotments}
    if not kinds:
        return None
    person, meeting = registration.person, book.meeting
    hosts = set(meeting.host_rows.values_list("city", flat=True))
    is_host = registration.city_id in hosts or meeting.organisers.filter(person=person.pk).exists()
    speaks = Speaker.objects.filter(item__day__meeting=meeting, person=person.pk).exists()
    for kind, fits in (("staff", bool(person.office)), ("speakers", speaks), ("host", is_host)):
        if fits and kind in kinds:
            return kinds[kind]
    return None


def check_window(book: Book) -> None:
    """Staff and chairs add people also before it has opened and after it has closed."""
    why = why_none if book.actor in PREPARERS else why_closed
    if sentence := why(book.meeting, book.settings):
        raise ValidationError(sentence, code="closed")
