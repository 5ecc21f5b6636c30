"""Which pages are looked at, by whom, and how one gets to those that no plain address leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

# No demo account has it: a link is sent to whoever has one, and none is used up for others.
ASKED_FOR: Final = "host@example.org"

Way = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """A page: an address, or what to click to get there; for strangers, a member, a coordinator, staff, or several of them."""

    name: str
    address: str
    way: Way | None = None
    is_for_strangers: bool = True
    is_for_members: bool = False
    is_for_coordinators: bool = False
    is_for_staff: bool = False


def follow(selector: str) -> Way:
    def way(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return way


def fail_to_log_in(page: Page) -> None:
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password").fill("not the password")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()


def ask_for_a_link(page: Page) -> None:
    page.get_by_label("E-mail").fill(ASKED_FOR)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/done/"))


def ask_for_a_code(page: Page) -> None:
    page.get_by_label("E-mail").fill(ASKED_FOR)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile("/confirm/"))


def open_the_mail(page: Page) -> None:
    ask_for_a_link(page)
    page.goto("/demo/mail/")
    follow("main li a")(page)


def follow_the_link(page: Page) -> None:
    open_the_mail(page)
    follow("main .prose a[href*='/password/reset/key/']")(page)


def send_without_token(page: Page) -> None:
    """As a form does that was open for too long."""
    page.context.clear_cookies()
    page.evaluate("document.querySelector('main input[name=csrfmiddlewaretoken]').remove()")
    page.evaluate("document.querySelector('main form').submit()")
    page.wait_for_load_state()


def send_after_the_session(page: Page) -> None:
    """As a form does that was open for longer than its session."""
    page.goto(f"{page.locator('a.edit[hx-get]').first.get_attribute('href')}")
    page.context.clear_cookies(name="sessionid")
    page.locator("form.text-form > .buttons button").click()
    page.wait_for_load_state()


MILAN: Final = "a[href^='/meetings/milan-']"
BRNO: Final = "a[href^='/meetings/brno-']"
AGENDA: Final = "main a[href$='/agenda/']"
PAST: Final = "nav.years a"
FABRIQ: Final = "a.file-title:has-text('FabriQ')"
REPRESENTATIVE: Final = "main h3 a:has-text('Utrecht representative')"
OPENCARE: Final = "a.file-title:has-text('OpenCare')"


def then(*ways: Way) -> Way:
    def way(page: Page) -> None:
        for one in ways:
            one(page)

    return way


OPEN_AGENDA: Final = then(
    follow("main a[href*='/meetings/brno-']"), follow("nav.tabs a[href$='/agenda/']")
)

OPEN_REGISTRATIONS: Final = then(
    follow("main a[href*='/meetings/brno-']"), follow("nav.tabs a[href$='/registration/']")
)
OPEN_SETTINGS: Final = then(OPEN_REGISTRATIONS, follow("nav.sections a[href$='/settings/']"))


def of_the_desk(name: str, address: str, way: Way | None = None) -> Shot:
    return Shot(name, address, way, is_for_strangers=False, is_for_staff=True)


def of_the_city(name: str, address: str, way: Way | None = None, *, others: bool = False) -> Shot:
    """A page of a city's coordinator; with ``others`` of a representative as well."""
    return Shot(
        name,
        address,
        way,
        is_for_strangers=False,
        is_for_members=others,
        is_for_coordinators=True,
    )


REGISTRATIONS: Final = "/my/city/registrations/"
DELEGATION: Final = ".city-meeting h3 a"

SHOTS: Final = (
    Shot("home", "/", is_for_members=True),
    Shot("meetings", "/meetings/"),
    Shot("meetings-past", "/meetings/", follow(PAST)),
    Shot("meetings-none", "/meetings/?city=aarhus"),
    Shot("meeting", "/meetings/", follow(MILAN), is_for_members=True),
    Shot("meeting-next", "/meetings/", follow(BRNO), is_for_members=True),
    Shot("meeting-tentative", "/meetings/", follow("main .day-tentative + div a")),
    Shot("agenda", "/meetings/", then(follow(BRNO), follow(AGENDA)), is_for_members=True),
    Shot("practical", "/meetings/", then(follow(BRNO), follow("a[href$='/practical/']"))),
    Shot("groups", "/groups/"),
    Shot("group", "/groups/", follow("main a[href^='/groups/']"), is_for_members=True),
    Shot("cities", "/cities/"),
    Shot("city-host", "/cities/milan/"),
    Shot("city", "/cities/utrecht/", is_for_members=True),
    Shot("city-without-meetings", "/cities/aarhus/"),
    Shot(
        "document",
        "/meetings/",
        then(follow(MILAN), follow(FABRIQ)),
        is_for_strangers=False,
        is_for_members=True,
    ),
    Shot(
        "viewer",
        "/meetings/",
        then(follow(MILAN), follow(OPENCARE)),
        is_for_strangers=False,
        is_for_members=True,
    ),
    of_the_city("my", "/my/", others=True),
    of_the_city("my-city", "/my/city/", others=True),
    of_the_city("my-city-request", "/my/city/", follow("main a[href^='/my/city/places/']")),
    of_the_city("my-city-colleague", "/my/city/", follow(REPRESENTATIVE)),
    of_the_city(
        "my-city-ending", "/my/city/", then(follow(REPRESENTATIVE), follow("main a[href$='/end/']"))
    ),
    of_the_city("my-city-registrations", REGISTRATIONS),
    of_the_city("my-city-delegation", REGISTRATIONS, follow(DELEGATION)),
    of_the_city("my-city-naming", REGISTRATIONS, follow("main a[href*='/colleagues/']")),
    of_the_city("my-city-request-to-come", REGISTRATIONS, follow("main a[href$='#refuse']")),
    of_the_desk("meeting-to-edit", "/meetings/", follow(MILAN)),
    of_the_desk("text-in-place", "/meetings/", then(follow(MILAN), follow("a.edit[hx-get]"))),
    of_the_desk("session-ended", "/meetings/", then(follow(MILAN), send_after_the_session)),
    of_the_desk("desk-places", "/manage/places/"),
    of_the_desk("desk", "/manage/"),
    of_the_desk("desk-cities", "/manage/cities/"),
    of_the_desk("desk-city", "/manage/cities/utrecht/"),
    of_the_desk("desk-city-facts", "/manage/cities/utrecht/facts/"),
    of_the_desk("desk-city-leaving", "/manage/cities/utrecht/leaving/"),
    of_the_desk("desk-city-merge", "/manage/cities/warsaw/merge/?into=utrecht"),
    of_the_desk("desk-cities-import", "/manage/cities/import/"),
    of_the_desk("desk-groups", "/manage/groups/"),
    of_the_desk("desk-meeting-add", "/manage/meetings/add/"),
    *(
        of_the_desk(
            f"desk-meeting-{part}",
            "/manage/meetings/",
            then(OPEN_AGENDA, follow("nav.tabs a"), follow(f"main a[href$='/{part}/']")),
        )
        for part in ("facts", "dates", "next", "gathering")
    ),
    of_the_desk("desk-meeting", "/manage/meetings/", then(OPEN_AGENDA, follow("nav.tabs a"))),
    of_the_desk("desk-agenda", "/manage/meetings/", OPEN_AGENDA),
    of_the_desk("desk-agenda-item", "/manage/meetings/", then(OPEN_AGENDA, follow("[data-title]"))),
    *(
        of_the_desk(
            f"desk-{part}",
            "/manage/meetings/",
            then(
                follow("main a[href*='/meetings/brno-']"), follow(f"nav.tabs a[href$='/{part}/']")
            ),
        )
        for part in ("practical", "documents", "report", "countdown", "history")
    ),
    *(
        of_the_desk(
            f"desk-{part}",
            "/manage/meetings/",
            then(OPEN_AGENDA, follow(f"main a[href$='/{part}/']")),
        )
        for part in ("paste", "release")
    ),
    of_the_desk("desk-registrations", "/manage/meetings/", OPEN_REGISTRATIONS),
    of_the_desk(
        "desk-registration",
        "/manage/meetings/",
        then(OPEN_REGISTRATIONS, follow(".roll tbody th a")),
    ),
    *(
        of_the_desk(
            f"desk-registration-{part}",
            "/manage/meetings/",
            then(OPEN_REGISTRATIONS, follow(f"main a[href$='/registration/{part}/']")),
        )
        for part in ("add", "invite")
    ),
    of_the_desk("desk-registration-settings", "/manage/meetings/", OPEN_SETTINGS),
    of_the_desk(
        "desk-registration-rules",
        "/manage/meetings/",
        then(OPEN_SETTINGS, follow(".settings-way a")),
    ),
    of_the_desk("desk-meetings", "/manage/meetings/"),
    of_the_desk("desk-jump", "/manage/find/?q=brno"),
    of_the_desk("desk-group", "/manage/groups/", follow("main th a")),
    *(
        Shot(name, address, is_for_strangers=False, is_for_members=True)
        for name, address in (
            ("my-profile", "/my/profile/"),
            ("my-data", "/my/data/"),
            ("erase-me", "/my/data/erase/"),
        )
    ),
    of_the_desk("desk-retention", "/manage/retention/"),
    of_the_desk("desk-mentions", "/manage/mentions/"),
    of_the_desk("desk-erasing", "/manage/erasing/?q=utrecht"),
    of_the_desk("desk-erase", "/manage/erasing/?q=utrecht", follow("main li a.button")),
    Shot("login", "/accounts/login/"),
    Shot("login-failed", "/accounts/login/", fail_to_log_in),
    Shot("login-code", "/accounts/login/code/"),
    Shot("login-code-sent", "/accounts/login/code/", ask_for_a_code),
    *(
        Shot(name, address, is_for_strangers=False, is_for_members=True)
        for name, address in (
            ("ways-in", "/accounts/"),
            ("welcome", "/accounts/welcome/"),
            ("second-factor", "/accounts/second-factor/"),
            ("authenticator", "/accounts/authenticator/"),
            ("passkey", "/accounts/passkeys/add/"),
            ("sessions", "/accounts/sessions/"),
            ("address", "/accounts/email/"),
        )
    ),
    of_the_desk("desk-people", "/manage/people/all/"),
    of_the_desk("desk-person", "/manage/people/all/?q=utrecht", follow("main .rows a")),
    Shot("logout", "/accounts/logout/", is_for_strangers=False, is_for_members=True),
    Shot(
        "password-change",
        "/accounts/password/change/",
        is_for_strangers=False,
        is_for_members=True,
    ),
    Shot("password-reset", "/accounts/password/reset/"),
    Shot("password-reset-sent", "/accounts/password/reset/", ask_for_a_link),
    Shot("password-new", "/accounts/password/reset/", follow_the_link),
    Shot("password-link-used", "/accounts/password/reset/key/abc-used/"),
    Shot("ask-access", "/accounts/ask/"),
    Shot("ask-access-sent", "/accounts/ask/done/"),
    Shot("invitation-cut-short", "/invitations/cut-short/"),
    Shot("demo-mail", "/demo/mail/"),
    Shot("demo-mail-message", "/accounts/password/reset/", open_the_mail),
    Shot("accessibility", "/accessibility/"),
    Shot("privacy", "/privacy/"),
    Shot("cookies", "/cookies/"),
    Shot("not-found", "/nowhere/"),
    Shot("form-too-old", "/accounts/login/", send_without_token),
)
