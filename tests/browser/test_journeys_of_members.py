"""What members and staff live through: a second factor is asked for, a post moves, an address changes, somebody goes."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from documents.models import Document
from members.models import City, Person
from tests.browser.conftest import Open
from tests.browser.steps import (
    expect_own_header,
    expect_strangers_header,
    heading,
    link_in_mail,
    log_in,
)
from tests.factories import (
    PASSWORD,
    make_attendance,
    make_city,
    make_document,
    make_group,
    make_group_membership,
    make_meeting,
    make_person,
    make_reported,
    make_staff,
)
from tests.members.authenticators import code
from tests.personas import make_staff_without_factor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OLD, NEW = "officer@utrecht.example", "officer@brno.example"
REFUSED = "do not belong together, or have no account here"


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


@pytest.fixture
def officer(utrecht: City) -> Person:
    """Who represents Utrecht."""
    return make_person("Policy officer", email=OLD, password=PASSWORD, city=utrecht)


# Staff without a second factor -------------------------------------------------------------------


def set_up_an_app(page: Page) -> None:
    page.get_by_role("link", name="Set up the app").click()
    heading(page, "Set up an authenticator app")
    secret = page.locator("code.key").inner_text()
    page.get_by_role("textbox").fill(code(secret))
    page.get_by_role("button", name="Turn it on").click()
    heading(page, "Your recovery codes")


def test_staff_without_a_second_factor_are_stopped_and_set_one_up(open_browser: Open) -> None:
    staff = make_staff_without_factor()
    staff.set_password(PASSWORD)
    staff.save()
    page = open_browser()

    log_in(page, str(staff.email))
    for address in ("/", "/meetings/", "/my/", "/my/data/", "/manage/", "/manage/cities/"):
        page.goto(address)
        expect(page).to_have_url("/accounts/second-factor/")
    expect(page.get_by_text("The 14 days of grace are over")).to_be_visible()
    set_up_an_app(page)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Desk").click()
    heading(page, "What needs me")
    expect(page).to_have_url("/manage/")


# From one city to another ------------------------------------------------------------------------


def seen_by(page: Page, document: Document) -> dict[str, list[str]]:
    """What a member sees of the two cities and of what is the member's own, by where it stands."""
    places = {
        "my city": ("/my/", "section[aria-labelledby=city] li a"),
        "my groups": ("/my/", "section[aria-labelledby=groups] li a"),
        "my next meetings": ("/my/", ".meeting-row h3"),
        "my colleagues": ("/my/city/", ".colleague h3"),
        "people of Utrecht": ("/cities/utrecht/", ".plain-list b"),
        "meetings of Utrecht": ("/cities/utrecht/", ".meeting-row h3"),
        "people of Brno": ("/cities/brno/", ".plain-list b"),
        "meetings of Brno": ("/cities/brno/", ".meeting-row h3"),
        "people of the group": ("/groups/homes-that-last/", ".delegations section"),
        "who was in Milan": ("/meetings/milan/", "#visiting-cities a"),
        "what is to be done with FabriQ": (document.get_absolute_url(), "main .button"),
    }
    return {what: words_at(page, *place) for what, place in places.items()}


def words_at(page: Page, address: str, where: str) -> list[str]:
    if urlsplit(page.url).path != address:
        page.goto(address)
    return [" ".join(words.split()) for words in page.locator(where).all_inner_texts()]


def move(page: Page, name: str, *, to: str, heir: str) -> None:
    """As staff do from the desk."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Desk").click()
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="People").click()
    page.get_by_label("Name or e-mail address").fill(name)
    page.get_by_role("button", name="Look for them").click()
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="End or move the post in Utrecht").click()
    page.get_by_label("The post ends").select_option(label="at once")
    page.get_by_label("City", exact=True).select_option(label=to)
    page.get_by_label("Homes that last").select_option(label=heir)
    page.get_by_role("button", name="End or move the post").click()
    expect(page.get_by_role("status")).to_contain_text(f"{name} represents {to} from")


def test_who_moves_to_another_city_sees_exactly_what_changes(
    open_browser: Open, utrecht: City, officer: Person
) -> None:
    brno = make_city("Brno")
    make_person("Utrecht planner", city=utrecht)
    make_person("Brno planner", city=brno)
    group = make_group("Homes that last")
    make_group_membership(person=officer, group=group)
    make_meeting("A walk along the canals", lead_group=group)
    milan = make_reported("Milan")
    make_attendance(meeting=milan, city=utrecht, person=officer)
    document = make_document("FabriQ", meeting=milan)
    make_staff("Secretariat", email="staff@example.org", password=PASSWORD)
    mover, staff = open_browser(), open_browser()
    log_in(mover, OLD)

    before = seen_by(mover, document)
    log_in(staff, "staff@example.org")
    move(staff, "Policy officer", to="Brno", heir="Utrecht planner")
    after = seen_by(mover, document)

    assert before == {
        "my city": ["Utrecht and your colleagues"],
        "my groups": ["Homes that last"],
        "my next meetings": ["A walk along the canals"],
        "my colleagues": ["Policy officer", "Utrecht planner"],
        "people of Utrecht": ["Policy officer", "Utrecht planner"],
        "meetings of Utrecht": ["Milan"],
        "people of Brno": ["Brno planner"],
        "meetings of Brno": [],
        "people of the group": ["Utrecht Policy officer"],
        "who was in Milan": ["Utrecht"],
        "what is to be done with FabriQ": ["Download PDF, 69 bytes"],
    }
    assert after == before | {
        "my city": ["Brno and your colleagues"],
        "my groups": [],
        "my next meetings": [],
        "my colleagues": ["Brno planner", "Policy officer"],
        "people of Utrecht": ["Utrecht planner"],
        "people of Brno": ["Brno planner", "Policy officer"],
        "people of the group": ["Utrecht Utrecht planner"],
    }


# Another e-mail address --------------------------------------------------------------------------


@pytest.mark.usefixtures("officer")
def test_a_new_address_is_confirmed_there_and_logs_in(open_browser: Open) -> None:
    here, elsewhere = open_browser(), open_browser()
    log_in(here, OLD)
    here.get_by_role("banner").get_by_role("link", name="Policy officer").click()
    here.get_by_role("link", name="Profile").click()
    here.get_by_role("main").get_by_role("link", name="Change it").click()
    here.get_by_label("New e-mail address").fill(NEW)
    here.get_by_role("button", name="Send me the link").click()
    expect(here.get_by_text(f"A mail is on its way to {NEW}.")).to_be_visible()

    elsewhere.goto(link_in_mail(NEW))
    elsewhere.get_by_role("main").get_by_role("button").click()
    heading(elsewhere, "Your address is changed")
    log_in(elsewhere, OLD)
    expect(elsewhere.get_by_text(REFUSED)).to_be_visible()
    log_in(elsewhere, NEW)
    expect_own_header(elsewhere, "Policy officer")

    here.goto("/")
    expect_strangers_header(here)


# Somebody goes -----------------------------------------------------------------------------------


def erase_oneself(page: Page) -> None:
    page.get_by_role("banner").get_by_role("link", name="Policy officer").click()
    page.get_by_role("link", name="My data").click()
    page.get_by_role("link", name="Erase me").click()
    page.get_by_label("Type the word").fill("erase")
    page.get_by_role("button", name="Erase me now").click()
    heading(page, "You are erased")


def test_who_is_erased_cannot_log_in_and_still_counts(
    open_browser: Open, utrecht: City, officer: Person
) -> None:
    meeting = make_reported("Milan", hosts=(make_city("Milan"),))
    make_attendance(meeting=meeting, city=utrecht, person=officer)
    make_attendance(meeting=meeting, city=make_city("Brno"))
    page, stranger = open_browser(), open_browser()
    log_in(page, OLD)

    erase_oneself(page)

    expect_strangers_header(page)
    log_in(page, OLD)
    expect(page.get_by_text(REFUSED)).to_be_visible()
    stranger.goto(meeting.get_absolute_url())
    expect(stranger.get_by_role("main")).to_contain_text("2 visiting cities")
    expect(stranger.locator("#visiting-cities")).to_have_text("Brno, Utrecht")
