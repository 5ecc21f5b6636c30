"""Brno's registration in the demonstration: open, and with people in every state, so that each screen has something."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from members.actions.people import add_person, begin_post
from members.models import City, Person
from portal.demo.people import SINCE
from portal.demo.programmes import MARK
from visits.actions.registration.allotments import Kept
from visits.actions.registration.answers import answer
from visits.actions.registration.approving import refuse
from visits.actions.registration.inviting import Invitee, invite_all
from visits.actions.registration.leaving import cancel
from visits.actions.registration.options import add_option
from visits.actions.registration.questions import choose_sets
from visits.actions.registration.registering import register
from visits.actions.registration.settings import change_settings
from visits.forms.questions import Given, consent_wording
from visits.models import Claim, Meeting, Registration, RegistrationSettings
from visits.registration.saying import Said
from visits.registration.states import Actor
from visits.registration.window import why_closed
from visits.registration.wishes import Attend, Wish

Approval = RegistrationSettings.Approval

SETS: Final = ("diet", "access", "journey")
DINNER: Final = "Dinner at the brewery"
WALK: Final = "Walk through the housing project"
# Within a line, as the page says it.
NOTE: Final = MARK[0].lower() + MARK[1:].rstrip(".")
# Since when one registers, and until when before it begins.
SINCE_DAYS: Final = timedelta(days=28)
UNTIL: Final = timedelta(days=21)


@dataclass(frozen=True)
class Coming:
    """Somebody of a city, called by role, with the options taken and what the kitchen is told."""

    city: str
    role: str
    options: tuple[str, ...] = ()
    diet: str = ""


# Two a city have a seat; the third waits.
COMING: Final = (
    Coming("katowice", "head of housing", (DINNER, WALK), "Vegetarian"),
    Coming("riga", "head of welfare", (DINNER,)),
    Coming("porto", "director of social affairs", (DINNER, WALK), "No fish or shellfish"),
    Coming("katowice", "project manager", (DINNER,)),
    Coming("riga", "social worker", (DINNER, WALK), "Vegan"),
    Coming("madrid", "employment officer", (WALK,)),
    Coming("riga", "legal officer"),
    Coming("nantes", "adviser on homelessness", (DINNER,), "No gluten"),
    Coming("katowice", "researcher", (WALK,)),
    Coming("madrid", "housing planner", (DINNER, WALK), "Vegetarian"),
    Coming("porto", "neighbourhood worker", (WALK,)),
)


def open_registration(brno: Meeting, *, accounts: dict[str, Person], by: Person) -> None:
    """Forty seats, two a city; the city approves who is not of the group. Past its days there is nobody to register."""
    _set(brno, by=by)
    if why_closed(brno, brno.registration_settings):
        return
    for mailbox in ("chair", "host"):
        _register(accounts[mailbox], brno, (DINNER,), by=accounts[mailbox], actor=Actor.PERSON)
    people = {coming: _add(coming.city, coming.role, by=by) for coming in COMING}
    for coming, person in people.items():
        registration = _register(person, brno, coming.options, by=by, actor=Actor.STAFF)
        _tell_kitchen(registration, coming.diet, by=by)
    _let_things_happen(brno, people, by=by)
    _ask_city_and_staff(brno, by=by)
    _spread(brno)


def _set(brno: Meeting, *, by: Person) -> None:
    first = brno.starts_on
    if first is None:
        raise ValueError("Registration needs the days of its meeting.")
    closes_at = datetime.combine(first, time(15), UTC) - UNTIL
    given = {
        "way": RegistrationSettings.Way.HERE,
        "opens_at": timezone.now() - SINCE_DAYS,
        # Loaded in the last weeks, the demonstration is open until the meeting begins.
        "closes_at": closes_at if closes_at > timezone.now() else None,
        "room_seats": 40,
        "seats_per_city": 2,
        "approval": Approval.CITY,
        "approval_of_group": Approval.NONE,
    }
    kept = {"host": Kept(4, first - timedelta(days=30))}
    change_settings(meeting=brno, version=0, given=given, kept=kept, by=by, actor=Actor.STAFF)
    add_option(meeting=brno, title=DINNER, on=first, note=NOTE, seats=30, by=by)
    add_option(meeting=brno, title=WALK, on=first, note=NOTE, seats=20, by=by)
    choose_sets(meeting=brno, keys=SETS, by=by)
    brno.refresh_from_db()


def _add(slug: str, role: str, *, by: Person) -> Person:
    city = City.objects.get(slug=slug)
    person = add_person(name=f"{city.name} {role}", by=by)
    begin_post(person=person, city=city, starts_on=SINCE, title=role.capitalize(), by=by)
    return person


def _register(
    person: Person, brno: Meeting, options: tuple[str, ...], *, by: Person, actor: Actor
) -> Registration:
    post = person.posts.select_related("city").get()
    wanted = brno.options.filter(title__in=options).values_list("pk", flat=True)
    return register(
        meeting=brno,
        person=person,
        city=post.city,
        wish=Wish(Attend.ROOM, frozenset(wanted)),
        by=by,
        actor=actor,
        role=post.title,
    )


def _tell_kitchen(registration: Registration, diet: str, *, by: Person) -> None:
    if diet:
        question = registration.meeting.questions.get(key="diet")
        given = Given(question, [diet], consent_wording(question))
        answer(registration=registration, said=Said([given], role=registration.role), by=by)


def _let_things_happen(brno: Meeting, people: dict[Coming, Person], *, by: Person) -> None:
    """Riga's second gives the seat up, so that it is offered to the third; somebody is invited by the host's wish."""
    second = people[next(one for one in COMING if one.role == "social worker")]
    cancel(registration=brno.registrations.get(person=second), by=second, actor=Actor.PERSON)
    guest = Invitee(
        name="European Commission desk officer",
        email="commission@example.org",
        organisation="European Commission",
    )
    invite_all(meeting=brno, invitees=[guest], until_at=None, by=by, actor=Actor.STAFF)


def _ask_city_and_staff(brno: Meeting, *, by: Person) -> None:
    """Two of Utrecht ask, and wait for its coordinator; who has none waits for the secretariat, or was refused by it."""
    for name in ("Utrecht housing officer", "Utrecht researcher"):
        person = Person.objects.get(name=name)
        _register(person, brno, (DINNER,), by=person, actor=Actor.PERSON)
    officer = _add("bialystok", "culture officer", by=by)
    _register(officer, brno, (WALK,), by=officer, actor=Actor.PERSON)
    trainee = _add("nantes", "trainee", by=by)
    asked = _register(trainee, brno, (), by=trainee, actor=Actor.PERSON)
    reason = f"Seats are for those who decide on housing. {MARK}"
    refuse(registration=asked, by=by, actor=Actor.STAFF, reason=reason)


def _spread(brno: Meeting) -> None:
    """They registered over some weeks, as people do, which the desk draws; actions know no moment but now."""
    registrations = list(brno.registrations.order_by("pk"))
    opened = timezone.now() - SINCE_DAYS
    for number, registration in enumerate(registrations):
        at = opened + SINCE_DAYS * number / len(registrations)
        Registration.objects.filter(pk=registration.pk).update(registered_at=at)
        Claim.objects.filter(registration=registration).update(asked_at=at)
