"""Logging in as tests do it, and what a page says."""

import re
from typing import Any

from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Person
from tests.factories import PASSWORD, make_representative

TABLE = r"\b((?:portal|members|account|django|procrastinate)_\w+)"


def log_in(client: Client, email: str | None, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(
        reverse("account_login"), {"login": email or "", "password": password, **extra}
    )


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def make_member(**fields: Any) -> Person:
    return make_representative(password=PASSWORD, **fields)


def make_nobody() -> str:
    return "nobody@example.org"


def make_without_password() -> str:
    return str(make_representative().email)


def beside_the_cache(queries: CaptureQueriesContext) -> list[str]:
    """The tables that were asked or written, but for the counts of attempts and savepoints."""
    tables = [re.search(TABLE, query["sql"]) for query in queries]
    return [name for found in tables if found and (name := found.group(1)) != "portal_cache"]
