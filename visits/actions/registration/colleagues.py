"""Registering colleagues for a city: people it knows, and new ones, who represent it from that day on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions.invitations import invite_known
from members.actions.people import begin_post, known_or_added
from members.models import City, Invitation, Person, Post
from members.models.periods import lasts_on
from members.places import Places
from portal.lib import locks
from portal.lib.names import fold
from visits.actions import rows
from visits.actions.registration.leaving import substitute
from visits.actions.registration.registering import register
from visits.models import Meeting, Registration
from visits.registration.states import Actor
from visits.registration.wishes import Wish


@dataclass(frozen=True)
class Named:
    """A colleague as a coordinator names one: somebody the city knows, or a name with an address in its normal spelling."""

    person: Person | None = None
    name: str = ""
    email: str = ""
    role: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one who was named: a registration, or why there is none."""

    named: Named
    registration: Registration | None = None
    refusal: ValidationError | None = None

    @property
    def is_registered_already(self) -> bool:
        return getattr(self.refusal, "code", "") == "registered"


@transaction.atomic
def register_colleagues(
    *, meeting: Meeting, city: City, colleagues: Sequence[Named], by: Person, actor: Actor
) -> list[Outcome]:
    """Register each for ``city``, one after the other under one lock, so that seats go in the order of the list.

    Each stands alone: what one is refused for changes nothing for the others (docs/decisions/0134). All are asked to
    be in the main place and for nothing else; the rest each person says. Who is new represents the city from today
    on, and is invited to an account.
    """
    meeting = rows.take(meeting)
    _hold(colleagues)
    outcomes = [_registered(meeting, city, named, by, actor) for named in colleagues]
    _invite(outcomes, city, by)
    return outcomes


@transaction.atomic
def substitute_colleague(
    *,
    registration: Registration,
    colleague: Named,
    by: Person,
    actor: Actor,
    version: int | None = None,
) -> Registration:
    """Let a colleague come instead, who may be new: as ``leaving.substitute`` does, which says what is handed on."""
    city = registration.city
    if city is None:
        raise ValidationError(_("This registration is for no city. Nothing was changed."))
    if registration.is_guest:
        raise ValidationError(
            _("A guest’s place is the guest’s own. Ask the secretariat. Nothing was changed.")
        )
    rows.take(registration.meeting)
    _hold([colleague])
    person = _person_of(colleague, city, by)
    taken = substitute(
        registration=registration,
        person=person,
        by=by,
        actor=actor,
        role=colleague.role,
        version=version,
    )
    _invite([Outcome(colleague, taken)], city, by)
    return taken


def _registered(meeting: Meeting, city: City, named: Named, by: Person, actor: Actor) -> Outcome:
    try:
        with transaction.atomic():
            registration = register(
                meeting=meeting,
                person=_person_of(named, city, by),
                city=city,
                wish=Wish.simplest(meeting),
                by=by,
                actor=actor,
                role=named.role,
            )
    except ValidationError as refusal:
        return Outcome(named, refusal=refusal)
    return Outcome(named, registration)


# Who it is ----------------------------------------------------------------------------------------


def _person_of(named: Named, city: City, by: Person) -> Person:
    """The colleague, who is added if nobody has the address.

    Raises ValidationError. Of people whom the city does not know nothing is learned: an address of another city, of
    the secretariat and of a login that was closed are refused with the same sentence.
    """
    if named.person is not None:
        return _of_the_city(named.person, city)
    colleague = Person.objects.with_post_in(city).filter(email=named.email).first()
    if colleague is not None:
        return _meant(colleague, named)
    _check_domain(named.email, city)
    person, is_new = known_or_added(name=named.name, email=named.email, by=by)
    if not is_new and not _comes_back(person, city):
        raise ValidationError(
            _(
                "This address cannot be registered for %(city)s from here. Invite the person to %(city)s first, or ask the secretariat."
            )
            % {"city": city.name},
            code="elsewhere",
        )
    begin_post(person=person, city=city, starts_on=timezone.localdate(), by=by)
    return person


def _of_the_city(person: Person, city: City) -> Person:
    if not Post.objects.filter(lasts_on(), person=person, city=city).exists():
        raise ValidationError(
            _("%(name)s does not represent %(city)s. Nothing was changed.")
            % {"name": person.name, "city": city.name}
        )
    return person


def _meant(colleague: Person, named: Named) -> Person:
    """The colleague who has the address, if a part of the name is the same: else one of the two is mistyped."""
    if not set(fold(named.name).split()) & set(fold(colleague.name).split()):
        raise ValidationError(
            _("This is the address of %(name)s. Choose that colleague, or correct the address.")
            % {"name": colleague.name},
            code="of another",
        )
    return colleague


def _comes_back(person: Person, city: City) -> bool:
    """Represented this city once, and today nobody: as whoever is new."""
    lasting = person.posts.exclude(ends_on__lt=timezone.localdate())
    is_free = person.is_active and not person.office and not lasting.exists()
    return is_free and person.posts.filter(city=city).exists()


def _check_domain(email: str, city: City) -> None:
    """Whose addresses are the city's, its domains say: as for whom its coordinators invite."""
    places = Places.load()
    if not places.is_of_city(email, city):
        raise ValidationError(
            _(
                "This is no address of %(city)s (%(domains)s). Use the person’s address there, or ask the secretariat."
            )
            % {"city": city.name, "domains": ", ".join(places.domains[city.pk])},
            code="domain",
        )


# What goes with it --------------------------------------------------------------------------------


def _hold(colleagues: Iterable[Named]) -> None:
    """So that nobody adds one of them at the same time; always in one order, so that two lists do not wait for each other."""
    for email in sorted({named.email for named in colleagues if named.person is None}):
        locks.hold(f"person {email}")


def _invite(outcomes: Iterable[Outcome], city: City, by: Person) -> None:
    """To an account, whoever was named by address and has none: by an invitation that is open already, or a new one."""
    people = [
        each.registration.person_id
        for each in outcomes
        if each.registration is not None and each.named.person is None
    ]
    if not people:
        return
    invited = Invitation.objects.open().filter(city=city).values("email")
    posts = Post.objects.filter(person__in=people, city=city).exclude(person__email__in=invited)
    invite_known(posts=posts, by=by)
