"""Files are sent by keyboard alone: the good one is kept, the one that lies is named, and what was typed stays."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import FilePayload, expect

from documents.models import Document
from tests.browser.conftest import Open
from tests.browser.steps import choose, press_on, type_into
from tests.browser.test_milan import tab_to
from tests.factories import make_draft, make_organiser
from tests.sent_files import SOUND, zipped

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_files_by_keyboard_of_which_one_lies(
    open_browser: Open, client: Client, live_server: Any
) -> None:
    meeting = make_draft("A visit to Brno")
    client.force_login(make_organiser(meeting))
    page = open_browser()
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": str(live_server.url)}])
    page.goto(f"/manage/meetings/{meeting.slug}/documents/")

    tab_to(page, "Files")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(
        [
            FilePayload(name="FabriQ_final.pptx", mimeType="", buffer=SOUND["pptx"]),
            FilePayload(name="liar.pdf", mimeType="application/pdf", buffer=zipped(a="b")),
        ]
    )
    type_into(page, "Title of FabriQ_final.pptx", "An incubator")
    choose(page, "For", "Everyone")
    tab_to(page, "Send the files")
    page.keyboard.press("Enter")

    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("liar.pdf: This file says it is a PDF, but it is a ZIP archive")
    expect(refused).to_be_focused()
    expect(page.get_by_role("link", name="An incubator", exact=True)).to_be_visible()
    expect(page.get_by_label("For", exact=True)).to_have_value("public")
    assert Document.objects.get().audience == "public"
    press_on(page, "An incubator")
    expect(page.get_by_role("heading", level=2, name="An incubator")).to_be_visible()
