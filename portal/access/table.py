"""Who gets what at which address: one table, from which docs/permissions.md is written and by which every address is tested.

Speakers who come by a signed link have no way in over HTTP yet, so they have no column. What is missing here is refused: an address of the URL configuration without a row fails the test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Persona(StrEnum):
    """Whom the columns stand for, around one meeting and its group."""

    STRANGER = "stranger"
    ENDED_POST = "ended post"
    EXPIRED = "expired session"
    GUEST = "guest"
    REPRESENTATIVE = "representative"
    OTHER_REPRESENTATIVE = "representative of another city"
    COORDINATOR = "coordinator"
    OTHER_COORDINATOR = "coordinator of another city"
    GROUP_MEMBER = "group member"
    CHAIR = "chair"
    OTHER_CHAIR = "chair of another group"
    ORGANISER = "organiser"
    PARTICIPANT = "participant"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"
    SECOND_FACTOR_MISSING = "staff, second factor missing"


class Answer(StrEnum):
    """What an address answers."""

    OK = "yes"
    LOGIN = "login, and back"
    ONWARD = "led on"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    NOT_ALLOWED = "405"
    GONE = "410"


OK, LOGIN, ONWARD = Answer.OK, Answer.LOGIN, Answer.ONWARD
FORBIDDEN, NOT_FOUND, NOT_ALLOWED = Answer.FORBIDDEN, Answer.NOT_FOUND, Answer.NOT_ALLOWED
GONE = Answer.GONE

Answers = Mapping[Persona, Answer]
People = frozenset[Persona]

# Sets of personas that rules speak of.
EVERYONE: People = frozenset(Persona)
STRANGER: People = frozenset({Persona.STRANGER, Persona.EXPIRED})
# Whoever lacks the second factor that an office needs is led to where one is set up, from every address but a few.
WITHOUT_FACTOR: People = frozenset({Persona.SECOND_FACTOR_MISSING})
# With a seat at one meeting, and come by the link of that registration: where a row does not name them, they get what
# strangers do.
GUEST: People = frozenset({Persona.GUEST})
SIGNED_IN = EVERYONE - STRANGER - GUEST
MEMBERS = SIGNED_IN - {Persona.ENDED_POST} - WITHOUT_FACTOR
STAFF: People = frozenset({Persona.STAFF, Persona.ADMINISTRATOR})
GROUP: People = frozenset({Persona.GROUP_MEMBER, Persona.CHAIR})
EDITORS = STAFF | {Persona.CHAIR, Persona.ORGANISER}
GROUP_EDITORS = STAFF | {Persona.CHAIR}
PARTICIPANTS: People = frozenset({Persona.ORGANISER, Persona.PARTICIPANT})
CONCERNED = EDITORS | PARTICIPANTS


def answers(given: Mapping[People, Answer], *, others: Answer) -> Answers:
    """A row's cells: the first set that holds a persona decides, but for whoever lacks the second factor."""
    cells = {
        persona: next((answer for people, answer in given.items() if persona in people), others)
        for persona in Persona
    }
    if not any(people >= GUEST for people in given):
        cells[Persona.GUEST] = cells[Persona.STRANGER]
    return cells | dict.fromkeys(WITHOUT_FACTOR, Answer.ONWARD)


def open_without_factor(cells: Answers) -> Answers:
    """The same row where the missing factor changes nothing: its setting up needs the address, or anyone may know."""
    return {**cells, **dict.fromkeys(WITHOUT_FACTOR, cells[Persona.STAFF])}


def for_all(answer: Answer) -> Answers:
    return answers({}, others=answer)


NOWHERE = for_all(NOT_ALLOWED)


def readable_by(people: People) -> Answers:
    """Published, and not for everyone: strangers log in first, others are told why not."""
    return answers({people: OK, STRANGER: LOGIN, GUEST: FORBIDDEN}, others=FORBIDDEN)


def hidden_but_for(people: People) -> Answers:
    """Not published: nobody else learns that it exists."""
    return answers({people: OK}, others=NOT_FOUND)


@dataclass(frozen=True)
class Row:
    """One address by its name, in one situation. HEAD is answered as GET is, without the body.

    Without ``post``, POST is refused; every other method always is.
    """

    name: str
    read: Answers
    situation: str = ""
    post: Answers = field(default_factory=lambda: NOWHERE)

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.situation
