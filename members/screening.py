"""What will happen to each entry of a list of people to invite, said before it happens and asked again when it does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from members import names
from members.invitees import Invitee
from members.models import City, Group, Invitation, Person, Post
from members.models.periods import lasts_on
from members.places import Places
from members.reader import Reader
from portal.lib import addresses
from portal.lib.names import fold

KINDS: Final = {
    "": "",
    "representative": Post.Kind.REPRESENTATIVE,
    "coordinator": Post.Kind.COORDINATOR,
}


class Outcome(StrEnum):
    """What becomes of an entry: it is invited, it is left with a reason, or a yes is missing."""

    INVITED = "invited"
    LEFT = "left"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What holds for all entries that do not say otherwise; ``second_posts`` is the yes to people of other cities."""

    city: City | None = None
    kind: Post.Kind = Post.Kind.REPRESENTATIVE
    office: Person.Office = Person.Office.NONE
    groups: tuple[Group, ...] = ()
    second_posts: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One entry, what becomes of it, why, and as what it is invited."""

    invitee: Invitee
    outcome: Outcome = Outcome.INVITED
    reason: str = ""
    city: City | None = None
    kind: Post.Kind = Post.Kind.REPRESENTATIVE
    office: Person.Office = Person.Office.NONE
    groups: tuple[Group, ...] = ()
    person: Person | None = None

    @property
    def is_invited(self) -> bool:
        return self.outcome == Outcome.INVITED


class _LeftError(Exception):
    """This entry stays in the box, for the reason given."""

    def __init__(self, reason: str, outcome: Outcome = Outcome.LEFT) -> None:
        super().__init__(reason)
        self.outcome = outcome


@dataclass
class _Known:
    """What the records say about the addresses of one list: as many queries for one entry as for thousands."""

    people: dict[str, Person] = field(default_factory=dict)
    held: dict[int, list[Post]] = field(default_factory=dict)
    invited: dict[tuple[str, int | None], Invitation] = field(default_factory=dict)
    seen: dict[tuple[str, int | None], int] = field(default_factory=dict)


def screen(invitees: Sequence[Invitee], asked: Asked, reader: Reader) -> list[Verdict]:
    """What becomes of each entry if ``reader`` invites them now.

    Coordinators invite to their own cities, to addresses of the city's domains where it has any, and learn nothing
    about people of other cities: to them an address that is known elsewhere and one that nobody knows are the same.
    """
    places = Places.load()
    known = _known([each.email for each in invitees if not each.fault])
    return [_verdict(each, asked, reader, places, known) for each in invitees]


def _known(emails: list[str]) -> _Known:
    """Posts are asked for whether anybody is known or not: nobody learns it from the queries."""
    posts = Post.objects.filter(lasts_on(), person__email__in=emails).select_related("city")
    held: defaultdict[int, list[Post]] = defaultdict(list)
    for post in posts:
        held[post.person_id].append(post)
    people = Person.objects.filter(email__in=emails)
    invited = Invitation.objects.open().filter(email__in=emails)
    return _Known(
        {str(person.email): person for person in people},
        held,
        {(each.email, each.city_id): each for each in invited},
    )


def _verdict(
    invitee: Invitee, asked: Asked, reader: Reader, places: Places, known: _Known
) -> Verdict:
    verdict = Verdict(invitee=invitee)
    try:
        _check_words(invitee)
        verdict = _asked_for(verdict, asked, reader, places)
        _check_once(verdict, known)
        note = _check_domain(verdict, reader, places)
        _check_open(verdict, known)
        return _check_person(verdict, asked, reader, known, note)
    except _LeftError as left:
        return replace(verdict, outcome=left.outcome, reason=str(left))


def _check_words(invitee: Invitee) -> None:
    if fault := invitee.fault or addresses.fault_of(invitee.email):
        raise _LeftError(fault)
    if fault := names.fault_of(invitee.name):
        raise _LeftError(_("The name cannot be taken. %(why)s") % {"why": fault})
    if fault := names.fault_of(invitee.title):
        raise _LeftError(_("The job title cannot be taken. %(why)s") % {"why": fault})


def _asked_for(verdict: Verdict, asked: Asked, reader: Reader, places: Places) -> Verdict:
    """As what the entry is to be invited: what its line says, else what is asked for all."""
    line = verdict.invitee
    if asked.office and not line.city:
        return replace(verdict, office=asked.office)
    kind = KINDS.get(fold(line.role))
    if kind is None:
        raise _LeftError(
            _("“%(role)s” is no role here: write representative or coordinator.")
            % {"role": line.role}
        )
    return replace(
        verdict,
        city=_city(line, asked, reader, places),
        kind=Post.Kind(kind or asked.kind),
        groups=tuple(dict.fromkeys((*asked.groups, *_groups(line.groups, places)))),
    )


def _city(line: Invitee, asked: Asked, reader: Reader, places: Places) -> City:
    if not line.city:
        if asked.city is None:
            raise _LeftError(_("No city is named: choose one above, or name it in this line."))
        return asked.city
    found = places.cities_called(line.city)
    if len(found) > 1:
        raise _LeftError(
            _(
                "Several cities are called “%(city)s”: name the country as well, as in “%(example)s”."
            )
            % {"city": line.city, "example": f"{found[0].name}, {found[0].country}"}
        )
    if not found:
        raise _LeftError(_("No member city is called “%(city)s”.") % {"city": line.city})
    if not reader.is_staff and found[0].pk not in reader.coordinated_city_ids:
        raise _LeftError(
            _("You cannot invite for %(city)s: its own coordinators and the secretariat can.")
            % {"city": found[0].name}
        )
    return found[0]


def _groups(called: Iterable[str], places: Places) -> list[Group]:
    groups = []
    for name in called:
        if (group := places.group_called(name)) is None:
            raise _LeftError(_("There is no open working group “%(group)s”.") % {"group": name})
        groups.append(group)
    return groups


def _check_once(verdict: Verdict, known: _Known) -> None:
    key = _key(verdict)
    if key in known.seen:
        raise _LeftError(_("Line %(line)d has this address already.") % {"line": known.seen[key]})
    known.seen[key] = verdict.invitee.line


def _check_domain(verdict: Verdict, reader: Reader, places: Places) -> str:
    """For coordinators a refusal, for staff a remark."""
    city = verdict.city
    if city is None or places.is_of_city(verdict.invitee.email, city):
        return ""
    if reader.is_staff:
        return _("This is no address of %(city)s, as far as its domains are recorded.") % {
            "city": city.name
        }
    raise _LeftError(
        _(
            "This is no address of %(city)s (%(domains)s). Use the person's address there, or ask the secretariat to invite."
        )
        % {"city": city.name, "domains": ", ".join(places.domains[city.pk])}
    )


def _check_open(verdict: Verdict, known: _Known) -> None:
    if (invitation := known.invited.get(_key(verdict))) is None:
        return
    if invitation.has_expired:
        raise _LeftError(
            _("Was invited, and the link has expired: send it again from the list of invitations.")
        )
    day = date_format(localtime(invitation.created_at), "j F Y")
    raise _LeftError(_("Was invited on %(day)s already.") % {"day": day})


def _check_person(
    verdict: Verdict, asked: Asked, reader: Reader, known: _Known, note: str
) -> Verdict:
    person = known.people.get(verdict.invitee.email)
    if person is None:
        return replace(verdict, reason=note)
    held = known.held.get(person.pk, [])
    if verdict.city is None:
        return _for_office(verdict, person)
    if any(post.city_id == verdict.city.pk for post in held):
        return _of_this_city(verdict, person)
    if not reader.is_staff:
        # Not even by whom the invitation names: who accepts is found by the address.
        return replace(verdict, reason=note)
    if not person.is_active:
        raise _LeftError(_("This person's account is closed: open it again first."))
    others = ", ".join(post.city.name for post in held)
    if not others:
        return replace(verdict, person=person, reason=note or _("Is known here, without a post."))
    second = _("Holds a post in %(others)s, and gets a second one.") % {"others": others}
    if not asked.second_posts:
        raise _LeftError(
            _("Holds a post in %(others)s. Say below that a second one is meant.")
            % {"others": others},
            Outcome.ASK,
        )
    return replace(verdict, person=person, reason=second)


def _of_this_city(verdict: Verdict, person: Person) -> Verdict:
    if person.has_account or not person.is_active:
        raise _LeftError(
            _("%(name)s represents this city already, and has an account.") % {"name": person.name}
        )
    return replace(
        verdict, person=person, reason=_("Represents this city already, and gets an account.")
    )


def _for_office(verdict: Verdict, person: Person) -> Verdict:
    if person.office == verdict.office:
        raise _LeftError(_("%(name)s holds this office already.") % {"name": person.name})
    if not person.is_active:
        raise _LeftError(_("This person's account is closed: open it again first."))
    return replace(verdict, person=person)


def _key(verdict: Verdict) -> tuple[str, int | None]:
    return verdict.invitee.email, verdict.city.pk if verdict.city else None
