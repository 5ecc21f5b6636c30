"""Who changes an address, and vouches for that of a representative of the coordinator's city."""

from portal.access.table import (
    LOGIN,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    ONWARD,
    STAFF,
    STRANGER,
    Answer,
    Answers,
    Persona,
    Row,
    answers,
    for_all,
)

ADMINISTRATORS = frozenset({Persona.ADMINISTRATOR})
WHO_VOUCHES = STAFF | {Persona.COORDINATOR}
NO_FORM = answers({STRANGER: LOGIN}, others=NOT_ALLOWED)
LED_ON = answers({STRANGER: LOGIN}, others=ONWARD)


def for_who_vouches(answer: Answer) -> Answers:
    return answers({WHO_VOUCHES: answer, STRANGER: LOGIN}, others=NOT_FOUND)


WAYS_IN = (
    # Who one is is asked again first.
    Row("account_email", LED_ON, post=LED_ON),
    Row("take_back_address", NO_FORM, post=LED_ON),
    Row("confirm_address", for_all(OK), "an open change", post=for_all(OK)),
    Row("confirm_address", for_all(OK), "a link cut short", post=for_all(OK)),
    Row("vouch_for_address", for_who_vouches(OK), post=for_who_vouches(OK)),
    Row(
        "vouch_for_address",
        answers({ADMINISTRATORS: OK, STRANGER: LOGIN}, others=NOT_FOUND),
        "for staff",
        post=answers({ADMINISTRATORS: OK, STRANGER: LOGIN}, others=NOT_FOUND),
    ),
)
