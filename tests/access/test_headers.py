"""What every response says to the browser, also when something goes wrong: closed policies, and no cookie that has no use.

All other answers are looked at in test_table.py.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from portal import access
from portal.access import Persona
from tests.access import situations
from tests.access.headers import open_points
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db

# Pages with a form that a stranger may send.
FORMS = {"account_login", "account_request_login_code", "account_reset_password", "ask_access"}
# Such pages behind a link that was mailed.
BY_LINK = {
    ("invitation", "that is open"),
    ("confirm_access", "not confirmed yet"),
    ("confirm_address", "an open change"),
}


def fails(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("On purpose.")


fails.policy = "everyone"  # type: ignore[attr-defined]
fails.login_required = False  # type: ignore[attr-defined]

urlpatterns = [path("fails/", fails), path("", include("portal.urls"))]
handler400 = "portal.views.errors.bad_request"
handler500 = "portal.views.errors.server_error"


@pytest.mark.parametrize(
    ("method", "address", "fields", "status"),
    [
        ("GET", "/no-such-page/", {}, 404),
        ("GET", "/fails/", {}, 500),
        ("GET", "/", {"headers": {"host": "evil.example.org"}}, 400),
        ("POST", "/accounts/login/", {}, 403),
        ("POST", "/", {}, 403),
        ("DELETE", "/healthz", {}, 403),
        ("GET", "/accounts/password/change/", {}, 302),
        ("GET", "/meetings", {}, 301),
        ("OPTIONS", "/meetings/", {}, 405),
    ],
)
def test_what_goes_wrong(
    settings: LazySettings, method: str, address: str, fields: dict[str, Any], status: int
) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    response = client.generic(method, address, **fields)

    assert response.status_code == status
    assert open_points(response) == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'"),
        ("Content-Security-Policy", "default-src 'none'; img-src https://example.org"),
        ("Content-Security-Policy", "default-src 'self'"),
        ("Content-Security-Policy", "default-src 'none'; script-src 'nonce-abc'"),
        ("X-Content-Type-Options", "any"),
    ],
)
def test_an_open_point_is_found(client: Client, header: str, value: str) -> None:
    response = client.get("/healthz")
    response[header] = value

    assert open_points(response) != []


# Cookies -----------------------------------------------------------------------------------------


def test_a_stranger_gets_no_cookie_but_for_a_form_or_a_link() -> None:
    _, addresses = situations.gather()

    client, given = Client(), {}
    for key, address in addresses.items():
        client.cookies.clear()
        response = client.get(address)
        response.getvalue()
        if response.cookies:
            given[key] = set(response.cookies)

    forms = {(name, "") for name in FORMS} | BY_LINK
    guests = {("registration_link", "of a guest"): {settings.SESSION_COOKIE_NAME}}
    assert given == {key: {settings.CSRF_COOKIE_NAME} for key in forms} | guests


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client: Client) -> None:
    make_person(email="member@example.org", password=PASSWORD)
    login = reverse("account_login")
    client.get(login)

    client.post(login, {"login": "member@example.org", "password": PASSWORD})

    assert set(client.cookies) >= {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME}
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert not cookie["domain"], name


PRODUCTION = {
    "SECRET_KEY": "a-key-of-production-that-is-as-long-as-it-has-to-be",
    "SITE_URL": "https://portal.example.org",
    "NETWORK_EMAIL": "secretariat@example.org",
    "DATABASE_URL": "postgresql:///portal",
}
ASK = """
import json
from portal import settings
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG", "DEMO"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def test_production_speaks_https_only() -> None:
    environment = PRODUCTION | {"PATH": os.environ["PATH"]}

    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
    )

    assert json.loads(answer.stdout) == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "DEBUG": False,
        "DEMO": False,
    }


def test_every_form_of_the_table_is_a_form_here() -> None:
    sent = {row.name for row in access.TABLE if row.post[Persona.STRANGER] == access.Answer.OK}

    by_link = {"account_reset_password_from_key", *(name for name, _ in BY_LINK)}
    assert sent - by_link == FORMS
