"""/meetings/<slug>/agenda.pdf: who gets it, under which name, and what it costs."""

from collections.abc import Iterator
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.models import Document
from portal.lib.pdf import kept
from tests import papers
from tests.factories import (
    make_city,
    make_day,
    make_document,
    make_item,
    make_meeting,
    make_practical_part,
    make_release,
    make_representative,
    sign_in,
)
from visits.models import Meeting

pytestmark = pytest.mark.django_db

ADDRESS = "/meetings/milan-2026-02/agenda.pdf"
QUERIES = 5


def make_agenda(**fields: Any) -> Meeting:
    meeting = make_meeting("Milan", slug="milan-2026-02", **fields)
    make_item("Visit to FabriQ", day=make_day(meeting=meeting))
    make_release(meeting)
    return meeting


def get(client: Client, address: str = ADDRESS, **asked: Any) -> tuple[Any, bytes]:
    """The answer, and all of its content, so that its file is closed."""
    response = client.get(address, **asked)
    return response, response.getvalue()


def words(client: Client, **asked: Any) -> str:
    return papers.words_of(papers.read(get(client, **asked)[1]))


def test_it_is_looked_at_in_the_page_under_a_name_that_says_what_it_is(client: Client) -> None:
    make_agenda()

    response, content = get(client)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith(
        'inline; filename="agenda-milan-2026-02-release-1.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(content))
    assert "VisittoFabriQ" in papers.words_of(papers.read(content))


def test_the_one_for_a_door_has_a_name_of_its_own_and_no_third_exists(client: Client) -> None:
    make_agenda()

    door, _content = get(client, data={"layout": "door"})

    assert 'filename="agenda-milan-2026-02-release-1-door.pdf"' in door["Content-Disposition"]
    assert client.get(ADDRESS, {"layout": "x"}).status_code == 404


def test_an_unchanged_copy_is_not_sent_again(client: Client) -> None:
    meeting = make_agenda()
    first, _content = get(client)
    same = {"If-None-Match": first["ETag"]}

    assert client.get(ADDRESS, headers=same).status_code == 304

    make_release(meeting)
    changed, _content = get(client, headers=same)
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_look_at_the_headers_prints_nothing(client: Client) -> None:
    make_agenda(introduction="Of a paper that nobody printed.")
    before = set(kept.folder().glob("*.pdf"))

    response = client.head(ADDRESS, {"layout": "door"})

    assert response.status_code == 200
    assert response["ETag"]
    assert set(kept.folder().glob("*.pdf")) == before


def test_without_a_release_the_agendas_page_says_so(client: Client) -> None:
    make_meeting("Porto", slug="porto")

    response = client.get("/meetings/porto/agenda.pdf")

    assert response.status_code == 404
    assert b"There is no agenda yet." in response.content


def test_a_stranger_of_a_members_meeting_logs_in_first(client: Client) -> None:
    make_agenda(page_audience="members")

    response = client.get(ADDRESS)

    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={ADDRESS}")
    member, _content = get(sign_in(client, make_representative()))
    assert member.status_code == 200


def test_a_strangers_copy_never_holds_what_only_members_are_shown(client: Client) -> None:
    meeting = make_agenda()
    item = meeting.days.get().items.get()
    make_document("Slides of Milan", meeting=meeting, item=item)
    make_document(
        "Notes of the group", meeting=meeting, item=item, audience=Document.Audience.GROUP
    )

    strangers = words(Client())
    response, content = get(sign_in(client, make_representative()))
    members = papers.words_of(papers.read(content))

    assert "Notesofthegroup" in members
    assert "SlidesofMilan(formembers)" in strangers
    assert "Notesofthegroup" not in strangers
    assert words(Client()) == strangers
    assert "private" in response["Cache-Control"]


def test_practical_information_is_named_for_whom_there_is_some(client: Client) -> None:
    meeting = make_agenda()
    make_practical_part(meeting=meeting)

    words = papers.words_of(
        papers.read(client.get("/meetings/milan-2026-02/agenda.pdf").getvalue())
    )

    assert "localhost:8000/meetings/milan202602/practical/" in words


@pytest.fixture
def busy_printer() -> Iterator[None]:
    """Another thread has the printer, for as long as the test takes."""
    taken, done = Event(), Event()

    def hold() -> None:
        with kept.printer._turn(monotonic() + 60):
            taken.set()
            done.wait(60)

    thread = Thread(target=hold)
    thread.start()
    taken.wait(60)
    yield
    done.set()
    thread.join()


@pytest.mark.usefixtures("busy_printer")
def test_who_would_wait_too_long_is_asked_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PATIENCE_SECONDS", 0.05)
    make_agenda(venue="A hall where nobody printed anything before")

    response = client.get(ADDRESS)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert b"Nothing was lost" in response.content


@pytest.mark.parametrize("items", [1, 12])
def test_queries_do_not_grow_with_the_agenda(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, items: int
) -> None:
    meeting = make_meeting(slug="milan", hosts=(make_city(), make_city()))
    day = make_day(meeting=meeting)
    for _number in range(items):
        make_document(meeting=meeting, item=make_item(day=day))
    make_release(meeting)
    make_release(meeting)

    with django_assert_num_queries(QUERIES):
        client.head("/meetings/milan/agenda.pdf")


@pytest.mark.parametrize("page", ["", "agenda/"])
def test_the_meetings_pages_link_to_it(client: Client, page: str) -> None:
    make_agenda()

    content = client.get(f"/meetings/milan-2026-02/{page}").content.decode()

    assert 'href="/meetings/milan-2026-02/agenda.pdf"' in content
