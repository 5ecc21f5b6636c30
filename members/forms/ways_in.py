"""What is asked of who comes in or changes a password, on allauth's own fields."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.lib import jobs

# The address of a job that is enqueued for nobody, see PasswordResetForm.
NOBODY = 0


class LoginForm(allauth_forms.LoginForm):
    """E-mail and password; the way to a new password stands in the page, not in a field's help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["password"].help_text = ""
        without_placeholders(self)


class PasswordResetForm(allauth_forms.ResetPasswordForm):
    """Asks for the link to a new password.

    Whether an account exists must not show, neither in the page nor in its queries nor in what is queued: every
    request asks the database once and enqueues one job, which for an unknown address does nothing. The token is made
    and the mail written by the job.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        without_placeholders(self)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ARG002
        email: str = self.cleaned_data["email"]
        person_id = Person.objects.filter(email=email).values_list("pk", flat=True).first()
        jobs.enqueue("send_password_reset", person_id=person_id or NOBODY)
        return email


class LoginCodeForm(forms.Form):
    """Asks for a code by mail."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ConfirmCodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Eight letters; large or small, and with or without the dash."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off"}),
    )

    def refuse(self) -> None:
        self.add_error(
            "code", _("This is not the code that was sent last. You are not logged in. Try again.")
        )


class PasswordFromKeyForm(allauth_forms.ResetPasswordKeyForm):
    """Takes the new password of someone who came by the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_password(self)


class PasswordChangeForm(allauth_forms.ChangePasswordForm):
    """Takes the new password of someone who is signed in and knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your password until now")
        self.fields["oldpassword"].help_text = ""
        _name_new_password(self)


class PasswordSetForm(allauth_forms.SetPasswordForm):
    """Takes the first password of someone who came in without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_password(self)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """Asks again for the password, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = ""
        without_placeholders(self)


def _name_new_password(form: Any) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = _(
        "At least twelve characters; not one of the most common, and not close to your name or address."
    )
    form.fields["password2"].label = _("New password, again")
    without_placeholders(form)


def without_placeholders(form: Any) -> None:
    """A label says it already, and stays when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
