"""Pages for what went wrong: what happened, what was kept, what to do."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from portal.lib.policies import everyone
from portal.views import errors
from tests.factories import PASSWORD, make_representative, sign_in
from tests.pages import Page, read


@everyone
def broken(request: HttpRequest) -> None:
    raise RuntimeError("a view that fails")


def test_a_failure_needs_neither_database_nor_context(
    rf: RequestFactory,
) -> None:
    page = Page(errors.server_error(rf.get("/")))

    assert page.errors == []
    assert page.response.status_code == 500
    assert "what was saved before is as it was" in page.text
    assert "mailto:secretariat@example.org" in page.links
    assert next(page.all("a")).get("href") == "#main"
    assert page.main.get("id") == "main"


@pytest.mark.django_db
def test_a_view_that_fails_shows_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(get_resolver().url_patterns[0], "callback", broken)

    response = client.get("/")

    assert response.status_code == 500
    assert Page(response).headings == ["Something went wrong on our side"]


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_not_understood(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert Page(response).errors == []
    assert Page(response).headings == ["This request was not understood"]


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_was_kept() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {"login": "a@example.org", "password": PASSWORD})

    page = Page(response)
    assert response.status_code == 403
    assert page.errors == []
    assert page.headings == ["This form was too old"]
    assert "nothing was done" in page.text


@pytest.mark.django_db
def test_no_such_page_leads_on(client: Client) -> None:
    stranger = read(client, "/nowhere/", status=404)
    member = read(
        sign_in(client, make_representative("Riga representative")), "/nowhere/", status=404
    )

    assert stranger.links[:3] == ["/meetings/", "/groups/", "/cities/"]
    assert "Riga representative" in member.response.content.decode()
