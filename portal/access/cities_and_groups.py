"""Who keeps cities and groups in order at the desk, and who sees a city's picture."""

from portal.access.desk.answers import for_preparers
from portal.access.table import (
    FORBIDDEN,
    LOGIN,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    ONWARD,
    STAFF,
    STRANGER,
    Answer,
    Answers,
    Row,
    answers,
    for_all,
)

PAGES = ("manage_cities",)
# Forms: sent empty they come back with what is missing.
FORMS = ("manage_city_add", "manage_cities_import", "manage_group_add", "manage_forum_add")
OF_CITY = (
    "manage_city_facts",
    "manage_city_membership",
    "manage_city_leaving",
    "manage_city_domain",
    "manage_city_picture",
    "manage_city_merge",
)
OF_GROUP = (
    "manage_group_facts",
    "manage_group_year",
    "manage_group_closing",
    "manage_group_place_add",
    "manage_group_mandate_add",
    "manage_group_place_end",
    "manage_group_mandate_pass",
    "manage_group_mandate_end",
)
# Buttons: there is nothing to look at.
BUTTONS = ("manage_city_domain_remove", "manage_city_picture_remove", "manage_group_reopening")


def for_staff(answer: Answer) -> Answers:
    return answers({STAFF: answer, STRANGER: LOGIN}, others=FORBIDDEN)


REFUSED = for_staff(NOT_ALLOWED)
CITIES_AND_GROUPS = (
    *(Row(name, for_staff(OK), post=REFUSED) for name in PAGES),
    *(Row(name, for_staff(OK), post=for_staff(OK)) for name in FORMS),
    Row("manage_city", for_staff(OK), post=REFUSED),
    Row("manage_groups", for_preparers(OK), post=for_preparers(NOT_ALLOWED)),
    Row("manage_group", for_staff(OK), post=for_preparers(NOT_ALLOWED)),
    *(Row(name, for_staff(OK), post=for_staff(OK)) for name in (*OF_CITY, *OF_GROUP)),
    *(Row(name, REFUSED, post=for_staff(ONWARD)) for name in BUTTONS),
    Row("manage_city", for_staff(NOT_FOUND), "that does not exist", post=REFUSED),
    Row(
        "manage_group",
        for_preparers(NOT_FOUND),
        "that does not exist",
        post=for_preparers(NOT_ALLOWED),
    ),
    Row("city_picture", for_all(OK), "of a city that has one"),
    Row("city_picture", for_all(NOT_FOUND), "of a city without one"),
    Row("city", for_all(ONWARD), "that was merged into another"),
)
