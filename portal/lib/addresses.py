"""E-mail addresses as people write them: one spelling for each, what is wrong with one, and the domains it stands in."""

import re
import unicodedata
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

LONGEST: Final = 254
# What is longer is no address with something around it, and is not searched for one.
LONGEST_WRITTEN: Final = 1000
# A domain as mail programs write one whose letters are not all of a to z.
ENCODED: Final = "xn--"
VALID: Final = EmailValidator()
# What is written around an address, and does not belong to it.
BEFORE: Final = re.compile(r"(?:mailto:)?[\s<\"'(]*", re.IGNORECASE)
AFTER: Final = re.compile(r"[\s>\"').,;:]*")


def normal(text: str) -> str:
    """An address in the one spelling in which it is kept and compared.

    It is lower case, without what stands around it; the domain is in its own letters, however it was encoded.
    """
    if len(text) > LONGEST_WRITTEN:
        return text.strip().lower()
    address = unicodedata.normalize("NFC", _without_what_is_around(text.strip())).lower()
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox}{at}{own_letters(domain)}" if at else address


def _without_what_is_around(text: str) -> str:
    """What stands after it is matched from the end: from the front, each of many signs would be tried."""
    if before := BEFORE.match(text):
        text = text[before.end() :]
    after = AFTER.match(text[::-1])
    return text[: len(text) - after.end()] if after else text


def fault_of(address: str) -> str:
    """What is wrong with an address in its normal spelling, in words for the page; nothing when it can be written to."""
    if not address:
        return _("There is no e-mail address here.")
    if "@" not in address:
        return _("This is no e-mail address: it has no @.")
    if len(address) > LONGEST:
        return _("This is too long for an e-mail address.")
    mailbox, _at, domain = address.rpartition("@")
    if not mailbox.isascii():
        return _("Before the @ only letters from a to z can be written to.")
    try:
        VALID(address)
        domain.encode("idna")
    except (ValidationError, UnicodeError):
        return _("This is not an e-mail address as mail can be sent to it. Is it mistyped?")
    return ""


def validate(address: Any) -> None:
    """For form fields: refuses with the same words."""
    if fault := fault_of(normal(str(address))):
        raise ValidationError(fault)


def domains_of(address: str) -> list[str]:
    """The domain of an address and those it lies in, the narrowest first, each in both of its spellings."""
    labels = own_letters(address.rpartition("@")[2].lower()).split(".")
    wider = [".".join(labels[first:]) for first in range(len(labels) - 1)]
    return [spelling for domain in wider for spelling in dict.fromkeys((domain, _encoded(domain)))]


def own_letters(domain: str) -> str:
    """A domain whose labels are written in their own letters; what cannot be decoded stays as it is."""
    if ENCODED not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _encoded(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
