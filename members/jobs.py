"""What members leaves for later."""

from members.actions import account
from portal.lib import jobs


@jobs.job("send_password_reset")
def send_password_reset(person_id: int) -> None:
    account.send_password_reset(person_id=person_id)
