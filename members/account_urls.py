"""The addresses below /accounts/: those of allauth that the portal uses, and no other, and the portal's own.

Changing a password and the mail that says so are one transaction. Each address answers the methods that it has a use
for: allauth's classes would take PUT for POST.
"""

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa_views
from allauth.mfa.webauthn import views as passkey_views
from django.db import transaction
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from members.views import addresses, factors, login_code, provider, sessions, ways_in
from portal.lib import device, features

form = require_http_methods(["GET", "HEAD", "POST"])
# Pages that ask a passkey who it is.
asks_passkey = features.opens("publickey-credentials-get")

urlpatterns = [
    path("", ways_in.ways_in, name="mfa_index"),
    path("welcome/", ways_in.welcome, name="welcome"),
    path("login/", form(asks_passkey(views.login)), name="account_login"),
    path("login/passkey/", form(passkey_views.login_webauthn), name="mfa_login_webauthn"),
    path("login/code/", login_code.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", login_code.confirm_login_code, name="account_confirm_login_code"),
    path("login/factor/", form(asks_passkey(mfa_views.authenticate)), name="mfa_authenticate"),
    path("login/<slug:provider_id>/", provider.provider_login, name="openid_connect_login"),
    path(
        "login/<slug:provider_id>/back/",
        provider.provider_callback,
        name="openid_connect_callback",
    ),
    path("logout/", form(device.emptied(views.logout)), name="account_logout"),
    path("inactive/", require_safe(views.account_inactive), name="account_inactive"),
    path("again/", form(views.reauthenticate), name="account_reauthenticate"),
    path("again/code/", form(mfa_views.reauthenticate), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        form(asks_passkey(passkey_views.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "password/change/",
        form(transaction.atomic(views.password_change)),
        name="account_change_password",
    ),
    path(
        "password/set/",
        form(reauthentication_required(transaction.atomic(views.password_set))),
        name="account_set_password",
    ),
    path("password/reset/", form(views.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        require_safe(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        form(transaction.atomic(views.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        require_safe(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("email/", addresses.email, name="account_email"),
    path("email/take-back/", addresses.take_back, name="take_back_address"),
    path("email/confirm/<str:token>/", addresses.confirm, name="confirm_address"),
    path("vouch/<int:person_id>/", addresses.vouch, name="vouch_for_address"),
    path("second-factor/", ways_in.second_factor, name="second_factor"),
    path("authenticator/", factors.activate_totp, name="mfa_activate_totp"),
    path("authenticator/remove/", factors.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", factors.rename_passkey, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/download/",
        factors.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("recovery-codes/new/", factors.make_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("sessions/<int:number>/end/", sessions.sign_out_of, name="end_session"),
]
