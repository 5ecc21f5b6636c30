"""Who gets what at which address: one table, from which docs/permissions.md is written and by which every address is tested.

Guests and speakers who come by a signed link have no way in over HTTP yet, so they have no column. What is missing here is
refused: an address of the URL configuration without a row fails the test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Persona(StrEnum):
    """Whom the columns stand for, around one meeting and its group."""

    STRANGER = "stranger"
    ENDED_POST = "ended post"
    REPRESENTATIVE = "representative"
    COORDINATOR = "coordinator"
    GROUP_MEMBER = "group member"
    CHAIR = "chair"
    OTHER_CHAIR = "chair of another group"
    ORGANISER = "organiser"
    PARTICIPANT = "participant"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


class Answer(StrEnum):
    """What an address answers."""

    OK = "yes"
    LOGIN = "login, and back"
    ONWARD = "led on"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    NOT_ALLOWED = "405"


OK, LOGIN, ONWARD = Answer.OK, Answer.LOGIN, Answer.ONWARD
FORBIDDEN, NOT_FOUND, NOT_ALLOWED = Answer.FORBIDDEN, Answer.NOT_FOUND, Answer.NOT_ALLOWED

Answers = Mapping[Persona, Answer]
People = frozenset[Persona]

# Sets of personas that rules speak of.
EVERYONE: People = frozenset(Persona)
STRANGER: People = frozenset({Persona.STRANGER})
SIGNED_IN = EVERYONE - STRANGER
MEMBERS = SIGNED_IN - {Persona.ENDED_POST}
STAFF: People = frozenset({Persona.STAFF, Persona.ADMINISTRATOR})
GROUP: People = frozenset({Persona.GROUP_MEMBER, Persona.CHAIR})
EDITORS = STAFF | {Persona.CHAIR, Persona.ORGANISER}
GROUP_EDITORS = STAFF | {Persona.CHAIR}
PARTICIPANTS: People = frozenset({Persona.ORGANISER, Persona.PARTICIPANT})
CONCERNED = EDITORS | PARTICIPANTS


def answers(given: Mapping[People, Answer], *, others: Answer) -> Answers:
    """A row's cells: the first set that holds a persona decides."""
    return {
        persona: next((answer for people, answer in given.items() if persona in people), others)
        for persona in Persona
    }


def for_all(answer: Answer) -> Answers:
    return answers({}, others=answer)


def readable_by(people: People) -> Answers:
    """Published, and not for everyone: strangers log in first, others are told why not."""
    return answers({people: OK, STRANGER: LOGIN}, others=FORBIDDEN)


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
    post: Answers = field(default_factory=lambda: for_all(NOT_ALLOWED))

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.situation


OPEN_TO_ALL = (
    "home",
    "groups",
    "group",
    "meetings",
    "cities",
    "city",
    "accessibility",
    "privacy",
    "cookies",
    "robots",
    "sitemap",
    "calendar",
    "group_calendar",
    "feed",
    "healthz",
    "readyz",
)
OF_MEETING = ("meeting", "agenda", "agenda_calendar", "agenda_pdf", "practical")
OF_NOTHING = (
    "group",
    "group_calendar",
    *OF_MEETING,
    "city",
    "document",
    "document_download",
)

MEETING: dict[str, Answers] = {
    "published, for everyone": for_all(OK),
    "published, for members": readable_by(MEMBERS),
    "published, for the group": readable_by(GROUP | CONCERNED),
    "cancelled, for everyone": for_all(OK),
    "a draft": hidden_but_for(EDITORS),
}

# The page of a document, and, by the same rules, its bytes.
DOCUMENT: dict[str, Answers] = {
    "for everyone": for_all(OK),
    "for members": readable_by(MEMBERS),
    "for the group": readable_by(GROUP | EDITORS),
    "for participants": readable_by(CONCERNED),
    "for the group and participants": readable_by(GROUP | CONCERNED),
    "for editors": hidden_but_for(EDITORS),
    "before its time": hidden_but_for(EDITORS),
    "file missing": hidden_but_for(EDITORS),
    "a link, for members": readable_by(MEMBERS),
    "for everyone, of a draft meeting": hidden_but_for(EDITORS),
    "for everyone, of a meeting for members": readable_by(MEMBERS),
    "for members, of a group": readable_by(MEMBERS),
    "for the group, of a group": readable_by(GROUP | STAFF),
    "for editors, of a group": hidden_but_for(GROUP_EDITORS),
}


def bytes_of(situation: str) -> Answers:
    """As its page; but a link leads on, and what has no file has no bytes."""
    instead: dict[Answer, Answer] = {}
    if situation.startswith("a link"):
        instead[OK] = ONWARD
    if situation == "file missing":
        instead[OK] = NOT_FOUND
    page = DOCUMENT[situation]
    return {persona: instead.get(answer, answer) for persona, answer in page.items()}


def pictures_of(situation: str) -> Answers:
    """As its bytes; but a link has no pages either."""
    file = bytes_of(situation)
    return {persona: NOT_FOUND if answer is ONWARD else answer for persona, answer in file.items()}


# django-allauth's, each by name. A form sent empty comes back with what is missing: that is "yes" too.
NOT_SIGNED_IN_YET = answers({STRANGER: OK}, others=ONWARD)
ONLY_SIGNED_IN = answers({STRANGER: LOGIN}, others=OK)
ACCOUNTS = (
    Row("account_login", NOT_SIGNED_IN_YET, post=NOT_SIGNED_IN_YET),
    Row("account_logout", answers({STRANGER: ONWARD}, others=OK), post=for_all(ONWARD)),
    Row("account_inactive", for_all(OK)),
    Row("account_change_password", ONLY_SIGNED_IN, post=ONLY_SIGNED_IN),
    Row("account_reset_password", for_all(OK), post=for_all(OK)),
    Row("account_reset_password_done", for_all(OK)),
    Row("account_reset_password_from_key", for_all(OK), "a spent link", post=for_all(OK)),
    Row("account_reset_password_from_key_done", for_all(OK)),
)

# There only where DEMO is set.
DEMO = (
    Row("demo_mail", for_all(OK)),
    Row("demo_mail_detail", for_all(OK), "a mail that was sent"),
    Row("demo_mail_detail", for_all(NOT_FOUND), "that does not exist"),
)

TABLE = (
    *(Row(name, for_all(OK)) for name in OPEN_TO_ALL),
    *(Row(name, read, situation) for name in OF_MEETING for situation, read in MEETING.items()),
    *(Row("document", read, situation) for situation, read in DOCUMENT.items()),
    *(Row("document_download", bytes_of(situation), situation) for situation in DOCUMENT),
    *(Row("page_image", pictures_of(situation), situation) for situation in DOCUMENT),
    Row("page_image", pictures_of("for members"), "of an earlier version, for members"),
    Row(
        "page_image", answers({MEMBERS: NOT_FOUND, STRANGER: LOGIN}, others=FORBIDDEN), "of no page"
    ),
    *(Row(name, for_all(NOT_FOUND), "that does not exist") for name in OF_NOTHING),
    *ACCOUNTS,
)
