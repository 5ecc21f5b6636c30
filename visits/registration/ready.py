"""The questions that are ready to be asked of who registers, set by set, and how each is kept (PRODUCT 4.8 as one table).

Asked always, and therefore in none of the sets: the name, the city, the role in the delegation (it is kept with the
registration, for participants see it), room or online where there is a choice, each option, and the three consents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from visits.models import Question

if TYPE_CHECKING:
    from collections.abc import Collection

    from django_stubs_ext import StrOrPromise

    from visits.models import Meeting

Kind, Care = Question.Kind, Question.Care
# Its answers to choose from are the meeting's days, kept as ISO 8601 writes them.
DAYS: Final = "days"


@dataclass(frozen=True)
class Ready:
    """One question. ``from_profile`` names the field of the person's own record that may be offered as an answer."""

    key: str
    label: StrOrPromise
    kind: str
    help_text: StrOrPromise = ""
    choices: tuple[StrOrPromise, ...] = ()
    care: str = Care.ORDINARY
    is_followup: bool = False
    from_profile: str = ""


@dataclass(frozen=True)
class ReadySet:
    """Questions that are ticked together; ``about`` says to who prepares a meeting what they are good for."""

    key: str
    title: StrOrPromise
    about: StrOrPromise
    questions: tuple[Ready, ...]

    @property
    def care(self) -> str:
        return self.questions[0].care

    @property
    def is_followup(self) -> bool:
        return self.questions[0].is_followup


SETS: Final = (
    ReadySet(
        DAYS,
        _("Days"),
        _("On which of the meeting’s days somebody is there: for lunches and badges."),
        (Ready(DAYS, _("On which days will you be there?"), Kind.CHOICES),),
    ),
    ReadySet(
        "diet",
        _("Diet"),
        _("Counted for the caterer, without names."),
        (
            Ready(
                "diet",
                _("What should the kitchen know?"),
                Kind.CHOICES,
                choices=(
                    *(_("Vegetarian"), _("Vegan"), _("Halal"), _("Kosher"), _("No pork")),
                    *(_("No gluten"), _("No lactose"), _("No nuts"), _("No fish or shellfish")),
                ),
                care=Care.SENSITIVE,
            ),
        ),
    ),
    ReadySet(
        "allergies",
        _("Allergies"),
        _("What no list of diets foresees, in the person’s own words."),
        (
            Ready(
                "allergies",
                _("Allergies, or anything else you do not eat or drink"),
                Kind.TEXT,
                care=Care.SENSITIVE,
                from_profile="diet",
            ),
        ),
    ),
    ReadySet(
        "access",
        _("Access needs"),
        _("Steps, hearing, sight, a seat near the door: so that the host can see to it in time."),
        (
            Ready(
                "access",
                _("What do you need to come in, follow and take part?"),
                Kind.TEXT,
                care=Care.SENSITIVE,
                from_profile="access_needs",
            ),
        ),
    ),
    ReadySet(
        "journey",
        _("Arrival and departure"),
        _("Asked once a seat is confirmed, for transfers and for who waits at the station."),
        (
            Ready("arrival", _("When do you arrive?"), Kind.MOMENT, is_followup=True),
            Ready(
                "arrival_by",
                _("By which flight or train?"),
                Kind.LINE,
                _("Its number and where it comes from."),
                is_followup=True,
            ),
            Ready("departure", _("When do you leave?"), Kind.MOMENT, is_followup=True),
        ),
    ),
    ReadySet(
        "hotel",
        _("Hotel"),
        _("Who takes a room of the meeting’s hotel block, and for which nights."),
        (
            Ready("hotel", _("Do you need a room in the meeting’s hotel?"), Kind.YES_NO),
            Ready("hotel_from", _("Day of checking in"), Kind.DAY),
            Ready("hotel_until", _("Day of checking out"), Kind.DAY),
        ),
    ),
    ReadySet(
        "costs",
        _("Costs borne by"),
        _("Who pays for the journey: some projects reimburse it."),
        (
            Ready(
                "costs",
                _("Who bears the costs of your journey?"),
                Kind.CHOICE,
                choices=(
                    *(_("My city"), _("The network"), _("The host city")),
                    _("Another organisation"),
                ),
            ),
        ),
    ),
    ReadySet(
        "visa",
        _("Visa letter"),
        _("Who needs an invitation for an embassy; begin six weeks before."),
        (
            Ready(
                "visa",
                _("Do you need an invitation letter for a visa?"),
                Kind.YES_NO,
                _("If you do, the secretariat writes to you for what the embassy asks."),
            ),
        ),
    ),
    ReadySet(
        "languages",
        _("Languages"),
        _("Which interpreting is needed."),
        (
            Ready(
                "languages",
                _("In which of these languages can you follow the meeting?"),
                Kind.CHOICES,
                choices=(_("English"), _("French"), _("German"), _("Italian"), _("Spanish")),
                from_profile="languages",
            ),
        ),
    ),
    ReadySet(
        "emergency",
        _("Emergency contact"),
        _("Whom to call if something happens on a study visit."),
        (
            Ready(
                "emergency",
                _("Whom should we call in an emergency?"),
                Kind.LINE,
                _("A name and a telephone number. Tell the person that you gave it."),
                care=Care.SENSITIVE,
            ),
        ),
    ),
    ReadySet(
        "present",
        _("Will present"),
        _("Who would like to show something of their city."),
        (
            Ready("present", _("Would you like to present something?"), Kind.YES_NO),
            Ready("present_what", _("What would it be about?"), Kind.LINE),
        ),
    ),
    ReadySet(
        "security",
        _("Security of the venue"),
        _("What a town hall or ministry asks for at its door. Only people you name can read it."),
        (
            Ready(
                "security_name",
                _("Your name as it stands in your passport or identity card"),
                Kind.LINE,
                care=Care.SECURITY,
                is_followup=True,
            ),
            Ready(
                "security_born",
                _("Your date of birth"),
                Kind.DAY,
                care=Care.SECURITY,
                is_followup=True,
            ),
            Ready(
                "security_nationality",
                _("Your nationality"),
                Kind.LINE,
                care=Care.SECURITY,
                is_followup=True,
            ),
            Ready(
                "security_document",
                _("Number of your passport or identity card"),
                Kind.LINE,
                _("The venue may not let you in without it."),
                care=Care.SECURITY,
                is_followup=True,
            ),
        ),
    ),
)
READY: Final = {ready.key: ready for one in SETS for ready in one.questions}
SET_OF: Final = {ready.key: one for one in SETS for ready in one.questions}


def days_of(meeting: Meeting) -> list[date]:
    """The days on which it is held; none while they are not known."""
    if meeting.starts_on is None or meeting.ends_on is None:
        return []
    length = (meeting.ends_on - meeting.starts_on).days
    return [meeting.starts_on + timedelta(days=number) for number in range(length + 1)]


def choices_for(ready: Ready, meeting: Meeting) -> list[str]:
    """The answers to choose from, as a question's row keeps them."""
    if ready.key == DAYS:
        return [day.isoformat() for day in days_of(meeting)]
    return [str(choice) for choice in ready.choices]


def ready_question(ready: Ready, meeting: Meeting, position: int) -> Question:
    """A row as the table has it, in the language of the moment; from then on it is the meeting's own."""
    return Question(
        meeting=meeting,
        key=ready.key,
        label=str(ready.label),
        help_text=str(ready.help_text),
        kind=ready.kind,
        choices=choices_for(ready, meeting),
        care=ready.care,
        is_followup=ready.is_followup,
        position=position,
    )


def sets_asked(questions: Collection[Question]) -> list[str]:
    """The ready sets of which at least one question is asked."""
    return list(dict.fromkeys(SET_OF[one.key].key for one in questions if one.key in SET_OF))
