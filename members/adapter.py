"""Our answers to what allauth asks: nobody signs up, mail goes the portal's way, and errors say what to do."""

import time
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import attempts
from members.actions import addresses, sessions
from members.models import Person
from members.reader import Reader
from members.sign_in import records_of
from portal.lib import mail

# allauth's mails that can occur with the addresses we include, by our own names.
MAILS: Final = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "account/email/password_set": "password_set",
}
# What these would tell, the action that notes a change tells in its own transaction (members/actions/factors.py).
TOLD_BY_US: Final = "mfa/"


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up, on the one e-mail address that a person's record holds."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together, or have no account here, so you are not "
            "logged in. Try again, or ask for a new password below."
        ),
        "too_many_login_attempts": _(
            "There were too many attempts with this e-mail address. Wait five minutes, then try again, or ask for a "
            "new password below."
        ),
        "enter_current_password": _(
            "This is not your password until now. Your password was not changed."
        ),
        "incorrect_password": _("This is not your password. Nothing was changed."),
        "rate_limited": _("That was too often in a short time. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user")
        mail.send(
            MAILS[template_prefix],
            to=email,
            person=person if isinstance(person, Person) else None,
            context={"person": person, "at": timezone.localtime()},
            is_secret=True,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Always to the address of the person's record: allauth's own table of addresses is not used."""
        if template_prefix.startswith(TOLD_BY_US):
            return
        if to := email or user.email:
            self.send_mail(template_prefix, to, {**(context or {}), "user": user})

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return attempts.from_here(
            request, super()._get_login_attempts_cache_key(request, **credentials)
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        key = str(credentials.get("email", "")).lower()
        counted = attempts.everywhere(request, action="login_failed", key=key)
        if not counted:
            raise self.validation_error("too_many_login_attempts")
        # Taken back with the other where the login succeeds.
        self._login_failed_rl_usage.usage.extend(counted.usage)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        """Not within the first minutes after coming in: who one is was said just now."""
        latest = max((each["at"] for each in records_of(self.request)), default=0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def set_password(self, user: Any, password: str) -> None:
        """Whoever was signed in with the old one is so no more, but for the browser that sets the new one.

        Nor does another address count any more that was asked for before, perhaps by somebody who had the password.
        """
        super().set_password(user, password)
        sessions.end_sessions(person=user, by=user, but=self.request.session.session_key)
        addresses.take_back_address(person=user, by=user)
        # Who forgot a password has often tried too many: the new one works at once.
        self._delete_login_attempts_cached_email(self.request, email=user.email or "")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if not Reader(person=user).is_member:
            messages.warning(request, _without_post())
        return response


def _without_post() -> str:
    return gettext(
        "You are signed in, but hold no post in a member city today, so you read what everyone reads. If that is "
        "wrong, write to %(email)s."
    ) % {"email": settings.NETWORK_EMAIL}
