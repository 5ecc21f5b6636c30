"""As whom a reader acts at the desk of a meeting's registration: staff, a chair of its groups, or nobody who decides."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from portal.lib import digits
from visits.registration.states import TRANSITIONS, Actor

# Staff before chairs: they may do more.
IN_ORDER: Final = (Actor.STAFF, Actor.CHAIR)


def as_whom(actors: Collection[Actor], verb: str) -> Actor | None:
    """In which standing these may do it at all, whatever the state of the registration."""
    allowed = TRANSITIONS[verb].who
    return next((one for one in IN_ORDER if one in actors and one in allowed), None)


def acting(actors: Collection[Actor], verb: str) -> Actor:
    """The same; who has no such standing is refused."""
    if (found := as_whom(actors, verb)) is None:
        raise PermissionDenied
    return found


def version_in(sent: QueryDict) -> int:
    """The version of the row that the form was made from; one that no row has, where none is said."""
    return digits.number(sent.get("version", ""), otherwise=-1)
