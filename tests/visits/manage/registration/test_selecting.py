"""The page on which staff select who comes, while a city has not answered yet."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_staff, sign_in
from tests.pages import read
from tests.registrations import make_open_meeting, make_registration

pytestmark = pytest.mark.django_db


def test_the_page_says_beforehand_who_waits_for_a_city_and_what_becomes_of_them(
    client: Client,
) -> None:
    now = timezone.now()
    meeting = make_open_meeting(allocation="by_selection", closes_at=now - timedelta(hours=1))
    asked: dict[str, Any] = {"approval": "city", "to_staff_at": now + timedelta(days=3)}
    of_city = make_registration(meeting=meeting, state="pending", **asked)
    sign_in(client, make_staff())
    address = reverse("manage_registration_select", args=[meeting.slug])

    alone = read(client, address)
    ready = make_registration(meeting=meeting, state="pending")
    page = read(client, address)

    assert "1 request still waits for its city to approve it, and cannot be chosen." in page.text
    assert "joins the waiting list at the place of its request" in page.text
    boxes = {one.get("value"): one for one in page.all("input", name="chosen")}
    assert {key: "disabled" in box.attrib for key, box in boxes.items()} == {
        str(of_city.pk): True,
        str(ready.pk): False,
    }
    assert [list(one.all("button", value="select")) != [] for one in (alone, page)] == [False, True]


def test_what_waits_for_a_city_alone_is_not_said_to_be_selected(client: Client) -> None:
    now = timezone.now()
    meeting = make_open_meeting(allocation="by_selection", closes_at=now - timedelta(hours=1))
    asked: dict[str, Any] = {"approval": "city", "to_staff_at": now + timedelta(days=3)}
    made = make_registration(meeting=meeting, state="pending", **asked)
    sign_in(client, make_staff())

    before = read(client, "/manage/").text
    meeting.registrations.filter(pk=made.pk).update(to_staff_at=now)

    assert "select who comes" not in before
    assert "select who comes: 1 request waits." in read(client, "/manage/").text
