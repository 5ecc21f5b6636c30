"""What members leaves for later."""

from members.actions import access, account, addresses, factors, invitations
from portal.lib import jobs


@jobs.job("send_password_reset")
def send_password_reset(person_id: int) -> None:
    account.send_password_reset(person_id=person_id)


@jobs.job("send_login_code")
def send_login_code(person_id: int, number: int) -> None:
    account.send_login_code(person_id=person_id, number=number)


@jobs.job("send_address_change")
def send_address_change(change_id: int) -> None:
    addresses.send_address_change(change_id=change_id)


@jobs.every("41 3 * * *", "renew_seals")
def renew_seals() -> None:
    """After the key was changed, the old one can go as soon as this ran."""
    factors.renew_seals()


@jobs.job("send_invitations")
def send_invitations(batch_id: int) -> None:
    invitations.send_batch(batch_id=batch_id)


@jobs.job("send_access_mail")
def send_access_mail(request_id: int) -> None:
    access.send_access_mail(request_id=request_id)
