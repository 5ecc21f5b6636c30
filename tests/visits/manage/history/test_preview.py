"""The preview shows what others would see if it were published now, by the rules that all readers get; nothing is published."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.lib import content_version
from portal.models import Autosave
from tests import papers
from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_document,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_practical_part,
    make_release,
    make_representative,
    make_staff,
    sign_in,
)
from visits.models import Meeting, MeetingHistory, Release

pytestmark = pytest.mark.django_db
ADDRESS = "/manage/meetings/study-visit/preview/"


def seen(client: Client, **asked: str) -> str:
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    return str(answer.content.decode())


def test_a_draft_is_seen_as_if_it_were_published_and_is_not(client: Client) -> None:
    meeting = make_draft("Study visit", introduction="<p>See the hall.</p>", hosts=(make_city(),))
    make_item("Opening", day=make_day(meeting=meeting))
    before = MeetingHistory.objects.count()

    page = seen(sign_in(client, make_staff()))

    assert "You are looking at this page as a stranger" in page
    assert "See the hall." in page
    assert "Opening" in page
    assert "Only those who prepare this meeting see its pages" not in page
    assert Meeting.objects.get().is_draft
    assert not Release.objects.exists()
    assert MeetingHistory.objects.count() == before
    client.logout()
    assert client.get("/meetings/study-visit/").status_code == 404


def test_readers_see_what_is_for_them(client: Client) -> None:
    meeting = make_meeting("Study visit", report_audience="group")
    make_practical_part(meeting=meeting, heading="Door code", is_for_participants=True)
    make_document("Members' slides", meeting=meeting, audience="members")
    sign_in(client, make_staff())

    practical = {kind: seen(client, **{"as": kind, "page": "practical"}) for kind in READERS}
    pages = {kind: seen(client, **{"as": kind}) for kind in READERS}

    assert ["Door code" in practical[kind] for kind in READERS] == [False, False, True]
    # A stranger is shown a lock in the place of the file.
    assert ["Log in to download" in pages[kind] for kind in READERS] == [True, False, False]
    # Nobody edits anything here.
    assert not any('class="edit"' in page for page in pages.values())


READERS = ("stranger", "member", "participant")


def test_a_page_that_is_not_for_such_a_reader_says_so(client: Client) -> None:
    make_meeting("Study visit", page_audience="group")
    sign_in(client, make_staff())

    assert "is asked to log in first" in seen(client)
    assert "is not for such a reader" in seen(client, **{"as": "member"})
    assert "<h1>Study visit</h1>" in seen(client, **{"as": "participant"})


def test_what_i_am_writing_is_in_it_and_what_another_writes_is_not(client: Client) -> None:
    staff, other = make_staff(), make_staff()
    meeting = make_meeting("Study visit", introduction="<p>Come.</p><p>Register.</p>")
    for person, text in ((staff, "<p>Do come.</p>"), (other, "<p>Stay.</p>")):
        Autosave.objects.create(
            person=person, subject_type="meeting", subject_id=meeting.pk, field="introduction",
            base="<p>Come.</p>", text=text,
        )  # fmt: skip

    page = seen(sign_in(client, staff))

    assert "Do come." in page
    # What was saved since the writing began stays, as when it is saved.
    assert "Register." in page
    assert "Stay." not in page
    assert "“introduction” as you are writing it" in page
    assert Meeting.objects.get().introduction == "<p>Come.</p><p>Register.</p>"


def test_a_report_is_seen_before_it_is_published(client: Client) -> None:
    make_meeting(
        "Study visit",
        starts_on=timezone.localdate() - timedelta(days=9),
        report="<p>Nine cities came.</p>",
    )

    page = seen(sign_in(client, make_staff()))

    assert "Nine cities came." in page
    assert "the report is not published" in page


def test_the_agenda_of_the_draft_stands_in_for_the_release(client: Client) -> None:
    meeting = make_meeting("Study visit")
    item = make_item("Opening", day=make_day(meeting=meeting))
    make_release(meeting)
    sign_in(client, make_staff())
    assert "not released yet" not in seen(client, page="agenda")
    type(item).objects.update(title="Grand opening")

    page = seen(client, page="agenda")

    assert "Grand opening" in page
    assert "the agenda is as it is drafted, not released yet" in page
    assert Release.objects.get().number == 1
    assert "Grand opening" not in client.get("/meetings/study-visit/agenda/").content.decode()


def test_links_lead_on_within_the_preview_or_nowhere(client: Client) -> None:
    meeting = make_meeting("Study visit", introduction='<p><a href="https://example.org">X</a></p>')
    make_practical_part(meeting=meeting)
    make_item("Opening", day=make_day(meeting=meeting))
    make_release(meeting)

    page = seen(sign_in(client, make_staff()), **{"as": "member"})

    body = page.split("</nav></div>", 1)[-1].split("Back to the desk", 1)[1]
    links = set(re.findall(r'<a\b[^>]*?\shref="([^"]*)"', body))
    assert f"{ADDRESS}?as=member&amp;page=agenda" in links
    assert f"{ADDRESS}?as=member&amp;page=practical" in links
    assert f"{ADDRESS}?as=paper" in links
    assert {link for link in links if not link.startswith((ADDRESS, "#"))} == set()
    assert "<form " not in body.replace("<form inert", "")


@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_kept_comes_from_a_preview(client: Client) -> None:
    group = make_group()
    make_draft("Study visit", lead_group=group)
    shown = make_meeting("Open visit", introduction="<p>As it stands.</p>", lead_group=group)
    staff = make_staff()
    Autosave.objects.create(
        person=staff, subject_type="meeting", subject_id=shown.pk, field="introduction",
        base="<p>As it stands.</p>", text="<p>Not yet.</p>",
    )  # fmt: skip
    version = content_version.current()
    stranger, reader = Client(), sign_in(Client(), make_representative())

    for _ in range(2):
        page = sign_in(client, staff).get("/manage/meetings/open-visit/preview/").content.decode()
        assert "Not yet." in page
        for other in (stranger, reader):
            text = other.get("/meetings/open-visit/").content.decode()
            assert "As it stands." in text
            assert "Not yet." not in text
            assert other.get("/meetings/study-visit/").status_code == 404
    # Making a person and logging in are changes; the preview is none.
    version = content_version.current()
    client.get("/manage/meetings/open-visit/preview/")
    assert content_version.current() == version


def test_only_who_prepares_it_looks_at_it(client: Client) -> None:
    group = make_group()
    make_draft("Study visit", lead_group=group)

    assert client.get(ADDRESS).status_code == 302
    assert sign_in(client, make_chair(make_group())).get(ADDRESS).status_code == 404
    assert sign_in(client, make_chair(group)).get(ADDRESS).status_code == 200
    assert client.get(ADDRESS, {"as": "king"}).status_code == 404
    assert client.post(ADDRESS).status_code == 405


def test_the_agenda_on_paper_says_that_it_is_a_draft(client: Client) -> None:
    meeting = make_draft("Study visit")
    make_item("Grand opening", day=make_day(meeting=meeting))
    sign_in(client, make_staff())

    answer = client.get(ADDRESS, {"as": "paper"})
    printed = papers.words_of(papers.read(answer.getvalue()))

    assert answer["Content-Type"] == "application/pdf"
    assert "agenda-study-visit-draft.pdf" in answer["Content-Disposition"]
    assert "private" in answer["Cache-Control"]
    assert "Grandopening" in printed
    assert "DRAFT" in printed
    assert "notreleased" in printed
    assert "Release1" not in printed


def test_without_an_agenda_there_is_nothing_to_print(client: Client) -> None:
    make_draft("Study visit")

    assert "nothing to print yet" in seen(sign_in(client, make_staff()), **{"as": "paper"})
