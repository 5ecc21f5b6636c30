"""Who registers for a meeting, and who comes by the signed link of a registration."""

from portal.access.table import (
    EDITORS,
    FORBIDDEN,
    GUEST,
    LOGIN,
    MEMBERS,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    ONWARD,
    SIGNED_IN,
    STRANGER,
    WITHOUT_FACTOR,
    Persona,
    Row,
    answers,
    for_all,
    hidden_but_for,
    readable_by,
)

# Whoever is logged in is told that the link is somebody else's.
BY_LINK = answers({STRANGER: ONWARD, SIGNED_IN - WITHOUT_FACTOR: FORBIDDEN}, others=ONWARD)
TOLD_BY_LINK = answers(
    {STRANGER: OK, GUEST: OK, SIGNED_IN - WITHOUT_FACTOR: FORBIDDEN}, others=ONWARD
)
FOR_MEMBERS = readable_by(MEMBERS)
# Nothing has to be filled in: sent empty, the form registers.
REGISTERED = answers({MEMBERS: ONWARD, STRANGER: LOGIN, GUEST: FORBIDDEN}, others=FORBIDDEN)
PARTICIPANT = frozenset({Persona.PARTICIPANT})
ONES_OWN = answers({PARTICIPANT: OK, STRANGER: LOGIN, GUEST: ONWARD}, others=ONWARD)
ALL_DONE = answers({STRANGER: LOGIN, GUEST: ONWARD}, others=ONWARD)
PRESSED_ONLY = answers({STRANGER: LOGIN, GUEST: NOT_ALLOWED}, others=NOT_ALLOWED)
BUTTONS = ("registration_accept", "registration_decline")
REGISTRATION = (
    Row("register", FOR_MEMBERS, "registration here", post=REGISTERED),
    Row("register", for_all(OK), "registration on another site", post=for_all(ONWARD)),
    Row(
        "register",
        readable_by(MEMBERS),
        "of a meeting for members",
        post=REGISTERED,
    ),
    Row("register", hidden_but_for(EDITORS), "of a draft", post=hidden_but_for(EDITORS)),
    Row("register", for_all(NOT_FOUND), "that does not exist", post=for_all(NOT_FOUND)),
    # Who is not registered is led to where one registers.
    Row("registration_change", ONES_OWN, "one's own", post=ALL_DONE),
    Row("registration_substitute", ONES_OWN, "one's own", post=ONES_OWN),
    Row("registration_leave", ONES_OWN, "one's own", post=ALL_DONE),
    *(Row(name, PRESSED_ONLY, "one's own", post=ALL_DONE) for name in BUTTONS),
    Row("registration_calendar", ONES_OWN, "one's own", post=PRESSED_ONLY),
    Row("participants", for_all(OK), "registration here"),
    Row("participants", readable_by(MEMBERS), "of a meeting for members"),
    Row("participants", hidden_but_for(EDITORS), "of a draft"),
    Row("participants", for_all(NOT_FOUND), "that does not exist"),
    Row(
        "my_meetings",
        answers({STRANGER: LOGIN}, others=OK),
        post=answers({STRANGER: LOGIN}, others=NOT_ALLOWED),
    ),
    Row("registration_link", BY_LINK, "of a guest"),
    Row("registration_link", TOLD_BY_LINK, "of a guest, ended"),
    Row("registration_link", for_all(NOT_FOUND), "cut short"),
)
