"""What is asked of a second factor, on allauth's own fields: codes that work once, and what a passkey answered."""

from typing import Any, Final

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.forms.ways_in import without_placeholders
from members.models import Person

# Of a passkey's answer that is none, or of another shape than the standard's.
MALFORMED: Final = (TypeError, ValueError, KeyError, AttributeError)
# A code of an authenticator is good for its own step of 30 seconds and for those beside it.
CODE_IS_GOOD_FOR: Final = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)
NAME_LENGTH: Final = 60


class AuthenticateForm(code_forms.AuthenticateForm):
    """A code of the authenticator, or one of the recovery codes, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self)

    def clean_code(self) -> str:
        return _used_up(self, super().clean_code())


class ReauthenticateByCodeForm(code_forms.ReauthenticateForm):
    """The same, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self)

    def clean_code(self) -> str:
        return _used_up(self, super().clean_code())


class ActivateTotpForm(totp_forms.ActivateTOTPForm):
    """The first code, which shows that the authenticator has the secret; it is used up by that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits that the app shows")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        without_placeholders(self)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        _take(self.user, code)
        return code


def _name_code(form: Any) -> None:
    form.fields["code"].label = _("Code of your authenticator app, or a recovery code")
    without_placeholders(form)


def _used_up(form: Any, code: str) -> str:
    """allauth remembers a code for 30 seconds, but with clocks that are not quite right it is good for longer."""
    if form.authenticator.type == Authenticator.Type.TOTP and not _take(form.user, code):
        raise ValidationError(
            _("This code was used already. Wait for the next one, which comes within 30 seconds."),
            code="used_code",
        )
    return code


def _take(person: Person, code: str) -> bool:
    """Whether nobody has used this person's code before."""
    key = f"members.totp.{person.pk}.{normalize_user_code(code)}"
    return bool(cache.add(key, 1, timeout=CODE_IS_GOOD_FOR))


class _SaysWhatIsWrong:
    """Whatever a browser sends in place of a passkey's answer, it is refused in words."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (ValidationError, *MALFORMED) as error:
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise _refused() from error


class LoginByPasskeyForm(_SaysWhatIsWrong, passkey_forms.LoginWebAuthnForm):
    """A passkey instead of address and password."""


class AuthenticateByPasskeyForm(_SaysWhatIsWrong, passkey_forms.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class ReauthenticateByPasskeyForm(_SaysWhatIsWrong, passkey_forms.ReauthenticateWebAuthnForm):
    """A passkey before something that matters."""


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """A new passkey. Each can replace the password: which kind a key is to be is not a question for its owner."""

    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].help_text = _("Such as “work laptop”, to know it from others by.")
        self.fields["name"].widget.attrs["maxlength"] = NAME_LENGTH

    def clean_name(self) -> str:
        name: str = super().clean_name()
        return name[:NAME_LENGTH]

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except (ValidationError, *MALFORMED) as error:
            raise _refused() from error


class RenamePasskeyForm(passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].widget.attrs["maxlength"] = NAME_LENGTH

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])[:NAME_LENGTH]


def _refused() -> ValidationError:
    return ValidationError(
        _(
            "The passkey was not accepted: the question was too old or answered already, or the passkey is not known "
            "here. Nothing was changed. Try again, or use another way."
        ),
        code="passkey_refused",
    )
