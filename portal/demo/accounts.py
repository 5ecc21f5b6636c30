"""The accounts that one can log in with in the demonstration; what begins the demo prints them, and knows no Django."""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, kw_only=True)
class Account:
    """One login: ``<mailbox>@example.org``; ``city`` is a city's slug, ``who`` is what the demo says of it."""

    mailbox: str
    name: str
    who: str
    office: Literal["", "staff", "administrator"] = ""
    city: str = ""
    post: Literal["representative", "coordinator"] = "representative"

    @property
    def email(self) -> str:
        return f"{self.mailbox}@example.org"


ACCOUNTS: Final = (
    Account(mailbox="admin", name="Administrator", office="administrator", who="administrator"),
    Account(mailbox="staff", name="Secretariat", office="staff", who="secretariat"),
    Account(
        mailbox="chair",
        name="Warsaw representative",
        city="warsaw",
        who="Warsaw, chairs the working group",
    ),
    Account(
        mailbox="coordinator",
        name="Utrecht coordinator",
        city="utrecht",
        post="coordinator",
        who="Utrecht, coordinator",
    ),
    Account(
        mailbox="member",
        name="Utrecht representative",
        city="utrecht",
        who="Utrecht, representative",
    ),
    Account(mailbox="host", name="Brno organiser", city="brno", who="Brno, organises its meeting"),
)
