"""What programs fetch again and again is sent once."""

from datetime import UTC, datetime

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from portal.lib.feeds import respond_with_feed

CHANGED_AT = datetime(2027, 1, 5, 12, 30, tzinfo=UTC)


def answer(
    content: bytes = b"words", *, is_public: bool = True, headers: dict[str, str] | None = None
) -> HttpResponseBase:
    return respond_with_feed(
        RequestFactory().get("/calendar.ics", headers=headers),
        content,
        content_type="text/calendar; charset=utf-8",
        changed_at=CHANGED_AT,
        is_public=is_public,
        filename="brno.ics",
    )


def test_headers() -> None:
    response = answer()

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Last-Modified"] == "Tue, 05 Jan 2027 12:30:00 GMT"
    assert response["Cache-Control"] == "public, max-age=300"
    assert "brno.ics" in response["Content-Disposition"]


def test_what_is_for_some_is_kept_by_the_reader_alone() -> None:
    assert answer(is_public=False)["Cache-Control"] == "private, no-cache"


def test_unchanged_is_not_sent_again() -> None:
    first = answer()

    second = answer(headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second["ETag"]) == (304, first["ETag"])
    assert second["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_what_left_the_feed_is_noticed_though_nothing_in_it_is_newer(header: str) -> None:
    before = answer(b"one, two")
    known = {"If-None-Match": before["ETag"], "If-Modified-Since": before["Last-Modified"]}

    after = answer(b"one", headers={header: known[header]})

    assert after.status_code == 200
