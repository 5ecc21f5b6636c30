"""Yesterday's page is found and restored by keyboard alone; axe finds nothing on the way."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_pages import faults_here, sign_in
from tests.factories import make_meeting, make_staff
from tests.visits.manage.history.changed import TODAY, YESTERDAY, describe_at
from visits.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_yesterdays_page_is_restored_by_keyboard(open_browser: Open, live_server: Any) -> None:
    page, staff = open_browser(bypass_csp=True), make_staff("Network staff")
    meeting = make_meeting("Study visit")
    yesterday, today = "<h2>Why</h2><p>See the hall.</p>", "<p>Oops.</p>"
    describe_at(YESTERDAY, meeting, staff, introduction=yesterday, venue="Hall")
    describe_at(TODAY, meeting, staff, introduction=today)
    sign_in(page, staff, live_server)

    page.goto(f"{live_server.url}/manage/meetings/study-visit/history/")
    faults = [*faults_here(page, "history")]
    page.locator("summary", has_text="Introduction").first.press("Enter")
    expect(page.get_by_text("See the hall.").first).to_be_visible()
    page.get_by_role("link", name="The page before this").first.press("Enter")
    expect(page.get_by_role("heading", name="The page as it was on 22 November")).to_be_visible()
    faults += faults_here(page, "moment")
    page.get_by_role("button", name="Restore this text").press("Enter")

    expect(page.get_by_text("Restored.")).to_be_visible()
    assert faults == []
    assert Meeting.objects.get().introduction == yesterday
    page.get_by_role("link", name="Preview").press("Enter")
    expect(page.get_by_role("region", name="Preview")).to_be_visible()
    assert [*faults_here(page, "preview")] == []
