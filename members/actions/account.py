"""Changes of a person's way in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from members.login_code import code_of
from members.models import Person
from portal.lib import mail, site


@transaction.atomic
def send_password_reset(*, person_id: int) -> None:
    """Sends the link to a new password to a person who may log in and once had a password.

    To others nothing is sent: who was never invited gets an account by invitation, not by asking for a password.
    """
    person = Person.objects.filter(pk=person_id, is_active=True, email__isnull=False).first()
    if person is None or person.email is None or not person.has_usable_password():
        return
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    mail.send(
        "password_reset",
        to=person.email,
        person=person,
        context={
            "person": person,
            "link": site.absolute(path),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        },
        is_secret=True,
    )


@transaction.atomic
def send_login_code(*, person_id: int, number: int) -> None:
    """Sends the code that is made from *number* to a person who has come in before or has a password.

    To others nothing is sent: who was never invited comes in by invitation, and chooses then how to come back.
    """
    person = Person.objects.filter(pk=person_id, is_active=True, email__isnull=False).first()
    if person is None or person.email is None:
        return
    if person.last_login is None and not person.has_usable_password():
        return
    mail.send(
        "login_code",
        to=person.email,
        person=person,
        context={
            "person": person,
            "code": code_of(number),
            "minutes": settings.LOGIN_CODE_MINUTES,
        },
        is_secret=True,
    )
