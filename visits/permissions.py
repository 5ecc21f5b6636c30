"""Who may do what to a meeting: pure questions about a reader."""

from members.reader import Reader


def may_publish(reader: Reader) -> bool:
    """Publish meetings and reports, release agendas: the secretariat. Chairs and organisers prepare them."""
    return reader.is_staff


def may_decide(reader: Reader) -> bool:
    """Say whose a meeting is, who hosts it, who reads of it and who prepares it (docs/decisions/0115)."""
    return reader.is_staff
