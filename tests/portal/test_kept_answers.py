"""What strangers asked before is answered before Django: word for word the same, and no longer than the copy holds."""

import http.client
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from werkzeug.test import Client, TestResponse

from members.models import City
from portal import kept_answers
from portal.kept_answers import KeptAnswers
from portal.lib import content_version
from tests.factories import make_city, make_document, make_draft, make_meeting
from tests.racing import race
from tests.servers import gunicorn
from visits.models import Meeting

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

pytestmark = pytest.mark.django_db(transaction=True)

GZIP = {"Accept-Encoding": "gzip"}


class Django:
    """Django, and which paths it was asked for."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.paths: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        self.paths.append(environ["PATH_INFO"])
        return self.handler(environ, start_response)


@pytest.fixture
def django() -> Django:
    return Django()


@pytest.fixture
def site(django: Django) -> KeptAnswers:
    return KeptAnswers(django)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Study visit", slug="visit", hosts=(make_city("Brno"),))


def ask(site: KeptAnswers, path: str, method: str = "GET", **headers: str) -> TestResponse:
    return Client(site, use_cookies=False).open(path, method=method, headers=headers)


@pytest.mark.parametrize("headers", [{}, GZIP])
@pytest.mark.parametrize(
    "path", ["/", "/meetings/visit/", "/meetings/?kind=webinar", "/calendar.ics", "/cookies/"]
)
def test_the_second_stranger_is_told_the_same_without_django(
    site: KeptAnswers, django: Django, meeting: Meeting, path: str, headers: dict[str, str]
) -> None:
    first = ask(site, path, **headers)
    asked = len(django.paths)
    second = ask(site, path, **headers)

    assert (first.status_code, asked, len(django.paths)) == (200, 1, 1)
    assert second.status == first.status
    assert list(second.headers) == list(first.headers)
    assert second.data == first.data
    assert "default-src 'none'" in second.headers["Content-Security-Policy"]


def test_who_has_it_already_is_told_so_until_it_changes(
    site: KeptAnswers, django: Django, meeting: Meeting
) -> None:
    tag = {"If-None-Match": ask(site, "/meetings/visit/").headers["ETag"]}

    before = [ask(site, "/meetings/visit/", **tag).status_code for _time in range(2)]
    asked = len(django.paths)
    Meeting.objects.filter(pk=meeting.pk).update(title="Another title")
    after = ask(site, "/meetings/visit/", **tag)

    assert (before, asked) == ([304, 304], 2)
    assert after.status_code == 200
    assert b"Another title" in after.data


def test_a_change_is_seen_at_once_in_each_worker(meeting: Meeting) -> None:
    workers = [KeptAnswers(Django()) for _one in range(2)]
    for worker in workers * 2:
        ask(worker, "/meetings/visit/")

    Meeting.objects.filter(pk=meeting.pk).update(title="Another title")

    for worker in workers:
        assert b"Another title" in ask(worker, "/meetings/visit/").data


def test_what_time_changes_is_seen_in_time(site: KeptAnswers, django: Django) -> None:
    meeting = make_meeting(slug="visit")
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        comes_at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
        make_document("Slides to come", meeting=meeting, visible_from_at=comes_at)
        ask(site, "/meetings/visit/")
        clock.shift(29 * 60)
        before = ask(site, "/meetings/visit/")
        asked = len(django.paths)
        clock.shift(60)
        after = ask(site, "/meetings/visit/")

    assert asked == 1
    assert b"Slides to come" not in before.data
    assert b"Slides to come" in after.data


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("POST", {}),
        ("GET", {"Cookie": "sessionid=1"}),
        ("GET", {"Cookie": "csrftoken=1"}),
        ("GET", {"Cookie": "elsewhere=1"}),
        ("GET", {"Authorization": "Bearer 1"}),
        ("GET", {"Host": "127.0.0.1"}),
        ("GET", GZIP),
        ("GET", {"X-Forwarded-Proto": "https"}),
        ("GET", {"Accept-Language": "fr"}),
        ("GET", {"If-None-Match": "of" * kept_answers.MOST_SIGNS_OF_A_QUESTION}),
    ],
)
def test_whoever_asks_in_another_way_is_answered_by_django(
    site: KeptAnswers, django: Django, meeting: Meeting, method: str, headers: dict[str, str]
) -> None:
    ask(site, "/meetings/visit/")

    ask(site, "/meetings/visit/", method, **headers)

    assert len(django.paths) == 2


@pytest.mark.parametrize(
    "path", ["/meetings/draft/", "/meetings/members/", "/no-such-page/", "/accounts/login/"]
)
def test_what_is_no_page_for_strangers_is_asked_of_django_each_time(
    site: KeptAnswers, django: Django, path: str
) -> None:
    make_draft(slug="draft")
    make_meeting(slug="members", page_audience="members")

    for _time in range(2):
        ask(site, path)

    assert django.paths == [path, path]


@pytest.mark.parametrize(
    "header", [("Set-Cookie", "any=thing"), ("Vary", "Cookie, User-Agent"), ("Vary", "*")]
)
def test_what_is_not_for_any_stranger_is_not_said_again(
    django: Django, meeting: Meeting, header: tuple[str, str]
) -> None:
    def more(environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        def add(status: str, headers: list[tuple[str, str]], *wrong: Any) -> Any:
            others = [pair for pair in headers if pair[0] != header[0]]
            return start_response(status, [*others, header], *wrong)

        return django(environ, add)

    site = KeptAnswers(more)
    for _time in range(2):
        ask(site, "/meetings/visit/")

    assert len(django.paths) == 2


def test_when_the_database_does_not_say_django_answers(
    site: KeptAnswers, django: Django, meeting: Meeting
) -> None:
    def fail() -> str | None:
        raise OperationalError

    ask(site, "/meetings/visit/")
    site.readings = content_version.Readings(fail)

    answer = ask(site, "/meetings/visit/")

    assert (answer.status_code, len(django.paths)) == (200, 2)


def test_whoever_asks_after_a_change_sees_it_however_many_ask_and_change(
    site: KeptAnswers, django: Django
) -> None:
    city = make_city("Brno", slug="brno")
    committed = [0]
    written = Event()

    def write() -> list[tuple[int, int]]:
        try:
            for number in range(1, 40):
                City.objects.filter(pk=city.pk).update(text=f"<p>No. {number}.</p>")
                committed[0] = number
        finally:
            # Else those who ask would do so for ever.
            written.set()
        return []

    def read() -> list[tuple[int, int]]:
        seen: list[tuple[int, int]] = []
        while not written.is_set() or len(seen) < 5:
            at_least = committed[0]
            text = ask(site, "/cities/brno/").text
            seen.append((at_least, int((text + "No. 0.").split("No. ")[1].split(".")[0])))
        return seen

    roles = iter([write, read, read, read])

    def play() -> list[tuple[int, int]]:
        return next(roles)()

    results = race(play, times=4)

    seen = [pair for result in results if isinstance(result, list) for pair in result]
    assert not [result for result in results if isinstance(result, Exception)]
    assert len(seen) >= 15
    assert [pair for pair in seen if pair[1] < pair[0]] == []


def test_a_real_server_with_a_pool_says_it_again_and_sees_changes(meeting: Meeting) -> None:
    with gunicorn("portal.wsgi", threads=2, DATABASE_POOL="1", ALLOWED_HOSTS="127.0.0.1") as port:

        def fetch() -> bytes:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
                # A page that needs no static files, which nobody collected here.
                line.request("GET", "/calendar.ics", headers={"Connection": "close"})
                return line.getresponse().read()

        first, second = fetch(), fetch()
        Meeting.objects.filter(pk=meeting.pk).update(title="Another title")
        third = fetch()

    assert first == second
    assert b"Another title" not in second
    assert b"Another title" in third
