"""The calendar of one agenda: who opens it, and that it agrees with the page."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests import personas
from tests.calendars import Calendar, fetch
from tests.demonstration import load_demonstration
from tests.factories import (
    make_city,
    make_day,
    make_draft,
    make_item,
    make_meeting,
    make_release,
    make_representative,
    sign_in,
)
from tests.pages import Page, read, words
from visits.models import Meeting

pytestmark = pytest.mark.django_db


def with_agenda(page_audience: str = "public") -> Meeting:
    meeting = make_meeting(
        "Homes", slug="homes", hosts=(make_city("Brno"),), page_audience=page_audience
    )
    make_item("A first look", day=make_day(meeting=meeting))
    make_release(meeting)
    return meeting


def test_a_public_agenda_is_for_everyone(client: Client) -> None:
    with_agenda()

    response = client.get("/meetings/homes/agenda.ics")

    assert fetch(client, "/meetings/homes/agenda.ics").titles == ["A first look"]
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Content-Disposition"].startswith('attachment; filename="homes.ics"')


def test_a_members_agenda_leads_a_stranger_to_the_login_and_back(client: Client) -> None:
    with_agenda(page_audience="members")

    response = client.get("/meetings/homes/agenda.ics")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/meetings/homes/agenda.ics"


def test_a_members_agenda_is_kept_by_its_reader_alone(client: Client) -> None:
    with_agenda(page_audience="members")

    response = sign_in(client, make_representative()).get("/meetings/homes/agenda.ics")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"


def test_a_groups_agenda_is_refused_to_others(client: Client) -> None:
    with_agenda(page_audience="group")

    response = sign_in(client, make_representative()).get("/meetings/homes/agenda.ics")

    assert response.status_code == 403


def test_a_draft_has_no_agenda_for_others(client: Client) -> None:
    make_draft(slug="homes")

    response = sign_in(client, make_representative()).get("/meetings/homes/agenda.ics")

    assert response.status_code == 404


def test_whoever_opens_the_page_opens_the_calendar(client: Client) -> None:
    cast = personas.gather_cast()
    make_release(cast.meeting)
    slug = cast.meeting.slug

    for audience in ("public", "members", "group"):
        Meeting.objects.filter(pk=cast.meeting.pk).update(page_audience=audience)
        for reader in cast.readers.values():
            if reader.scope is None:
                asking = sign_in(Client(), reader.person) if reader.person else Client()
                answers = [
                    asking.get(f"/meetings/{slug}/agenda{ending}").status_code
                    for ending in ("/", ".ics")
                ]
                assert answers[0] == answers[1]


def test_the_agenda_leads_to_its_calendar(client: Client) -> None:
    with_agenda()

    assert "/meetings/homes/agenda.ics" in read(client, "/meetings/homes/agenda/").links


# The demonstration --------------------------------------------------------------------------------


@pytest.fixture
def _demonstration() -> None:
    load_demonstration(timezone.localdate())


def shown_on(page: Page) -> set[tuple[str, str, str, bool]]:
    """Title, start and end by the page's machine-readable times, and whether it is struck through."""
    found = set()
    for slot in page.all("li", class_="slot"):
        of_slot = [one for child in slot if child.get("class") == "slot-time" for one in child]
        for article in slot.iter("article"):
            own = list(article.iter("time")) or [one for one in of_slot if one.tag == "time"]
            starts, ends = (one.get("datetime", "") for one in own)
            heading = next(article.iter("h3"))
            is_struck = any(True for _ in heading.iter("del"))
            found.add((words(heading), starts, ends, is_struck))
    return found


def told_by(calendar: Calendar, zone: ZoneInfo) -> set[tuple[str, str, str, bool]]:
    return {
        (
            entry.title,
            entry.starts.astimezone(zone).isoformat(),  # type: ignore[attr-defined]
            entry.ends.astimezone(zone).isoformat(),  # type: ignore[attr-defined]
            entry.status == "CANCELLED",
        )
        for entry in calendar.entries
    }


@pytest.mark.usefixtures("_demonstration")
@pytest.mark.parametrize(("city", "number"), [("milan", 14), ("brno", 14)])
def test_the_agendas_of_milan_and_brno_agree_with_their_pages(
    client: Client, city: str, number: int
) -> None:
    meeting = Meeting.objects.get(hosts__slug=city)
    page = read(client, f"/meetings/{meeting.slug}/agenda/")
    calendar = fetch(client, f"/meetings/{meeting.slug}/agenda.ics")

    assert told_by(calendar, meeting.zone) == shown_on(page)
    assert len(calendar.entries) == len(list(page.all("article"))) >= number
    assert calendar.zones == [meeting.time_zone]
    entries = {entry.url.split("#")[1]: entry for entry in calendar.entries}
    for article in page.all("article"):
        entry = entries[article.get("id", "")]
        assert entry.title == words(next(article.iter("h3")))
        speakers = [words(one) for one in article.iter("li") if one.find("b") is not None]
        assert [line for line in speakers if line not in entry.text] == []
        where = " ".join(words(one) for one in article.iter("p") if "slot-where" in str(one.attrib))
        assert where.removeprefix("Visit").removeprefix(" · ") == entry.place


@pytest.mark.usefixtures("_demonstration")
def test_the_agenda_of_brno_tells_what_changed(client: Client) -> None:
    meeting = Meeting.objects.get(hosts__slug="brno")
    calendar = fetch(client, f"/meetings/{meeting.slug}/agenda.ics")

    raised = {entry.title for entry in calendar.entries if entry.sequence > meeting.sequence}

    assert raised == {"Visit to a shared housing project", "Buying from social enterprises"}
    assert calendar["Buying from social enterprises"].status == "CANCELLED"
