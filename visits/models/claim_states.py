"""The states of a claim to a seat, and the named sets of them."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClaimState(TextChoices):
    """Ended is ended: who registers again has a new claim, and joins at the end."""

    INVITED = "invited", _("invited")
    PENDING = "pending", _("waiting for approval")
    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("offered a seat")
    REFUSED = "refused", _("refused")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("lapsed")
    CANCELLED = "cancelled", _("cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")


# They alone hold a seat.
HOLDING: Final = (ClaimState.CONFIRMED, ClaimState.OFFERED)
# Not ended, the best first: a registration shows the best of its claims to attend.
LIVING: Final = (
    ClaimState.CONFIRMED,
    ClaimState.OFFERED,
    ClaimState.WAITING,
    ClaimState.PENDING,
    ClaimState.INVITED,
)
# Asked for in earnest: a seat, or a place in line.
ASKING: Final = (
    ClaimState.PENDING,
    ClaimState.WAITING,
    ClaimState.OFFERED,
    ClaimState.CONFIRMED,
)
ENDED: Final = (
    ClaimState.REFUSED,
    ClaimState.DECLINED,
    ClaimState.LAPSED,
    ClaimState.CANCELLED,
    ClaimState.WITHDRAWN,
)
# What waits for an answer of the person, until a moment.
RUNS_OUT: Final = (ClaimState.INVITED, ClaimState.OFFERED)
# What is still to be answered when the meeting begins is over then.
OVER_WITH_THE_BEGINNING: Final = (
    ClaimState.INVITED,
    ClaimState.PENDING,
    ClaimState.WAITING,
    ClaimState.OFFERED,
)
