"""Second factors: what allauth asks about them, and which of them a person has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Person
from members.reader import STAFF_OFFICES
from portal.lib import qr, seals

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# Recovery codes stand in for a factor and are none themselves.
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
KINDS: Final = {
    Authenticator.Type.TOTP.value: _("authenticator app"),
    Authenticator.Type.WEBAUTHN.value: _("passkey"),
    Authenticator.Type.RECOVERY_CODES.value: _("recovery codes"),
}


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are sealed, QR codes are ours, and whoever must have a factor keeps the last one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code is not right, or was used already. Wait for the next one; if that does not help either, see "
            "whether the clock of your telephone is right."
        ),
        "cannot_delete_authenticator": _(
            "Your office needs a second factor, and this is the last one you have. Set up another one first, then "
            "remove this."
        ),
        "cannot_generate_recovery_codes": _(
            "Recovery codes stand in for an authenticator app or a passkey, and you have neither yet."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seals.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return seals.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_last_needed(authenticator)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return (
            gettext("Passkey")
            if number == 1
            else gettext("Passkey %(number)d") % {"number": number}
        )

    def _get_site_name(self) -> str:
        return str(settings.NETWORK_NAME)


@dataclass(frozen=True)
class Way:
    """One way to prove who one is beyond the password: an app, a passkey, or the recovery codes."""

    type: str
    name: str

    @property
    def is_factor(self) -> bool:
        return self.type in FACTORS

    @property
    def kind(self) -> _StrOrPromise:
        """What people call its type."""
        return KINDS.get(self.type, self.type)


def ways_of(person: Person) -> dict[int, Way]:
    """What a person has set up, by number."""
    found = Authenticator.objects.filter(user_id=person.pk).order_by("pk")
    return {each.pk: Way(each.type, str(each)) for each in found}


def needs_factor(person: Person) -> bool:
    """By office, and because the network asks for it."""
    return settings.SECOND_FACTOR_REQUIRED and person.office in STAFF_OFFICES


def is_last_needed(authenticator: Authenticator) -> bool:
    """Whether its owner would lack the second factor that the office needs, were this one gone."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
    return needs_factor(authenticator.user) and not others.exclude(pk=authenticator.pk).exists()


def has_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())
