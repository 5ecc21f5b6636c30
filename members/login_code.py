"""Codes that are sent by mail to log in with.

A code is made from a random number by the portal's key. The session and the job hold the number, which says nothing to
whoever reads them, and neither holds the code.
"""

import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

SALT: Final = "members.login_code"
KEY: Final = "members.login_code"
# No vowels, so that no code is a word; and none that is taken for another.
LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH: Final = 8
MOST_WRONG: Final = 5
# As many as a job carries as a whole number that any reader of JSON keeps exactly.
NUMBERS: Final = 2**53


def code_of(number: int) -> str:
    """Eight letters in two halves: BCDF-GHJK."""
    digest = salted_hmac(SALT, str(number), algorithm="sha256").digest()
    value = int.from_bytes(digest, "big")
    letters = "".join(
        LETTERS[value // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH)
    )
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


@dataclass
class Asked:
    """What a session that asked for a code knows of it; ``person_id`` is 0 where nobody has the address."""

    person_id: int
    email: str
    number: int
    at: float
    to: str = ""
    wrong: int = 0

    def is_good(self, typed: str) -> bool:
        """Whether it is the code, written in whichever way; of an address that nobody has, none is."""
        plain = "".join(sign for sign in typed.upper() if sign.isalnum())
        is_right = constant_time_compare(plain, code_of(self.number).replace("-", ""))
        return is_right and bool(self.person_id)

    @property
    def is_over(self) -> bool:
        age = time.time() - self.at
        return self.wrong >= MOST_WRONG or age > settings.LOGIN_CODE_MINUTES * 60


def ask(request: HttpRequest, *, person_id: int, email: str, to: str) -> Asked:
    """A new code for this session; an earlier one is forgotten."""
    number = secrets.randbelow(NUMBERS)
    asked = Asked(person_id=person_id, email=email, number=number, at=time.time(), to=to)
    keep(request, asked)
    return asked


def asked_in(request: HttpRequest) -> Asked | None:
    """What this session waits for, if it is still any use."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    asked = Asked(**kept) if kept else None
    return None if asked is None or asked.is_over else asked


def keep(request: HttpRequest, asked: Asked) -> None:
    request.session[KEY] = asdict(asked)


def forget(request: HttpRequest) -> None:
    if KEY in request.session:
        del request.session[KEY]
