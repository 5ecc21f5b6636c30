"""Who reads what: pages, meetings, documents and their bytes."""

from portal.access.table import (
    CONCERNED,
    EDITORS,
    FORBIDDEN,
    GROUP,
    GROUP_EDITORS,
    GUEST,
    LOGIN,
    MEMBERS,
    NOT_FOUND,
    NOWHERE,
    OK,
    ONWARD,
    STAFF,
    STRANGER,
    Answer,
    Answers,
    Row,
    answers,
    for_all,
    hidden_but_for,
    open_without_factor,
    readable_by,
)

OPEN_TO_ALL = (
    "home",
    "groups",
    "group",
    "meetings",
    "cities",
    "city",
    "sitemap",
    "calendar",
    "group_calendar",
    "feed",
)
# Of no use to anybody's access: what everyone may know of the portal, and what machines ask.
OPEN_WITHOUT_FACTOR = ("accessibility", "privacy", "cookies", "robots", "healthz", "readyz")
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
    "for participants": readable_by(CONCERNED | GUEST),
    "for the group and participants": readable_by(GROUP | CONCERNED | GUEST),
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
    return answers(
        {
            frozenset({persona}): NOT_FOUND if answer is ONWARD else answer
            for persona, answer in file.items()
        },
        others=FORBIDDEN,
    )


READING = (
    *(Row(name, for_all(OK)) for name in OPEN_TO_ALL),
    *(
        Row(name, open_without_factor(for_all(OK)), post=open_without_factor(NOWHERE))
        for name in OPEN_WITHOUT_FACTOR
    ),
    *(Row(name, read, situation) for name in OF_MEETING for situation, read in MEETING.items()),
    *(Row("document", read, situation) for situation, read in DOCUMENT.items()),
    *(Row("document_download", bytes_of(situation), situation) for situation in DOCUMENT),
    *(Row("page_image", pictures_of(situation), situation) for situation in DOCUMENT),
    Row("page_image", pictures_of("for members"), "of an earlier version, for members"),
    Row(
        "page_image",
        answers({MEMBERS: NOT_FOUND, STRANGER: LOGIN, GUEST: FORBIDDEN}, others=FORBIDDEN),
        "of no page",
    ),
    *(Row(name, for_all(NOT_FOUND), "that does not exist") for name in OF_NOTHING),
)
