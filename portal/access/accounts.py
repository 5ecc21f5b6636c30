"""Who may come to the account pages, django-allauth's each by name.

A form sent empty comes back with what is missing: that is "yes" too.
"""

from portal.access.table import (
    LOGIN,
    NOT_ALLOWED,
    NOT_FOUND,
    NOWHERE,
    OK,
    ONWARD,
    STRANGER,
    Answers,
    Row,
    answers,
    for_all,
    open_without_factor,
)

NOT_SIGNED_IN_YET = answers({STRANGER: OK}, others=ONWARD)
ONLY_SIGNED_IN = answers({STRANGER: LOGIN}, others=OK)
# Who one is is asked again before a change, and a factor that one has not is not there.
ASKED_AGAIN = answers({STRANGER: LOGIN}, others=ONWARD)
NOT_MINE = answers({STRANGER: LOGIN}, others=NOT_FOUND)
# A page without a form: strangers log in before they learn so.
NO_FORM = answers({STRANGER: LOGIN}, others=NOT_ALLOWED)


def while_factor_is_missing(
    name: str, read: Answers, situation: str = "", post: Answers = NOWHERE
) -> Row:
    """A row whose address stays open to staff without a second factor."""
    return Row(name, open_without_factor(read), situation, open_without_factor(post))


ACCOUNTS = (
    Row("account_login", NOT_SIGNED_IN_YET, post=NOT_SIGNED_IN_YET),
    while_factor_is_missing(
        "account_logout", answers({STRANGER: ONWARD}, others=OK), post=for_all(ONWARD)
    ),
    while_factor_is_missing("mfa_index", ONLY_SIGNED_IN, post=NO_FORM),
    while_factor_is_missing("second_factor", ONLY_SIGNED_IN, post=NO_FORM),
    Row("welcome", ONLY_SIGNED_IN, post=NO_FORM),
    Row("mfa_login_webauthn", for_all(ONWARD), post=for_all(ONWARD)),
    Row("account_request_login_code", NOT_SIGNED_IN_YET, post=NOT_SIGNED_IN_YET),
    Row("account_confirm_login_code", for_all(ONWARD), post=for_all(ONWARD)),
    # Of the address that leads to a provider, and the one that it leads back to, where none is configured.
    Row("openid_connect_login", for_all(NOT_FOUND), "of no provider"),
    Row("openid_connect_callback", for_all(NOT_FOUND), "of no provider"),
    Row("mfa_authenticate", for_all(ONWARD), post=for_all(ONWARD)),
    while_factor_is_missing("account_reauthenticate", ONLY_SIGNED_IN, post=ONLY_SIGNED_IN),
    while_factor_is_missing("mfa_reauthenticate", ASKED_AGAIN, post=ASKED_AGAIN),
    while_factor_is_missing("mfa_reauthenticate_webauthn", ASKED_AGAIN, post=ASKED_AGAIN),
    while_factor_is_missing("mfa_activate_totp", ASKED_AGAIN, post=ASKED_AGAIN),
    while_factor_is_missing("mfa_add_webauthn", ASKED_AGAIN, post=ASKED_AGAIN),
    while_factor_is_missing("mfa_view_recovery_codes", NOT_MINE, post=NO_FORM),
    while_factor_is_missing("mfa_download_recovery_codes", NOT_MINE, post=NO_FORM),
    Row("mfa_generate_recovery_codes", ASKED_AGAIN, post=ASKED_AGAIN),
    Row("mfa_deactivate_totp", NOT_MINE, post=NOT_MINE),
    Row("mfa_edit_webauthn", ASKED_AGAIN, "a passkey of nobody", post=ASKED_AGAIN),
    Row("mfa_remove_webauthn", NOT_MINE, "a passkey of nobody", post=NOT_MINE),
    Row("account_set_password", ASKED_AGAIN, post=ASKED_AGAIN),
    Row("usersessions_list", ONLY_SIGNED_IN, post=answers({STRANGER: LOGIN}, others=ONWARD)),
    Row(
        "end_session",
        NO_FORM,
        "a session of nobody",
        post=NOT_MINE,
    ),
    Row("account_inactive", for_all(OK)),
    Row("account_change_password", ONLY_SIGNED_IN, post=ONLY_SIGNED_IN),
    Row("account_reset_password", for_all(OK), post=for_all(OK)),
    Row("account_reset_password_done", for_all(OK)),
    Row("account_reset_password_from_key", for_all(OK), "a spent link", post=for_all(OK)),
    Row("account_reset_password_from_key_done", for_all(OK)),
)
