"""Who comes with a request: somebody who signed in, a guest by the signed link of a registration, or a stranger.

Of a guest the session remembers two numbers, until the browser is closed. What they open is asked of the registration at
each request, so that one that has ended, or whose link was made anew, opens nothing any more.
"""

from typing import Any, Final

from django.http import HttpRequest

from members.models import Person
from members.reader import STRANGER, LinkScope, Reader
from portal.lib.parts import FRESH

GUEST: Final = "guest"


def reader_of(request: HttpRequest) -> Reader:
    """The reader behind a request. Who is signed in reads as that person, whatever link was opened before."""
    content = getattr(request, "content", FRESH)
    if not isinstance(request.user, Person):
        scope = scope_of(request)
        return Reader(authenticated_by="link", scope=scope, content=content) if scope else STRANGER
    methods = request.session.get("account_authentication_methods", [])
    names = [str(record.get("method", "")) for record in methods if isinstance(record, dict)]
    return Reader(
        person=request.user,
        authenticated_by=names[0] if names else "session",
        has_second_factor="mfa" in names,
        content=content,
    )


def let_guest_in(request: HttpRequest, registration_id: int, link_number: int) -> None:
    """Remember the link, in a session of its own: nothing that was in this browser's session before comes in with it."""
    request.session.flush()
    request.session[GUEST] = [registration_id, link_number]
    request.session.set_expiry(0)


def scope_of(request: HttpRequest) -> LinkScope | None:
    """What the link opens that the session remembers."""
    match request.session.get(GUEST):
        case [int(registration_id), int(link_number)]:
            found = _registrations().opened_by_link(registration_id, link_number).first()
        case _:
            found = None
    if found is None:
        return None
    return LinkScope("guest", found.meeting_id, registration_id=found.pk, stands=found.state)


def _registrations() -> Any:
    """All registrations: their app imports this one, and is found from here by the relation."""
    return Person.registrations.rel.related_model.objects  # type: ignore[attr-defined]
