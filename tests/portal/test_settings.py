"""The settings as production reads them: what is refused at the start, by name, and what can be chosen."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "PATH": os.environ["PATH"],
    "SECRET_KEY": "a-key-of-production-that-is-as-long-as-it-has-to-be",
    "SITE_URL": "https://portal.example.org",
    "NETWORK_EMAIL": "secretariat@example.org",
    "DATABASE_URL": "postgresql:///portal",
}
BUCKET = {
    "DOCUMENT_STORE": "s3",
    "S3_BUCKET": "documents",
    "S3_ACCESS_KEY": "portal",
    "S3_SECRET_KEY": "a-secret",
}


def ask(question: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from portal import settings; print({question})"],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "NETWORK_EMAIL", "DATABASE_URL"])
@pytest.mark.parametrize("value", [None, ""])
def test_production_has_no_default_for_what_only_its_keeper_knows(
    name: str, value: str | None
) -> None:
    rest = {key: value for key, value in PRODUCTION.items() if key != name}

    said = ask("'started'", rest if value is None else rest | {name: value})

    assert said.stdout == ""
    assert f"{name} is {'not set' if value is None else 'empty'}." in said.stderr


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"S3_PRESIGNED": "1"}, "S3_PRESIGNED needs DOCUMENT_STORE=s3"),
        (BUCKET | {"ACCEL_REDIRECT": "/kept/"}, "ACCEL_REDIRECT needs DOCUMENT_STORE=folder"),
        (BUCKET | {"S3_BUCKET": ""}, "S3_BUCKET is empty."),
    ],
)
def test_what_cannot_hand_files_over_is_refused(changes: dict[str, str], refusal: str) -> None:
    said = ask("'started'", PRODUCTION | changes)

    assert said.stdout == ""
    assert refusal in said.stderr


def test_a_date_that_is_none_is_refused_with_one_that_is() -> None:
    said = ask("'started'", PRODUCTION | {"NETWORK_ACCESSIBILITY_REVIEWED_ON": "4 May"})

    assert (
        "NETWORK_ACCESSIBILITY_REVIEWED_ON is '4 May': write a date as 2026-11-22." in said.stderr
    )


@pytest.mark.parametrize(
    "changes", [{"ACCEL_REDIRECT": "/kept/"}, BUCKET, BUCKET | {"S3_PRESIGNED": "1"}]
)
def test_what_can_hand_files_over_is_taken(changes: dict[str, str]) -> None:
    assert ask("'started'", PRODUCTION | changes).stdout == "started\n"


@pytest.mark.parametrize(("given", "is_on"), [({}, True), ({"HSTS_SUBDOMAINS": "0"}, False)])
def test_neighbours_of_the_portal_may_be_left_out_of_strict_https(
    given: dict[str, str], *, is_on: bool
) -> None:
    question = (
        "settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD, "
        "bool(getattr(settings, 'SILENCED_SYSTEM_CHECKS', []))"
    )

    assert ask(question, PRODUCTION | given).stdout == f"{is_on} {is_on} {not is_on}\n"


PROVIDER = {
    "OIDC_SERVER_URL": "https://login.example.org/realms/network",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_CLIENT_SECRET": "a secret",
}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET is empty."),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID is empty."),
        ({"OIDC_SERVER_URL": "http://login.example.org"}, "must begin with https://"),
    ],
)
def test_a_provider_that_cannot_be_asked_safely_is_refused(
    changes: dict[str, str], refusal: str
) -> None:
    said = ask("'started'", PRODUCTION | PROVIDER | changes)

    assert said.stdout == ""
    assert refusal in said.stderr


def test_a_provider_is_called_by_its_host_unless_it_has_a_name() -> None:
    assert ask("settings.OIDC_NAME", PRODUCTION | PROVIDER).stdout == "login.example.org\n"
    named = PROVIDER | {"OIDC_NAME": "City login"}
    assert ask("settings.OIDC_NAME", PRODUCTION | named).stdout == "City login\n"


def test_a_second_factor_is_required_but_in_the_demo() -> None:
    question = "settings.SECOND_FACTOR_REQUIRED, settings.SECOND_FACTOR_GRACE_DAYS"

    assert ask(question, PRODUCTION).stdout == "True 14\n"
    assert ask(question, PRODUCTION | {"DEMO": "1"}).stdout == "False 14\n"
