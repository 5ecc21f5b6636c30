"""Names of people and their posts as strangers hand them in: one line, and nothing that means more than a name."""

import re
import unicodedata
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST: Final = 160
# What spreadsheets take for a formula, mail programs for a header or a link, and browsers for a tag.
BEGINS_A_FORMULA: Final = ("=", "+", "@", "-")
LINK: Final = re.compile(r"://|\bwww\.|[<>]", re.IGNORECASE)


def one_line(text: str) -> str:
    """``text`` without line breaks, invisible signs and doubled spaces."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        sign for sign in composed if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join(visible.split())


def fault_of(name: str) -> str:
    """Why ``name`` (in one line) is not taken for the name of a person or a post, in words for the page."""
    if len(name) > LONGEST:
        return _("It is longer than %(most)d signs.") % {"most": LONGEST}
    if name.startswith(BEGINS_A_FORMULA):
        return _("It begins with “%(sign)s”, as a formula does. Write it in letters.") % {
            "sign": name[0]
        }
    if LINK.search(name):
        return _("It holds a link or a tag. Write a name only.")
    return ""


def validate(value: Any) -> None:
    """For form fields."""
    if fault := fault_of(one_line(str(value))):
        raise ValidationError(fault)
