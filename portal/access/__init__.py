"""Who may do what: persona by address and method. The access tests ask every row; docs/permissions.md is written from it.

A new address without a row fails the tests. Each part of the portal has its rows in a module of its own.
"""

from portal.access.accounts import ACCOUNTS
from portal.access.cities_and_groups import CITIES_AND_GROUPS
from portal.access.city_desk import CITY_DESK
from portal.access.city_registrations import CITY_REGISTRATIONS
from portal.access.desk import DESK
from portal.access.invitations import INVITATIONS
from portal.access.own_record import OWN_RECORD
from portal.access.people import PEOPLE
from portal.access.reading import OF_MEETING, OF_NOTHING, READING
from portal.access.registration import REGISTRATION
from portal.access.table import Answer, Answers, Persona, Row, for_all
from portal.access.ways_in import WAYS_IN

__all__ = [
    "ACCOUNTS",
    "CITIES_AND_GROUPS",
    "CITY_DESK",
    "CITY_REGISTRATIONS",
    "DEMO",
    "DESK",
    "INVITATIONS",
    "OF_MEETING",
    "OF_NOTHING",
    "OWN_RECORD",
    "PEOPLE",
    "READING",
    "REGISTRATION",
    "TABLE",
    "WAYS_IN",
    "Answer",
    "Answers",
    "Persona",
    "Row",
]

# There only where DEMO is set.
DEMO = (
    Row("demo_mail", for_all(Answer.OK)),
    Row("demo_mail_detail", for_all(Answer.OK), "a mail that was sent"),
    Row("demo_mail_detail", for_all(Answer.NOT_FOUND), "that does not exist"),
)

TABLE: tuple[Row, ...] = (
    *READING,
    *REGISTRATION,
    *ACCOUNTS,
    *INVITATIONS,
    *CITIES_AND_GROUPS,
    *CITY_DESK,
    *CITY_REGISTRATIONS,
    *WAYS_IN,
    *PEOPLE,
    *OWN_RECORD,
    *DESK,
)
