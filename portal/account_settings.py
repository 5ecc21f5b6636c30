"""The settings of allauth, which no installation changes; a part of portal/settings.py."""

from typing import Any

ACCOUNT_ADAPTER = "members.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.ways_in.LoginForm",
    "reauthenticate": "members.forms.ways_in.ReauthenticateForm",
    "reset_password": "members.forms.ways_in.PasswordResetForm",
    "reset_password_from_key": "members.forms.ways_in.PasswordFromKeyForm",
    "change_password": "members.forms.ways_in.PasswordChangeForm",
    "set_password": "members.forms.ways_in.PasswordSetForm",
}
# Django's own, which reads the person's record alone.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# What is "everywhere" counts an address wherever it is named from (members/attempts.py): more than one place can use up.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "login_failed_everywhere": "300/h/key",
    "reset_password": "10/m/ip,30/m/key",
    "request_login_code": "20/m/ip,3/5m/key",
    "request_login_code_everywhere": "90/h/key",
    "reauthenticate": "10/m/user",
    "change_address": "20/h/ip,5/h/key",
    "ask_access": "20/h/ip,5/h/key",
    "invite": "60/m/user",
    "upload": "120/h/user",
}
# In seconds. A change of how one comes in asks again who it is, unless that was said a shorter time ago.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# How long a code by mail, and how long the link that confirms a new address, is good.
LOGIN_CODE_MINUTES = 15
ADDRESS_CHANGE_HOURS = 48
MFA_ADAPTER = "members.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# One step of 30 seconds early or late, for clocks that are not quite right.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}
MFA_FORMS = {
    "authenticate": "members.forms.factors.AuthenticateForm",
    "reauthenticate": "members.forms.factors.ReauthenticateByCodeForm",
    "activate_totp": "members.forms.factors.ActivateTotpForm",
    "login_webauthn": "members.forms.factors.LoginByPasskeyForm",
    "authenticate_webauthn": "members.forms.factors.AuthenticateByPasskeyForm",
    "reauthenticate_webauthn": "members.forms.factors.ReauthenticateByPasskeyForm",
    "add_webauthn": "members.forms.factors.AddPasskeyForm",
    "edit_webauthn": "members.forms.factors.RenamePasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "members.provider.ProviderAdapter"
# The way there is a link: a form that leads to another site is what the content security policy forbids.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False


def openid_connect(
    *, name: str, server_url: str, client_id: str, secret: str
) -> dict[str, dict[str, Any]]:
    """allauth's own way to say which provider there is; none where it has no address."""
    if not server_url:
        return {}
    app = {
        "provider_id": "network",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server_url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
