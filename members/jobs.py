"""What members leaves for later."""

from members.actions import account, factors, sessions
from portal.lib import jobs


@jobs.job("send_password_reset")
def send_password_reset(person_id: int) -> None:
    account.send_password_reset(person_id=person_id)


@jobs.job("send_login_code")
def send_login_code(person_id: int, number: int) -> None:
    account.send_login_code(person_id=person_id, number=number)


@jobs.every("41 3 * * *", "renew_seals")
def renew_seals() -> None:
    """After the key was changed, the old one can go as soon as this ran."""
    factors.renew_seals()


@jobs.every("29 3 * * *", "forget_ended_sessions")
def forget_ended_sessions() -> None:
    sessions.forget_ended_sessions()
