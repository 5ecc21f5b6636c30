"""Profile, my data, erasing and what staff see of it, in a real browser: axe finds nothing, nothing overflows, keys suffice."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.models import Person
from portal.erasure import Reason, erase
from portal.retention.nightly import keep_no_longer
from tests.browser.conftest import Open
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import PASSWORD, make_representative, make_staff
from tests.traces import make_traced_person, plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def somebody_who_was_erased() -> Person:
    person = make_traced_person()
    plant(person)
    erase(person=person, by=None, reason=Reason.TERM)
    return person


def test_ones_own_pages(open_browser: Open, live_server: Any) -> None:
    page, plain = open_browser(bypass_csp=True), open_browser()
    person = make_traced_person()
    for each in (page, plain):
        sign_in(each, person, live_server)
    addresses = ["/my/profile/", "/my/data/", "/my/data/erase/"]

    assert list(faults_of(page, addresses)) == []
    assert list(overflowing(plain, addresses)) == []


def test_the_desks_pages(open_browser: Open, live_server: Any) -> None:
    page, plain = open_browser(bypass_csp=True), open_browser()
    somebody_who_was_erased()
    former = make_representative("Tampere representative")
    former.posts.update(starts_on="2010-01-01", ends_on="2020-01-01")
    Person.objects.filter(pk=former.pk).update(created_at=timezone.now() - timedelta(days=5000))
    keep_no_longer()
    asked = make_representative("Utrecht representative")
    for each in (page, plain):
        sign_in(each, make_staff(), live_server)
    addresses = [
        "/manage/retention/",
        "/manage/mentions/",
        "/manage/erasing/?q=utrecht",
        "/manage/erasing/?q=nobody",
        f"/manage/erasing/{asked.pk}/",
    ]

    assert list(faults_of(page, addresses)) == []
    assert list(overflowing(plain, addresses)) == []


def test_one_erases_oneself_by_keyboard_alone(open_browser: Open, live_server: Any) -> None:
    person = make_representative("Utrecht representative", password=PASSWORD)
    page = open_browser()
    sign_in(page, person, live_server)
    page.goto("/my/data/")

    page.get_by_role("link", name="Erase me").press("Enter")
    page.get_by_role("main").get_by_role("link", name="password").press("Enter")
    page.get_by_label("password").press_sequentially(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Type the word").press_sequentially("erase")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="You are erased").wait_for()

    person.refresh_from_db()
    assert person.erased_at is not None
