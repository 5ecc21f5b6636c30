"""Who registers for a meeting, and who comes by the signed link of a registration."""

from portal.access.table import (
    EDITORS,
    FORBIDDEN,
    LOGIN,
    MEMBERS,
    NOT_FOUND,
    OK,
    ONWARD,
    SIGNED_IN,
    STRANGER,
    WITHOUT_FACTOR,
    Row,
    answers,
    for_all,
    hidden_but_for,
    readable_by,
)

# Whoever is logged in is told that the link is somebody else's.
BY_LINK = answers({STRANGER: ONWARD, SIGNED_IN - WITHOUT_FACTOR: FORBIDDEN}, others=ONWARD)
FOR_MEMBERS = answers({MEMBERS: OK, STRANGER: LOGIN}, others=FORBIDDEN)
# Sent empty, the form comes back with what is missing.
REGISTRATION = (
    Row("register", FOR_MEMBERS, "registration here", post=FOR_MEMBERS),
    Row("register", for_all(OK), "registration on another site", post=for_all(OK)),
    Row(
        "register",
        readable_by(MEMBERS),
        "of a meeting for members",
        post=readable_by(MEMBERS),
    ),
    Row("register", hidden_but_for(EDITORS), "of a draft", post=hidden_but_for(EDITORS)),
    Row("register", for_all(NOT_FOUND), "that does not exist", post=for_all(NOT_FOUND)),
    Row("registration_link", BY_LINK, "of a guest"),
    Row("registration_link", for_all(NOT_FOUND), "cut short"),
)
