"""Ways in, from the first mail to the first page of a group: invited by a colleague, or let in on request."""

import re

import pytest
from playwright.sync_api import Page, expect

from members.models import City, Group, Post
from tests.browser.conftest import Open
from tests.browser.steps import (
    carry_a_key,
    expect_own_header,
    heading,
    link_in_mail,
    log_in,
    log_out,
    paste_into,
    press_enter,
    press_on,
    type_into,
)
from tests.factories import (
    PASSWORD,
    make_city,
    make_document,
    make_group,
    make_meeting,
    make_person,
    make_post,
)
from tests.ways_in import make_domain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COORDINATOR = "coordinator@utrecht.example"
OFFICER = "officer@utrecht.example"
BY_CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def utrecht() -> City:
    """A city with a coordinator who can log in."""
    city = make_city("Utrecht")
    person = make_person("Utrecht coordinator", email=COORDINATOR, password=PASSWORD)
    make_post(person=person, city=city, kind=Post.Kind.COORDINATOR)
    return city


@pytest.fixture
def homes() -> Group:
    return make_group("Homes that last")


def invite_by_keyboard(page: Page, address: str) -> None:
    """From the login page to the list of invitations, without a pointer."""
    page.goto("/accounts/login/")
    type_into(page, "E-mail", COORDINATOR)
    type_into(page, "Password", PASSWORD)
    press_enter(page)
    press_on(page, "My city")
    press_on(page, "Invitations sent")
    expect(page).to_have_url("/my/city/invitations/")
    press_on(page, "Invite people")
    paste_into(page, "Addresses", f"Utrecht policy officer <{address}>")
    press_on(page, "See what will happen")
    expect(page.get_by_role("row").filter(has_text=address)).to_contain_text("will be invited")
    press_on(page, "Invite 1 person")
    heading(page, "Invitations")


def accept(page: Page, *, password: str = "") -> None:
    page.goto(link_in_mail(OFFICER))
    heading(page, "Represent Utrecht")
    page.get_by_label("Your name").fill("Utrecht policy officer")
    page.get_by_label("Your job title").fill("Policy officer for housing")
    page.get_by_label("A password").fill(password)
    page.get_by_role("button", name="Accept the invitation").click()


def add_a_passkey(page: Page) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add this passkey").click()
    heading(page, "Your recovery codes")


@pytest.mark.usefixtures("utrecht")
def test_invited_by_a_coordinator_a_colleague_joins_with_a_passkey(
    open_browser: Open, homes: Group
) -> None:
    at_the_desk = open_browser(permissions=BY_CLIPBOARD)
    invite_by_keyboard(at_the_desk, OFFICER)
    row = at_the_desk.get_by_role("row").filter(has_text=OFFICER)
    expect(row).to_contain_text("waits to be sent")

    colleague = open_browser()
    carry_a_key(colleague)
    accept(colleague)
    heading(colleague, "Welcome, Utrecht policy officer")
    add_a_passkey(colleague)
    log_out(colleague)
    colleague.goto("/accounts/login/")
    colleague.get_by_role("button", name="Log in with a passkey").click()
    expect_own_header(colleague, "Utrecht policy officer")

    at_the_desk.reload()
    expect(row).to_contain_text("accepted")
    nominate(at_the_desk, "Utrecht policy officer", homes)
    for page in (at_the_desk, colleague):
        page.goto(homes.get_absolute_url())
        expect(page.locator(".delegations section")).to_have_text(
            "UtrechtUtrecht policy officer, Policy officer for housing"
        )


def nominate(page: Page, name: str, group: Group) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="My city").click()
    page.get_by_role("main").get_by_role("link", name=name).click()
    page.get_by_label("Working group").select_option(label=group.name)
    page.get_by_role("button", name="Nominate").click()
    expect(page.get_by_text(f"{name} has a place in {group.name}.")).to_be_visible()


def ask_for_access(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Ask for access").click()
    page.get_by_label("Your e-mail address at work").fill(OFFICER)
    page.get_by_label("Your name").fill("Utrecht policy officer")
    page.get_by_label("Why you ask").fill("I work on the renewal of Overvecht.")
    page.get_by_role("button", name="Ask for access").click()
    heading(page, "Look at your mail")
    page.goto(link_in_mail(OFFICER))
    heading(page, "Represent Utrecht?")
    page.get_by_role("button", name="Confirm my request").click()
    heading(page, "Your request is confirmed")


def let_in(page: Page) -> None:
    """The coordinator sees in the header that something waits, answers it, and sees that nothing does any more."""
    in_header = page.get_by_role("navigation", name="Main").get_by_role("link", name="My city")
    log_in(page, COORDINATOR)
    expect(in_header).to_have_accessible_name(re.compile("1 thing waits for your decision"))
    in_header.click()
    page.get_by_role("link", name="Answer Utrecht policy officer").click()
    expect(page.get_by_text("I work on the renewal of Overvecht.")).to_be_visible()
    page.get_by_role("button", name="Let in, and send a mail").click()
    expect(in_header).to_have_accessible_name("My city")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="My city").click()
    expect(page.get_by_role("heading", name="Waits for your decision")).to_have_count(0)


def test_whose_address_is_the_citys_asks_and_is_let_in(open_browser: Open, utrecht: City) -> None:
    make_domain(utrecht)
    document = make_document("FabriQ", meeting=make_meeting("Milan"))
    asking, coordinator = (open_browser(java_script_enabled=False) for _ in range(2))

    ask_for_access(asking)
    let_in(coordinator)
    accept(asking, password=PASSWORD)

    expect_own_header(asking, "Utrecht policy officer")
    asking.goto(document.get_absolute_url())
    with asking.expect_download() as download:
        asking.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "slides.pdf"
