"""Which requests and answers may be kept, how a copy is answered with, and how much is kept."""

import gzip
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from portal.lib import kept

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BODY = b"<p>What everyone may read.</p>" * 20


def ask(method: str = "GET", path: str = "/", cookies: str = "", **headers: str) -> HttpRequest:
    return RequestFactory().generic(
        method, path, headers=headers | ({"Cookie": cookies} if cookies else {})
    )


def make_copy(content_type: str = "text/html", **headers: str) -> kept.Copy:
    response = HttpResponse(BODY, content_type=content_type, headers=headers)
    copy = kept.Making("1", NOON, NOON + timedelta(hours=1)).copy_of(response)
    assert copy is not None
    return copy


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("Europe/Brussels", datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 22, 18, 15, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 11, 23, 10, tzinfo=UTC)),
    ],
)
def test_the_next_day_begins_at_midnight_there(zone: str, midnight: datetime) -> None:
    assert kept.next_midnight(NOON, ZoneInfo(zone)) == midnight


def test_a_day_that_begins_at_one_begins_when_the_clocks_change() -> None:
    # On 29 March 2026 clocks in Beirut went from 0:00 to 1:00.
    evening = datetime(2026, 3, 28, 20, tzinfo=UTC)

    assert kept.next_midnight(evening, ZoneInfo("Asia/Beirut")) == evening + timedelta(hours=2)


@pytest.mark.parametrize(
    ("request_", "stranger", "blank"),
    [
        (ask(), True, True),
        (ask("HEAD"), True, False),
        (ask("POST"), False, False),
        (ask(cookies="elsewhere=1"), True, True),
        (ask(cookies="csrftoken=1"), True, False),
        (ask(cookies="sessionid=2"), False, True),
        (ask(cookies="csrftoken=1; sessionid=2"), False, False),
    ],
)
def test_who_asks(request_: HttpRequest, *, stranger: bool, blank: bool) -> None:
    assert kept.is_stranger(request_) is stranger
    assert kept.is_blank(request_) is blank


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(status=404),
        HttpResponse(status=302),
        HttpResponse(headers={"Cache-Control": "private"}),
        HttpResponse(headers={"Cache-Control": "max-age=0, no-store"}),
        HttpResponse(bytes(kept.MOST_BYTES_OF_ONE + 1)),
        StreamingHttpResponse([b"of unknown length"]),
    ],
)
def test_what_is_not_for_every_stranger_is_not_kept(response: HttpResponse) -> None:
    assert kept.Making("1", NOON, NOON).copy_of(response) is None


def test_what_sets_a_cookie_is_not_kept() -> None:
    response = HttpResponse(BODY)
    response.set_cookie("any", "thing")

    assert kept.Making("1", NOON, NOON).copy_of(response) is None


def test_what_has_a_policy_of_its_own_is_not_kept() -> None:
    response = HttpResponse(BODY)
    response._csp_exempt = True  # type: ignore[attr-defined]

    assert kept.Making("1", NOON, NOON).copy_of(response) is None


def test_a_small_stream_is_kept_whole() -> None:
    response = StreamingHttpResponse([b"%PDF", b"-1.7"], headers={"Content-Length": "8"})

    copy = kept.Making("1", NOON, NOON).copy_of(response)

    assert copy is not None
    assert copy.body == b"%PDF-1.7"
    assert response.closed


def test_a_copy_holds_for_its_version_until_its_time() -> None:
    copy = make_copy()

    assert copy.holds("1", NOON)
    assert not copy.holds("2", NOON)
    assert not copy.holds(None, NOON)
    assert not copy.holds("1", NOON + timedelta(hours=1))


def test_the_earliest_moment_counts_and_is_asked_for_only_while_a_copy_is_made() -> None:
    asked: list[datetime] = []

    def moments(after: datetime) -> list[datetime | None]:
        asked.append(after)
        return [None, after + timedelta(minutes=5), after + timedelta(minutes=9)]

    kept.until(ask(), moments)
    assert asked == []

    request = ask()
    making = kept.Making.begin(request, "1")
    kept.until(request, moments)

    assert asked == [making.began_at]
    assert making.until == making.began_at + timedelta(minutes=5)


def test_a_copy_is_answered_with_plain_or_compressed() -> None:
    copy = make_copy()

    plain, compressed = copy.answer(ask()), copy.answer(ask(**{"Accept-Encoding": "gzip, br"}))
    refused = copy.answer(ask(**{"Accept-Encoding": "br, gzip;q=0"}))

    assert isinstance(plain, HttpResponse)
    assert isinstance(compressed, HttpResponse)
    assert plain.content == BODY
    assert gzip.decompress(compressed.content) == BODY
    assert "Content-Encoding" not in refused
    assert plain["ETag"] != compressed["ETag"]
    assert int(compressed["Content-Length"]) == len(compressed.content) < len(BODY)
    assert plain["Vary"] == compressed["Vary"] == "Cookie, Accept-Encoding"
    assert plain["Cache-Control"] == "no-cache"


def test_what_was_said_with_the_page_is_said_with_the_copy() -> None:
    copy = make_copy("application/pdf", **{"Content-Disposition": "inline"})

    answer = copy.answer(ask(**{"Accept-Encoding": "gzip"}))

    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("application/pdf", "inline")
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_who_has_it_already_is_told_so(encoding: str) -> None:
    copy = make_copy()
    headers = {"Accept-Encoding": encoding}
    etag = copy.answer(ask(**headers))["ETag"]

    answer = copy.answer(ask(**headers, **{"If-None-Match": etag}))

    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert answer["Vary"] == "Cookie, Accept-Encoding"


def test_a_head_has_the_length_and_no_body() -> None:
    answer = make_copy().answer(ask("HEAD"))

    assert isinstance(answer, HttpResponse)
    assert (answer.content, answer["Content-Length"]) == (b"", str(len(BODY)))


def test_addresses_are_told_apart_by_host_path_query_and_scheme() -> None:
    asked = [
        RequestFactory().get("/"),
        RequestFactory().get("/?page=2"),
        RequestFactory().get("/groups/"),
        RequestFactory().get("/", headers={"Host": "localhost"}),
        RequestFactory().get("/", secure=True),
    ]

    assert len({kept.address_of(request) for request in asked}) == len(asked)


def test_the_shelf_lets_go_of_what_was_asked_for_longest_ago() -> None:
    shelf = kept.Shelf[kept.Copy](most_copies=2)
    for name in ("a", "b"):
        shelf.put((name,), make_copy())
    shelf.find(("a",))

    shelf.put(("c",), make_copy())

    assert shelf.find(("b",)) is None
    assert shelf.find(("a",)) is not None
    assert len(shelf) == 2


def test_the_shelf_holds_so_many_bytes() -> None:
    copy = make_copy()
    shelf = kept.Shelf[kept.Copy](most_bytes=2 * copy.size)
    for name in ("a", "b", "b", "c"):
        shelf.put((name,), make_copy())

    assert len(shelf) == 2
    assert shelf.bytes == 2 * copy.size
