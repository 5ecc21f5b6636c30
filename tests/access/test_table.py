"""Every address by persona and method, asked over HTTP and compared with portal/access/."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from portal import access
from portal.access import Answer, Persona, Row
from tests.access import situations
from tests.access.headers import open_points
from tests.personas import Cast

pytestmark = pytest.mark.django_db

BYTES = ("document_download", "page_image")
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern} has no name"
            yield pattern.name


def test_every_address_is_in_the_table_and_every_row_has_an_address() -> None:
    assert set(names(get_resolver().url_patterns)) == {row.name for row in access.TABLE}


def test_every_row_is_asked_for() -> None:
    _, addresses = situations.gather()

    assert set(addresses) == {row.key for row in access.TABLE}
    assert len(access.TABLE) == len({row.key for row in access.TABLE})


def cookies_of(persona: Persona, cast: Cast) -> dict[str, str]:
    """The session of someone who logged in, or, of the one who expired, of someone who did long ago; or of the guest."""
    client = Client()
    if persona == Persona.GUEST:
        client.get(situations.link_of_guest())
    is_expired = persona == Persona.EXPIRED
    if person := cast.person("coordinator") if is_expired else cast.readers[persona].person:
        client.force_login(person)
    if is_expired:
        Session.objects.update(expire_date=timezone.now())
    return {name: morsel.value for name, morsel in client.cookies.items()}


def ask(client: Client, method: str, address: str, cookies: dict[str, str]) -> Any:
    """One request as if it were the only one: what it writes, also of cookies, is taken back.

    It is asked of one client after another request, as of a portal that runs: a new one would set up all middleware.
    """
    client.cookies = SimpleCookie(cookies)
    with transaction.atomic():
        response = client.generic(method, address)
        body = response.getvalue()
        transaction.set_rollback(True)
    assert not (method == "HEAD" and body), f"HEAD {address} has a body"
    return response


def answer_of(response: Any) -> Answer | str:
    match response.status_code:
        case 200:
            return Answer.OK
        case 301 | 302:
            login = reverse(settings.LOGIN_URL) + "?next=/"
            return Answer.LOGIN if response["Location"].startswith(login) else Answer.ONWARD
        case status:
            return next((answer for answer in Answer if answer == str(status)), f"status {status}")


def differences(
    rows: tuple[Row, ...], persona: Persona, addresses: dict[situations.Key, str], cookies: Any
) -> Iterator[str]:
    """Between what is answered and the table; also what a response leaves open to the browser."""
    client = Client()
    for row in rows:
        for method, expected in (
            ("GET", row.read[persona]),
            ("HEAD", row.read[persona]),
            ("POST", row.post[persona]),
        ):
            response = ask(client, method, addresses[row.key], cookies)
            asked = f"{method} {row.name} ({row.situation})"
            if (given := answer_of(response)) != expected:
                yield f"{asked}: {given}, expected {expected}"
            yield from (f"{asked}: {point}" for point in open_points(response))


@pytest.mark.parametrize("persona", list(Persona))
def test_answers(persona: Persona) -> None:
    cast, addresses = situations.gather()
    cookies = cookies_of(persona, cast)

    assert list(differences(access.TABLE, persona, addresses, cookies)) == []


@pytest.mark.parametrize("persona", [Persona.STRANGER, Persona.ADMINISTRATOR])
def test_other_methods_are_refused(persona: Persona) -> None:
    cast, addresses = situations.gather()
    cookies = cookies_of(persona, cast)
    client = Client()
    one_of_each_name = {row.name: row for row in access.TABLE}

    answers = {
        (method, name): answer_of(ask(client, method, addresses[row.key], cookies))
        for name, row in one_of_each_name.items()
        for method in OTHER_METHODS
    }

    # Where only the signed in have business at all, a stranger is led to the login whatever the method.
    assert answers == {
        (method, name): Answer.LOGIN if row.post[persona] == Answer.LOGIN else Answer.NOT_ALLOWED
        for name, row in one_of_each_name.items()
        for method in OTHER_METHODS
    }


def test_a_login_leads_back() -> None:
    _, addresses = situations.gather()
    client = Client()

    for row in access.TABLE:
        if row.read[Persona.STRANGER] == Answer.LOGIN and row.name not in BYTES:
            address = addresses[row.key]
            response = ask(client, "GET", address, {})
            back = quote(address, safe="/")
            assert response["Location"] == f"{reverse('account_login')}?next={back}"


@pytest.mark.parametrize("name", BYTES)
def test_a_login_before_any_byte_leads_to_the_documents_page(name: str) -> None:
    _, addresses = situations.gather()

    response = ask(Client(), "GET", addresses[name, "for members"], {})

    page = addresses["document", "for members"]
    assert response["Location"] == f"{reverse('account_login')}?next={page}"


def test_an_address_that_is_none_is_404_for_a_stranger_too() -> None:
    assert Client().get("/no-such-thing/").status_code == 404


def test_forms_without_their_token_are_refused() -> None:
    forms = [row for row in access.TABLE if Answer.OK in row.post.values()]
    _, addresses = situations.gather()
    client = Client(enforce_csrf_checks=True)

    for row in forms:
        client.cookies.clear()
        response = client.post(addresses[row.key], {})
        assert response.status_code == 403, row.name
