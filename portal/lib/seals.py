"""Texts that are kept encrypted: the database alone, or a copy of it, does not give them away.

The key comes from SECRET_KEY, which is not in the database; docs/decisions/0071 says why, and what that does not help
against.
"""

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT: Final = "portal.seals"


class UnreadableError(Exception):
    """It was sealed under a key that is neither SECRET_KEY nor among its fallbacks, or was altered."""


def seal(text: str) -> str:
    return _by_current().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """What was sealed under the current key or one of its fallbacks."""
    try:
        return MultiFernet([_by_current(), *_by_earlier()]).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError from error


def is_current(sealed: str) -> bool:
    """Whether the current key opens it, so that it will still be readable without the fallbacks."""
    try:
        _by_current().decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def _by_current() -> Fernet:
    return _fernet(settings.SECRET_KEY)


def _by_earlier() -> list[Fernet]:
    return [_fernet(secret) for secret in settings.SECRET_KEY_FALLBACKS]


def _fernet(secret: str) -> Fernet:
    """The key of this use alone: who learns it cannot sign sessions with it."""
    digest = salted_hmac(SALT, "fernet", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
