"""In which standing a reader acts on a registration: pure questions, which screens and views ask before any action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from members.models import City, Person, Post
from members.models.periods import lasts_on
from visits.models import ClaimState, Meeting, Registration
from visits.registration.states import TRANSITIONS, Actor

if TYPE_CHECKING:
    from members.reader import Reader


def chairs(reader: Reader, meeting: Meeting) -> bool:
    """Holds the mandate of one of the meeting's groups. Joint ones are asked for only where that is left to know."""
    chaired = reader.chaired_group_ids
    if not chaired or meeting.lead_group_id in chaired:
        return bool(chaired)
    return meeting.joint_groups.filter(pk__in=chaired).exists()


def actors_in(reader: Reader, meeting: Meeting) -> frozenset[Actor]:
    """As what a reader may prepare the registration of a meeting: staff, and the chairs of its groups."""
    found = {Actor.STAFF} if reader.is_staff else set()
    if chairs(reader, meeting):
        found.add(Actor.CHAIR)
    return frozenset(found)


def actors_on(reader: Reader, registration: Registration) -> frozenset[Actor]:
    """As what a reader may act on one registration; organisers see it, and decide nothing."""
    found = set(actors_in(reader, registration.meeting))
    if is_own(reader, registration):
        found.add(Actor.PERSON)
    if registration.city_id in reader.coordinated_city_ids:
        found.add(Actor.CITY)
    return frozenset(found)


def is_own(reader: Reader, registration: Registration) -> bool:
    """The reader's own: signed in, or come by its signed link."""
    if reader.person is not None:
        return reader.person.pk == registration.person_id
    return reader.scope is not None and reader.scope.registration_id == registration.pk


def may(reader: Reader, verb: str, registration: Registration) -> Actor | None:
    """As whom the reader may do it now; none when not at all. The person's own comes first, then the city."""
    row = TRANSITIONS[verb]
    if registration.state not in row.before:
        return None
    for actor in (Actor.PERSON, Actor.CITY, Actor.CHAIR, Actor.STAFF):
        if actor in row.who and actor in actors_on(reader, registration):
            if verb in {"approve", "refuse"} and not is_asked(actor, registration):
                continue
            return actor
    return None


def is_asked(actor: Actor, registration: Registration) -> bool:
    """Whether the answer to a request is this one's to give: the city's while it is asked, or theirs to whom it passed."""
    if registration.state != ClaimState.PENDING or registration.approved_at is not None:
        return False
    if registration.approval == Registration.By.CITY:
        passed = registration.to_staff_at
        return actor == Actor.CITY or (passed is not None and passed <= timezone.now())
    return registration.approval == Registration.By.STAFF and actor in {Actor.CHAIR, Actor.STAFF}


def is_left_to_others(actor: Actor, registration: Registration) -> bool:
    """Still to be approved by somebody else, whose time for it is not over: no selection answers it."""
    is_open = registration.approval != "" and registration.approved_at is None
    return is_open and not is_asked(actor, registration)


def speaks_for(person: Person, city: City | None) -> bool:
    """Holds a post in the city today; staff come for none, and are no guests."""
    if city is None:
        return person.is_active and bool(person.office)
    return Post.objects.filter(lasts_on(), person=person, city=city).exists()
