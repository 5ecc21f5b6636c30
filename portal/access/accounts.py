"""Who may come to the account pages, django-allauth's each by name.

A form sent empty comes back with what is missing: that is "yes" too.
"""

from portal.access.table import LOGIN, OK, ONWARD, STRANGER, Row, answers, for_all

NOT_SIGNED_IN_YET = answers({STRANGER: OK}, others=ONWARD)
ONLY_SIGNED_IN = answers({STRANGER: LOGIN}, others=OK)
ACCOUNTS = (
    Row("account_login", NOT_SIGNED_IN_YET, post=NOT_SIGNED_IN_YET),
    Row("account_logout", answers({STRANGER: ONWARD}, others=OK), post=for_all(ONWARD)),
    Row("account_inactive", for_all(OK)),
    Row("account_change_password", ONLY_SIGNED_IN, post=ONLY_SIGNED_IN),
    Row("account_reset_password", for_all(OK), post=for_all(OK)),
    Row("account_reset_password_done", for_all(OK)),
    Row("account_reset_password_from_key", for_all(OK), "a spent link", post=for_all(OK)),
    Row("account_reset_password_from_key_done", for_all(OK)),
)
