"""Inviting and asking in a real browser: the journey, without JavaScript as well, and what axe says of its pages."""

import re
from typing import Any

import pytest
from django.core import mail as outbox
from playwright.sync_api import Page, expect

from members.actions.access import PURPOSE as ASKED
from members.actions.invitations import PURPOSE as INVITED
from members.models import City, InvitationBatch, Person
from portal.lib import jobs, links
from tests.browser.conftest import Open
from tests.browser.test_pages import faults_here, faults_of, overflowing, sign_in
from tests.factories import make_city, make_group, make_person, make_staff
from tests.ways_in import (
    make_access_request,
    make_coordinator,
    make_domain,
    make_invitation,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX = "Utrecht researcher <researcher@utrecht.example>\nno address\nofficer@elsewhere.example"


@pytest.fixture
def utrecht() -> City:
    city = make_city("Utrecht")
    make_domain(city)
    make_group("Smart social inclusion")
    return city


def look(page: Page) -> None:
    """As far as the list of what will happen."""
    page.goto("/my/city/invitations/new/")
    page.get_by_label("Addresses").fill(BOX)
    page.get_by_role("button", name="See what will happen").click()


def mailed(pattern: str) -> str:
    jobs.run_due()
    found = re.search(rf"http://localhost:8000({pattern}\S+)", str(outbox.outbox[-1].body))
    assert found
    return found.group(1)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_coordinator_invites_a_colleague_who_comes_in(
    open_browser: Open, live_server: Any, utrecht: City, with_scripts: bool
) -> None:
    desk = open_browser(java_script_enabled=with_scripts)
    sign_in(desk, make_coordinator(utrecht, "Utrecht coordinator"), live_server)
    look(desk)
    expect(desk.get_by_text("1 will be invited")).to_be_visible()
    desk.get_by_role("button", name="Invite 1 person").click()
    expect(desk.get_by_text("2 entries are left in the box")).to_be_visible()
    expect(desk.get_by_label("Addresses")).to_have_value("no address\nofficer@elsewhere.example")

    newcomer = open_browser(java_script_enabled=with_scripts)
    newcomer.goto(mailed("/invitations/"))
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Represent Utrecht")
    newcomer.get_by_label("Your job title").fill("Researcher")
    newcomer.get_by_label("A password").fill("a long enough phrase")
    newcomer.get_by_role("button", name="Accept the invitation").click()
    expect(newcomer.get_by_role("button", name="Log out")).to_be_visible()

    desk.goto("/my/city/invitations/?state=accepted")
    expect(desk.get_by_role("rowheader", name="researcher@utrecht.example")).to_be_visible()


def test_progress_is_brought_up_to_date(
    open_browser: Open, live_server: Any, utrecht: City
) -> None:
    staff = make_staff()
    batch = InvitationBatch.objects.create(invited_by=staff)
    row = make_invitation(city=utrecht, batch=batch, sends=0)
    page = open_browser()
    sign_in(page, staff, live_server)

    page.goto(f"/manage/invitations/{batch.pk}/")
    expect(page.get_by_text("0 of 1 mails are written.")).to_be_visible()
    row.delete()
    make_invitation(city=utrecht, batch=batch)

    expect(page.get_by_role("heading", level=1)).to_have_text("All invitations are sent")


def pages_of(persona: str, utrecht: City, coordinator: Person) -> list[str]:
    """The addresses of one persona; what a browser complains of, such as what is gone, is not among them."""
    invitation = make_invitation("colleague@utrecht.example", city=utrecht, invited_by=coordinator)
    asked = make_access_request("asks@utrecht.example", city=utrecht, note="Housing.")
    unconfirmed = make_access_request(city=utrecht, confirmed_at=None, to_staff_at=None)
    make_person("Utrecht officer", city=utrecht)
    batch = InvitationBatch.objects.create(invited_by=coordinator)
    make_invitation("waits@utrecht.example", city=utrecht, batch=batch, sends=0)
    match persona:
        case "stranger":
            return [
                f"/invitations/{links.signed(INVITED, invitation.pk, 1)}/",
                "/accounts/ask/",
                "/accounts/ask/done/",
                f"/accounts/ask/{links.signed(ASKED, unconfirmed.pk)}/",
                f"/accounts/ask/{links.signed(ASKED, asked.pk)}/",
            ]
        case "coordinator":
            return [
                "/my/city/invitations/",
                f"/my/city/invitations/{batch.pk}/",
                f"/my/city/requests/{asked.pk}/",
            ]
    return [
        "/manage/invitations/",
        "/manage/people/",
        "/manage/people/import/",
        "/manage/requests/",
        f"/manage/requests/{asked.pk}/",
    ]


@pytest.mark.parametrize("persona", ["stranger", "coordinator", "staff"])
def test_axe_finds_nothing_and_nothing_overflows(
    open_browser: Open, live_server: Any, utrecht: City, persona: str
) -> None:
    coordinator = make_coordinator(utrecht, "Utrecht coordinator")
    page = open_browser(bypass_csp=True)
    if persona != "stranger":
        person = coordinator if persona == "coordinator" else make_staff()
        sign_in(page, person, live_server)
    addresses = pages_of(persona, utrecht, coordinator)

    faults = list(faults_of(page, addresses))
    if persona == "coordinator":
        look(page)
        faults += faults_here(page, "what will happen")

    assert faults == []
    assert list(overflowing(page, addresses)) == []
