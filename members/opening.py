"""What a link that was mailed opens, or why it opens nothing any more."""

from enum import StrEnum
from http import HTTPStatus

from members.models import Invitation, Person


class Closed(StrEnum):
    """Why an invitation lets nobody in now, in the order in which it is said."""

    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    OLDER = "older"
    EXPIRED = "expired"
    NO_MEMBER = "no member"
    INACTIVE = "inactive"
    OTHER_PERSON = "other person"
    LOG_IN = "log in"

    @property
    def status(self) -> HTTPStatus:
        """Gone for good, or not for this reader; that one must log in first is no refusal."""
        match self:
            case Closed.NO_MEMBER | Closed.INACTIVE | Closed.OTHER_PERSON:
                return HTTPStatus.FORBIDDEN
            case Closed.LOG_IN:
                return HTTPStatus.OK
        return HTTPStatus.GONE


def why_closed(
    invitation: Invitation, sends: int, person: Person | None, by: Person | None
) -> Closed | None:
    """Why the link sent as the ``sends``-th lets nobody in; none when it does.

    ``person`` is whom the invitation is for, where that one is known; ``by`` who is signed in. Who has an account
    accepts when signed in, so that a link that went astray opens nobody's account.
    """
    is_member = invitation.city is None or invitation.city.memberships.current().exists()
    reasons = {
        Closed.WITHDRAWN: invitation.withdrawn_at is not None,
        Closed.ACCEPTED: invitation.accepted_at is not None,
        Closed.OLDER: invitation.sends != sends,
        Closed.EXPIRED: invitation.has_expired,
        Closed.NO_MEMBER: not is_member,
        Closed.INACTIVE: person is not None and not person.is_active,
        Closed.OTHER_PERSON: by is not None and by != person,
        Closed.LOG_IN: person is not None and person.has_account and by is None,
    }
    return next((why for why, is_so in reasons.items() if is_so), None)
