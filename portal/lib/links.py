"""Links that let in: signed, for one purpose and one row, so that nothing about them is stored that could be stolen."""

from typing import Final

from django.core import signing

SALT: Final = "portal.links"


class BrokenLinkError(Exception):
    """The link was not made here, not for this, or not all of it arrived."""


def signed(purpose: str, *numbers: int) -> str:
    """A text for an address that carries ``numbers`` (a row's, and how often its link was made), and cannot be altered.

    It does not say until when it holds: that, and whether it was used, stands in the row.
    """
    return signing.dumps(numbers, salt=f"{SALT}.{purpose}")


def numbers_of(purpose: str, text: str) -> tuple[int, ...]:
    """What ``signed`` was given; raises `BrokenLinkError`."""
    try:
        numbers: list[int] = signing.loads(text, salt=f"{SALT}.{purpose}")
    except signing.BadSignature as error:
        raise BrokenLinkError from error
    return tuple(numbers)
