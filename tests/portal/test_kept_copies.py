"""Strangers are answered from kept copies, which no change, no midnight and no race makes stale."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from members.models import City
from portal.kept_copies import KeptCopiesMiddleware
from tests.factories import (
    make_city,
    make_document,
    make_draft,
    make_group,
    make_meeting,
    make_representative,
    sign_in,
)
from tests.racing import race
from visits.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)

NONE = 0  # but the question for the version, which goes past Django's record of queries
KEPT = (
    "/",
    "/meetings/",
    "/meetings/?kind=webinar",
    "/meetings/visit/",
    "/meetings/visit/agenda/",
    "/meetings/visit/practical/",
    "/groups/",
    "/cities/",
    "/cities/brno/",
    "/privacy/",
    "/cookies/",
    "/accessibility/",
)
# A page of the portal that is kept; what it shows is the tests' own, below.
KEPT_PAGE = "/groups/"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured.captured_queries)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Study visit", slug="visit", hosts=(make_city("Brno"),))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/meetings/",
        "/meetings/?kind=webinar",
        "/meetings/visit/",
        "/meetings/visit/agenda/",
        "/meetings/visit/practical/",
        "/groups/",
        "/cities/",
        "/cities/brno/",
        "/privacy/",
        "/cookies/",
        "/accessibility/",
        "/calendar.ics",
        "/meetings/visit/agenda.ics",
        "/feed.atom",
        "/sitemap.xml",
    ],
)
def test_the_second_stranger_is_given_the_copy(
    client: Client, meeting: Meeting, address: str
) -> None:
    first = client.get(address)

    assert queries(client, address) == NONE
    second = client.get(address)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert dict(second.items()) == dict(first.items())
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_copy_is_given_with_what_every_answer_says(client: Client, meeting: Meeting) -> None:
    client.get("/meetings/visit/")

    answer = client.get("/meetings/visit/")

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_person_is_given_none_and_leaves_none(client: Client, meeting: Meeting) -> None:
    person = make_representative("Utrecht representative")
    stranger = Client()
    stranger.get("/meetings/visit/")
    sign_in(client, person)

    own = client.get("/meetings/visit/")
    client.logout()
    after = client.get("/meetings/visit/")

    assert b"Utrecht representative" in own.content
    assert "ETag" not in own
    assert own["Cache-Control"] == "private"
    assert b"Utrecht representative" not in after.content


def test_what_is_no_page_for_strangers_is_not_kept(client: Client) -> None:
    draft = make_draft(slug="draft")
    members = make_meeting(slug="for-members", page_audience="members")

    for meeting, status in ((draft, 404), (members, 302)):
        for _time in range(2):
            assert client.get(meeting.get_absolute_url()).status_code == status
    assert "ETag" not in client.get("/accounts/login/")
    assert client.get("/no-such-page/").status_code == 404


def test_a_change_is_seen_at_once(client: Client, meeting: Meeting) -> None:
    other_worker = Client()
    for worker in (client, other_worker):
        worker.get("/meetings/visit/")

    Meeting.objects.filter(pk=meeting.pk).update(title="Another title")

    for worker in (client, other_worker):
        assert b"Another title" in worker.get("/meetings/visit/").content


def test_a_day_that_ends_is_seen_at_midnight_in_the_networks_zone(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 22, 59, 50, tzinfo=UTC), tick=False) as clock:
        make_meeting("Ends today", starts_on=date(2026, 11, 21))
        before = client.get("/meetings/").content
        clock.shift(9)
        kept_until_then = queries(client, "/meetings/")
        clock.shift(1)
        after = client.get("/meetings/").content

    assert kept_until_then == NONE
    assert b"Ends today" in before.split(b'id="upcoming"')[1]
    assert b'id="past"' not in before
    assert b"Ends today" in after.split(b'id="past"')[1]


@pytest.mark.parametrize("page", ["meeting", "group"])
def test_a_document_is_seen_when_its_time_comes(client: Client, page: str) -> None:
    group = make_group("Urban farming", slug="urban-farming")
    meeting = make_meeting(slug="visit", lead_group=group)
    owner = {"meeting": meeting} if page == "meeting" else {"group": group}
    address = {"meeting": "/meetings/visit/", "group": "/groups/urban-farming/"}[page]
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        comes_at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
        make_document("Slides to come", **owner, visible_from_at=comes_at)
        before = client.get(address).content
        clock.shift(29 * 60)
        kept_until_then = queries(client, address)
        clock.shift(60)
        after = client.get(address).content

    assert kept_until_then == NONE
    assert b"Slides to come" not in before
    assert b"Slides to come" in after


# Races -------------------------------------------------------------------------------------------


def shown(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def rename(city: City, name: str) -> Callable[[], int]:
    return lambda: City.objects.filter(pk=city.pk).update(name=name)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_page_made_while_content_changes_is_not_given_again(when: str) -> None:
    """The change is committed between reading the version and reading the content, or after both."""
    city = make_city("Milano")
    changes = [rename(city, "Milan")]

    def page(_request: HttpRequest) -> HttpResponse:
        if when == "before" and changes:
            race(changes.pop(), times=1)
        name = City.objects.get(pk=city.pk).name
        if changes:
            race(changes.pop(), times=1)
        return HttpResponse(name)

    middleware = KeptCopiesMiddleware(page)
    ask = RequestFactory().get
    first = shown(middleware(ask(KEPT_PAGE)))
    second = middleware(ask(KEPT_PAGE))

    assert first == {"before": "Milan", "after": "Milano"}[when]
    assert shown(second) == "Milan"
    with CaptureQueriesContext(connection) as captured:
        third = middleware(ask(KEPT_PAGE))
    assert (shown(third), len(captured)) == ("Milan", NONE)


def test_a_page_made_over_midnight_is_not_given_again() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC), tick=False) as clock:

        def page(_request: HttpRequest) -> HttpResponse:
            day = f"{datetime.now(UTC) + timedelta(hours=1):%d}"
            clock.shift(5)
            return HttpResponse(day)

        middleware = KeptCopiesMiddleware(page)
        ask = RequestFactory().get
        days = [shown(middleware(ask(KEPT_PAGE))) for _time in range(3)]

    assert days == ["22", "23", "23"]


def test_whoever_asks_after_a_change_sees_it_however_many_ask_and_change() -> None:
    city = make_city("0")
    committed = [0]
    written = Event()

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(City.objects.get(pk=city.pk).name)

    middleware = KeptCopiesMiddleware(page)

    def write() -> list[tuple[int, int]]:
        try:
            for number in range(1, 60):
                rename(city, str(number))()
                committed[0] = number
        finally:
            # Else those who ask would do so for ever.
            written.set()
        return []

    def ask() -> list[tuple[int, int]]:
        seen: list[tuple[int, int]] = []
        while not written.is_set() or len(seen) < 5:
            at_least = committed[0]
            seen.append((at_least, int(shown(middleware(RequestFactory().get(KEPT_PAGE))))))
        return seen

    roles = iter([write, ask, ask, ask])

    def play() -> list[tuple[int, int]]:
        return next(roles)()

    results = race(play, times=4)

    seen = [pair for result in results if isinstance(result, list) for pair in result]
    assert not [result for result in results if isinstance(result, Exception)]
    assert len(seen) >= 15
    assert [pair for pair in seen if pair[1] < pair[0]] == []
