"""A document's page, by persona."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.models import Document, DocumentVersion
from tests.factories import (
    make_chair,
    make_document,
    make_former_representative,
    make_group,
    make_meeting,
    make_pages,
    make_representative,
    make_version,
    sign_in,
)
from tests.pages import read, words

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


@pytest.mark.parametrize("audience", ["members", "group"])
def test_a_stranger_is_led_to_login_and_back(client: Client, audience: str) -> None:
    document = make_document("FabriQ", audience=audience)

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


def ready(*texts: str, **fields: Any) -> Document:
    document = make_document("FabriQ", **({"kind": "presentation"} | fields))
    assert document.current is not None
    make_pages(document.current, texts=texts)
    return document


def test_all_slides_are_there_with_pictures_texts_and_addresses(client: Client) -> None:
    document = ready("After the incubator\n34 of 41 trade", "", audience="public")

    page = read(client, document.get_absolute_url())

    first, second = page.all("figure")
    picture = next(first.iter("img"))
    at = f"/documents/{document.pk}/pages/1/1"
    assert (first.get("id"), second.get("id")) == ("slide-1", "slide-2")
    assert picture.get("srcset") == f"{at}/480.webp 480w, {at}/1600.webp 1600w"
    assert (picture.get("width"), picture.get("height")) == ("720", "405")
    assert picture.get("alt") == "After the incubator"
    assert "Slide 1 of 2" in words(first)
    assert "34 of 41 trade" in words(first)
    assert next(second.iter("img")).get("alt") == "A picture without text"
    assert [link for link in page.links if link.startswith("#s")][:2] == ["#slide-1", "#slide-2"]
    assert reverse("document_download", args=[document.pk]) in page.links


def test_an_agenda_has_pages_where_a_presentation_has_slides(client: Client) -> None:
    agenda = ready("Monday", kind="agenda", audience="public", file_name="agenda.pdf")

    page = read(client, agenda.get_absolute_url())

    assert "Page 1 of 1" in page.text
    assert "slide" not in page.text.lower()


def test_the_slides_alone_may_fill_the_screen(client: Client) -> None:
    shown, not_shown = ready("One", audience="public"), make_document(audience="public")

    policies = [
        client.get(document.get_absolute_url())["Permissions-Policy"]
        for document in (shown, not_shown)
    ]

    assert "fullscreen=(self)" in policies[0]
    assert "camera=()" in policies[0]
    assert "fullscreen=()" in policies[1]


def test_who_may_not_open_it_sees_no_slide(client: Client) -> None:
    document = ready("After the incubator")

    locked = client.get(document.get_absolute_url()).content.decode()
    sign_in(client, make_former_representative())
    refused = client.get(document.get_absolute_url()).content.decode()

    for text in (locked, refused):
        assert "After the incubator" not in text
        assert "/pages/" not in text


def test_a_new_version_is_looked_at_when_it_is_ready(client: Client) -> None:
    document = ready("Old heading", audience="public")
    make_version(document=document)

    page = read(client, document.get_absolute_url())

    assert "Old heading" not in page.text


def test_its_time_is_that_of_the_meetings_clock(client: Client) -> None:
    group = make_group()
    document = make_document(
        meeting=make_meeting(lead_group=group, time_zone="Asia/Tokyo"),
        visible_from_at=datetime(2090, 5, 31, 20, tzinfo=UTC),
    )
    assert document.meeting is not None
    sign_in(client, make_chair(group))

    page = read(client, document.get_absolute_url())
    listed = read(client, document.meeting.get_absolute_url())

    assert "Shown from 1 June 2090, 05:00 JST." in page.text
    assert "Shown from 1 June 2090" in listed.text


def prepare(state: str, failure: str = "", **fields: Any) -> str:
    document = make_document(audience="public", **fields)
    DocumentVersion.objects.update(preparation=state, failure=failure, queued_at=timezone.now())
    return document.get_absolute_url()


def test_what_is_being_prepared_says_so_and_can_be_downloaded(client: Client) -> None:
    page = read(client, prepare("queued"))

    assert "being prepared" in page.text
    assert "Look again" in page.text
    assert "Download PDF" in page.text


def test_a_failure_says_why_and_leaves_the_download(client: Client) -> None:
    page = read(client, prepare("failed", "encrypted"))

    assert "protected by a password" in page.text
    assert "Download PDF" in page.text


def test_an_office_file_says_that_it_can_be_downloaded(client: Client) -> None:
    page = read(client, prepare("none", file_name="FabriQ.pptx", content_type="application/x"))

    assert "A file of type PPTX is not shown in the page" in page.text
    assert "Download PPTX" in page.text


def test_three_hundred_slides_cost_no_more_queries_than_one(client: Client) -> None:
    one, many = ready("One", audience="public"), ready(*["Many"] * 300, audience="public")
    counts = []

    for document in (one, many):
        with CaptureQueriesContext(connection) as captured:
            client.get(document.get_absolute_url())
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12
