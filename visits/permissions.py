"""Who may do what to a meeting: pure questions about a reader."""

from members.reader import Reader
from visits.models import Meeting
from visits.registration.standing import actors_in


def may_publish(reader: Reader) -> bool:
    """Publish meetings and reports, release agendas: the secretariat. Chairs and organisers prepare them."""
    return reader.is_staff


def may_decide(reader: Reader) -> bool:
    """Say whose a meeting is, who hosts it, who reads of it and who prepares it (docs/decisions/0115)."""
    return reader.is_staff


def may_open_registration(reader: Reader) -> bool:
    """Open a registration, and name who reads what security asks: the secretariat (docs/decisions/0136)."""
    return reader.is_staff


def may_set_registration(reader: Reader, meeting: Meeting) -> bool:
    """Say how many seats there are, and who gets and approves one: the secretariat, and the chairs of its groups."""
    return bool(actors_in(reader, meeting))
