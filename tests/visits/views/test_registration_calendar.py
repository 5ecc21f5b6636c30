"""From one's own registration on: its entry for the calendar, the practical information and the agenda."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_practical_part, make_representative, sign_in
from tests.mailed import ask, brno, last
from tests.registrations import make_registration
from visits.models import Meeting

pytestmark = pytest.mark.django_db
# When it was written, which is now.
STAMPS = re.compile(r"(DTSTAMP|LAST-MODIFIED|CREATED)[^\r\n]*")


def test_the_mails_entry_is_loaded_from_the_own_page_and_kept_nowhere(client: Client) -> None:
    mine = ask(brno())
    sign_in(client, mine.person)
    address = reverse("registration_calendar", args=[mine.meeting.slug])

    page = client.get(reverse("register", args=[mine.meeting.slug])).content.decode()
    loaded = client.get(address)

    assert f'href="{address}" download' in page
    sent = last(mine.person).calendar
    assert STAMPS.sub("", loaded.content.decode()) == STAMPS.sub("", sent)
    assert loaded["Content-Type"].startswith("text/calendar")
    assert {"private", "no-store"} <= set(loaded["Cache-Control"].replace(",", "").split())


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("waiting", {}),
        ("cancelled", {}),
        ("confirmed", {"state": "cancelled"}),
        ("confirmed", {"dates": "tentative"}),
    ],
)
def test_without_a_seat_on_a_day_that_is_fixed_there_is_none(
    client: Client, state: str, fields: dict[str, str]
) -> None:
    mine = make_registration(meeting=brno(), state=state)
    Meeting.objects.update(**fields)
    sign_in(client, mine.person)
    address = reverse("registration_calendar", args=[mine.meeting.slug])

    assert address not in client.get(reverse("register", args=[mine.meeting.slug])).content.decode()
    assert client.get(address)["Location"] == reverse("register", args=[mine.meeting.slug])


@pytest.mark.parametrize(
    ("state", "fields", "may"),
    [
        ("confirmed", {}, [True, True]),
        ("waiting", {}, [False, True]),
        ("waiting", {"page_audience": "group"}, [False, False]),
    ],
)
def test_it_leads_to_the_pages_that_may_be_opened(
    client: Client, state: str, fields: dict[str, Any], may: list[bool]
) -> None:
    meeting = brno(**fields)
    make_practical_part(meeting=meeting, is_for_participants=True)
    mine = make_registration(meeting=meeting, person=make_representative(), state=state)
    sign_in(client, mine.person)

    page = client.get(reverse("register", args=[meeting.slug])).content.decode()

    led_to = [reverse(name, args=[meeting.slug]) for name in ("practical", "agenda")]
    assert [f'<a href="{address}"' in page for address in led_to] == may
    assert [client.get(address).status_code == 200 for address in led_to][1:] == may[1:]
