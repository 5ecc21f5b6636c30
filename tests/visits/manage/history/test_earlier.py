"""Earlier words are looked at beside now, and restored as a change like any other."""

import re
from typing import Any

import pytest
from django.test import Client

from portal.models import LogEntry
from tests.factories import make_day, make_draft, make_item, make_meeting, make_staff, sign_in
from tests.visits.manage.history.changed import TODAY, YESTERDAY, dated, describe_at
from visits.actions.agenda_items import edit_item
from visits.actions.practical import add_part, edit_part, remove_part
from visits.models import AgendaItemHistory, Meeting, MeetingHistory, PracticalPart

pytestmark = pytest.mark.django_db
HISTORY = "/manage/meetings/study-visit/history/"


def a_changed_meeting() -> Meeting:
    """Written yesterday, with a part; spoilt today, and the part removed."""
    staff = make_staff("Network staff")
    meeting = make_meeting("Study visit", hosts=())
    describe_at(
        YESTERDAY, meeting, staff, introduction="<h2>Why</h2><p>See the hall.</p>", venue="Hall"
    )
    part = add_part(meeting=meeting, kind="hotel", heading="Hotel", text="<p>Code 7.</p>", by=staff)
    dated(YESTERDAY)
    describe_at(TODAY, meeting, staff, introduction="<p>Oops.</p>")
    remove_part(part=part, by=staff)
    dated(TODAY)
    return meeting


def sent(page: str, *keys: str) -> dict[str, object]:
    """What the form sends with these texts ticked."""
    seen = dict(re.findall(r'name="(seen_[^"]+)" value="([^"]+)"', page))
    return {"text": list(keys), **seen}


def test_one_version_is_shown_beside_now_and_restored(client: Client) -> None:
    meeting = a_changed_meeting()
    version = MeetingHistory.objects.get(pgh_obj=meeting, introduction__contains="See the hall")
    address = f"{HISTORY}page/{version.pk}/"
    before = Meeting.objects.get()

    page = sign_in(client, make_staff()).get(address).content.decode()
    answer = client.post(address, sent(page, "introduction"))

    assert "<h2>Why</h2>" in page
    assert "Saved by Network staff" in page
    assert answer.status_code == 302
    after = Meeting.objects.get()
    assert after.introduction == "<h2>Why</h2><p>See the hall.</p>"
    # A new version, no way back in time.
    assert (after.state, after.sequence) == (before.state, before.sequence)
    assert after.version > before.version
    assert MeetingHistory.objects.filter(pgh_obj=meeting).latest("pk").pk > version.pk
    assert LogEntry.objects.latest("pk").facts == {"fields": ["introduction"], "parts": []}


def test_the_page_as_it_was_yesterday_evening_is_restored(client: Client) -> None:
    a_changed_meeting()
    address = f"{HISTORY}then/?at=2026-11-21T18:30"

    page = sign_in(client, make_staff()).get(address).content.decode()
    part = PracticalPart.objects.exists() or re.search(r'value="(part-\d+)"', page)
    assert not isinstance(part, bool)
    assert part is not None
    answer = client.post(address, sent(page, "introduction", part[1]))

    assert answer.status_code == 302
    assert Meeting.objects.get().introduction == "<h2>Why</h2><p>See the hall.</p>"
    brought_back = PracticalPart.objects.get()
    assert (brought_back.heading, brought_back.text) == ("Hotel", "<p>Code 7.</p>")
    assert f"part-{brought_back.pk}" == part[1]
    assert "As now:" in page


def test_a_title_that_comes_back_is_told_to_calendars(client: Client) -> None:
    meeting, staff = make_meeting("Study visit"), make_staff()
    describe_at(YESTERDAY, meeting, staff, venue="Hall")
    describe_at(TODAY, meeting, staff, venue="Harbour")
    version = MeetingHistory.objects.get(pgh_obj=meeting, venue="Hall")
    before = Meeting.objects.get().sequence
    address = f"{HISTORY}page/{version.pk}/"

    page = sign_in(client, staff).get(address).content.decode()
    client.post(address, sent(page, "venue"))

    after = Meeting.objects.get()
    assert (after.venue, after.sequence) == ("Hall", before + 1)


def test_what_changed_since_it_was_looked_at_is_not_overwritten(client: Client) -> None:
    meeting = a_changed_meeting()
    version = MeetingHistory.objects.get(pgh_obj=meeting, introduction__contains="See the hall")
    address = f"{HISTORY}page/{version.pk}/"
    page = sign_in(client, make_staff()).get(address).content.decode()
    describe_at(TODAY, meeting, make_staff(), introduction="<p>Better by now.</p>")

    answer = client.post(address, sent(page, "introduction"))

    assert Meeting.objects.get().introduction == "<p>Better by now.</p>"
    assert "Somebody changed these texts" in answer.content.decode()
    assert "Better by now." in answer.content.decode()


def test_another_texts_change_is_in_nobodys_way(client: Client) -> None:
    meeting = a_changed_meeting()
    version = MeetingHistory.objects.get(pgh_obj=meeting, introduction__contains="See the hall")
    address = f"{HISTORY}page/{version.pk}/"
    page = sign_in(client, make_staff()).get(address).content.decode()
    describe_at(TODAY, meeting, make_staff(), venue="Harbour")

    client.post(address, sent(page, "introduction"))

    after = Meeting.objects.get()
    assert (after.introduction[:4], after.venue) == ("<h2>", "Harbour")


def test_an_items_words_are_restored_where_it_is_now(client: Client) -> None:
    meeting, staff = make_draft("Study visit"), make_staff()
    item = make_item("Opening", day=make_day(meeting=meeting), place="Hall")
    words: dict[str, Any] = {
        "kind": item.kind,
        "starts": item.starts,
        "ends": item.ends,
        "track": "",
    }
    edit_item(item=item, version=None, by=staff, title="Spoilt", place="", description="", **words)
    version = AgendaItemHistory.objects.filter(pgh_obj=item).earliest("pk")
    address = f"/manage/meetings/{meeting.slug}/history/item/{version.pk}/"
    item.refresh_from_db()
    seen = item.version

    stale = sign_in(client, staff).post(address, {"seen": seen - 1})
    answer = client.post(address, {"seen": seen})

    assert stale.status_code == 200
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.place, item.version) == ("Opening", "Hall", seen + 1)


def test_a_part_is_restored_whole(client: Client) -> None:
    meeting, staff = make_meeting("Study visit"), make_staff()
    part = add_part(meeting=meeting, kind="hotel", heading="Hotel", text="<p>Code 7.</p>", by=staff)
    dated(YESTERDAY)
    edit_part(
        part=part, version=None, by=staff, kind="other", heading="Beds", text="<p>No code.</p>",
        is_for_participants=True,
    )  # fmt: skip
    dated(TODAY)
    address = f"{HISTORY}then/?at=2026-11-21T18:30"

    page = sign_in(client, staff).get(address).content.decode()
    client.post(address, sent(page, f"part-{part.pk}"))

    part.refresh_from_db()
    assert (part.kind, part.heading, part.text) == ("hotel", "Hotel", "<p>Code 7.</p>")
    assert not part.is_for_participants


@pytest.mark.parametrize(
    "at",
    [
        *("", "yesterday", "2026-13-45T99:99", "1999-01-01T10:00", "2026-06-01T10:00+23:59"),
        *("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"),
    ],
)
def test_a_moment_that_is_none_is_answered_calmly(client: Client, at: str) -> None:
    a_changed_meeting()

    page = sign_in(client, make_staff()).get(f"{HISTORY}then/", {"at": at})

    assert page.status_code == 200


def test_a_version_of_another_meeting_is_not_there(client: Client) -> None:
    a_changed_meeting()
    other = make_meeting("Another visit")
    version = MeetingHistory.objects.get(pgh_obj=other)

    page = sign_in(client, make_staff()).get(f"{HISTORY}page/{version.pk}/")

    assert page.status_code == 404
    assert client.get(f"{HISTORY}city/{version.pk}/").status_code == 404


def test_earlier_versions_are_forgotten_by_administrators_alone(client: Client) -> None:
    meeting = a_changed_meeting()

    refused = sign_in(client, make_staff()).post(f"{HISTORY}forget/")
    done = sign_in(client, make_staff(office="administrator")).post(f"{HISTORY}forget/")

    assert refused.status_code == 403
    assert done.status_code == 302
    assert [version.introduction for version in MeetingHistory.objects.filter(pgh_obj=meeting)] == [
        "<p>Oops.</p>"
    ]
    assert not PracticalPart.objects.exists()
