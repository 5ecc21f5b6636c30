"""A document's page, by persona."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    make_chair,
    make_document,
    make_former_representative,
    make_group,
    make_meeting,
    make_representative,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_a_member_sees_what_it_is_and_the_button(client: Client) -> None:
    meeting = make_meeting("Study visit to Milan")
    document = make_document("FabriQ", meeting=meeting, kind="presentation", content=b"x" * 2048)
    sign_in(client, make_representative())

    page = client.get(document.get_absolute_url())

    text = page.content.decode()
    assert page.status_code == 200
    assert reverse("document_download", args=[document.pk]) in text
    for fact in (
        "FabriQ",
        "Presentation",
        "Study visit to Milan",
        "2.0\xa0KB",
        "PDF",
        "slides.pdf",
    ):
        assert fact in text


def test_a_stranger_sees_the_lock_and_is_led_back_here_by_the_login(client: Client) -> None:
    document = make_document("FabriQ")
    address = document.get_absolute_url()

    page = client.get(address)

    text = page.content.decode()
    assert page.status_code == 200
    assert "Log in to download" in text
    assert f"{reverse('account_login')}?next={address}" in text
    assert reverse("document_download", args=[document.pk]) not in text
    assert "slides.pdf" not in text


def test_a_stranger_to_a_groups_document_is_led_to_login_and_back(client: Client) -> None:
    document = make_document("Secret plan", audience="group")

    response = client.get(document.get_absolute_url())

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={document.get_absolute_url()}"


def test_who_may_not_is_told_what_to_do(client: Client) -> None:
    document = make_document("FabriQ")
    sign_in(client, make_former_representative())

    page = client.get(document.get_absolute_url())

    assert page.status_code == 403
    assert "FabriQ" in page.content.decode()
    assert "mailto:" in page.content.decode()


def test_who_may_not_know_of_it_is_not_told_its_name(client: Client) -> None:
    document = make_document("Secret plan", meeting=make_meeting(page_audience="group"))
    sign_in(client, make_representative())

    page = client.get(document.get_absolute_url())

    assert page.status_code == 403
    assert "Secret plan" not in page.content.decode()


def test_a_missing_file_is_said_to_its_editors_and_404_to_others(client: Client) -> None:
    group = make_group()
    document = make_document(
        meeting=make_meeting(lead_group=group), content=None, original_name="FabriQ.pptx"
    )

    assert client.get(document.get_absolute_url()).status_code == 404
    sign_in(client, make_representative())
    assert client.get(document.get_absolute_url()).status_code == 404
    sign_in(client, make_chair(group))
    page = client.get(document.get_absolute_url())
    assert page.status_code == 200
    assert "File missing" in page.content.decode()
    assert "FabriQ.pptx" in page.content.decode()


def test_a_link_is_opened_by_its_own_button(client: Client) -> None:
    document = make_document(link="https://video.example/1", kind="recording", audience="public")

    page = client.get(document.get_absolute_url())

    assert reverse("document_download", args=[document.pk]) in page.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_changed_here(client: Client, method: str) -> None:
    document = make_document(audience="public")

    assert getattr(client, method)(document.get_absolute_url()).status_code == 405
