"""The page of one meeting: its parts, and who is shown which."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from members.models import Person
from tests.factories import (
    make_attendance,
    make_chair,
    make_city,
    make_day,
    make_document,
    make_draft,
    make_former_representative,
    make_forum,
    make_group,
    make_group_membership,
    make_item,
    make_meeting,
    make_organiser,
    make_person,
    make_practical_part,
    make_release,
    make_reported,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import Page, read, words
from visits.models import Gathering, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def milan() -> Meeting:
    """A held study visit with all of its parts."""
    city = make_city("Milan", country="Italy", country_code="IT", time_zone="Europe/Rome")
    group = make_group("Smart social inclusion", staff_contact=make_person("Gabriel Jacqmin"))
    meeting = make_reported(
        "Milan’s strategy",
        slug="milan-2027-02",
        hosts=(city,),
        lead_group=group,
        starts_on=date(2027, 2, 23),
        venue="Makerspace",
        address="Via Tortona 1",
        introduction="<p>Nine cities came to Milan &amp; stayed.</p>",
        report="<p>They saw FabriQ.</p>",
    )
    for name in ("Riga", "Białystok", "Milan"):
        make_attendance(meeting=meeting, city=city if name == "Milan" else make_city(name))
    day = make_day(meeting=meeting, on=date(2027, 2, 23), heading="Making")
    make_item("Visit to FabriQ", day=day, kind="visit", place="FabriQ")
    make_item("Coffee", day=day, kind="break", starts=time(11), ends=time(11, 30))
    make_release(meeting)
    return meeting


def hero(page: Page) -> str:
    return words(next(page.all("header", class_="hero")))


def facts(page: Page) -> dict[str, str]:
    rows = [[words(cell) for cell in row] for row in next(page.all("dl", class_="facts"))]
    return dict(rows)


def test_it_shows_what_where_when_and_who(client: Client, milan: Meeting) -> None:
    page = read(client, "/meetings/milan-2027-02/")

    assert page.title == "Milan’s strategy · EUROCITIES"
    for part in (
        "Study visit",
        "Smart social inclusion",
        "Report published",
        "Milan’s strategy",
        "23–24 February 2027",
        "Hosted by Milan , Italy",
        "In person",
        "2 visiting cities",
    ):
        assert part.replace(" ,", ",") in hero(page), part
    assert facts(page) == {
        "Venue": "Makerspace Via Tortona 1",
        "Visiting cities": "Białystok, Riga",
        "Working group": "Smart social inclusion",
        "EUROCITIES staff contact": "Gabriel Jacqmin secretariat@example.org",
    }
    assert "Nine cities came to Milan & stayed." in page.text
    assert "They saw FabriQ." in page.section("Report")


def test_it_looks_at_the_latest_release_of_the_agenda(client: Client, milan: Meeting) -> None:
    make_item("Not released yet", day=milan.days.get())

    page = read(client, milan.get_absolute_url())

    agenda = page.section("Agenda")
    assert "Release 1, 10 March 2027 · times in Milan (CET)" in agenda
    assert "Tuesday 23 February: Making" in agenda
    assert "09:30–11:00 Visit to FabriQ" in agenda
    assert "11:00–11:30 Coffee" in agenda
    assert "Not released yet" not in page.text
    assert "/meetings/milan-2027-02/agenda/" in page.links


def test_without_agenda_documents_or_practical_information_nothing_is_said_of_them(
    client: Client,
) -> None:
    meeting = make_meeting()

    page = read(client, meeting.get_absolute_url())

    assert page.headings == [meeting.title]
    assert "More information to follow." in page.text


def test_the_description_is_plain_words(client: Client, milan: Meeting) -> None:
    page = read(client, milan.get_absolute_url())

    (description,) = page.all("meta", name="description")

    assert description.get("content") == (
        "Study visit, 23–24 February 2027, Milan. Nine cities came to Milan & stayed."
    )


# Documents ---------------------------------------------------------------------------------------


def test_a_stranger_finds_members_documents_with_a_lock(client: Client, milan: Meeting) -> None:
    locked = make_document("FabriQ in numbers", meeting=milan, file_name="final_v3.pptx")
    make_document("Programme", meeting=milan, audience="public")
    make_document("For participants", meeting=milan, audience="participants")
    make_document("Draft minutes", meeting=milan, audience="editors")

    page = read(client, milan.get_absolute_url())

    documents = page.section("Documents")
    assert "FabriQ in numbers Other document · final_v3.pptx" in documents
    assert "Log in to download FabriQ in numbers" in documents
    assert "Download Programme" in documents
    assert "For participants" not in documents
    assert "Draft minutes" not in documents
    assert f"/accounts/login/?next=/documents/{locked.pk}/" in page.links
    assert f"/documents/{locked.pk}/download/" not in page.links


def test_a_representative_downloads_them(client: Client, milan: Meeting) -> None:
    document = make_document("FabriQ in numbers", meeting=milan)
    make_document("Among us", meeting=milan, audience="participants")
    sign_in(client, make_representative())

    page = read(client, milan.get_absolute_url())

    assert f"/documents/{document.pk}/download/" in page.links
    assert "For participants of this meeting only" in page.section("Documents")
    assert "Log in" not in page.section("Documents")


def test_a_document_without_a_file_is_shown_to_editors_as_missing(
    client: Client, milan: Meeting
) -> None:
    make_document("Lost", meeting=milan, content=None)

    assert "Lost" not in read(client, milan.get_absolute_url()).text
    sign_in(client, make_organiser(milan))
    page = read(client, milan.get_absolute_url())

    assert "Lost Other document File missing" in page.section("Documents")


# Neighbours --------------------------------------------------------------------------------------


def test_it_names_the_meeting_that_follows(client: Client, milan: Meeting) -> None:
    brno = make_meeting(
        "Work in Brno",
        follows=milan,
        lead_group=make_group("Another group"),
        hosts=(make_city("Brno", country="Czechia"),),
        starts_on=date(2027, 6, 1),
    )
    make_meeting("Sooner", lead_group=milan.lead_group, starts_on=date(2027, 4, 1))

    following = words(next(read(client, milan.get_absolute_url()).all("section", class_="next")))
    back = facts(read(client, brno.get_absolute_url()))

    assert following.startswith("Next meeting of this group 1–2 June 2027")
    assert "Work in Brno Brno, Czechia" in following
    assert back["Previous meeting"] == "Milan’s strategy, 23–24 February 2027"


def test_else_it_names_the_groups_next_and_latest(client: Client, milan: Meeting) -> None:
    make_meeting("Later", lead_group=milan.lead_group, starts_on=date(2027, 9, 1))
    make_meeting("Joint", joint_groups=(milan.lead_group,), starts_on=date(2027, 6, 1))  # type: ignore[arg-type]
    make_meeting("Long ago", lead_group=milan.lead_group, starts_on=date(2025, 9, 1))
    make_meeting("Just before", lead_group=milan.lead_group, starts_on=date(2026, 9, 1))

    page = read(client, milan.get_absolute_url())

    assert "Joint" in words(next(page.all("section", class_="next")))
    assert facts(page)["Previous meeting"] == "Just before, 1–2 September 2026"


def test_it_names_no_neighbour_that_the_reader_may_not_open(client: Client, milan: Meeting) -> None:
    make_draft("Secret plans", follows=milan)
    make_meeting("Among members", page_audience="members", lead_group=milan.lead_group)

    page = read(client, milan.get_absolute_url())
    sign_in(client, make_representative())
    as_member = read(client, milan.get_absolute_url())

    assert "Next meeting" not in page.text
    assert "Among members" in words(next(as_member.all("section", class_="next")))
    assert "Secret plans" not in as_member.text


# States and dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words_of_it"),
    [
        ({"month_on": date(2027, 6, 1)}, "June 2027 (to be confirmed)"),
        (
            {"starts_on": date(2027, 6, 1), "ends_on": date(2027, 6, 2)},
            "1–2 June 2027 (to be confirmed)",
        ),
        ({}, "dates to be agreed"),
    ],
)
def test_tentative_dates_are_said_to_be_so(
    client: Client, fields: dict[str, Any], words_of_it: str
) -> None:
    meeting = make_meeting(dates="tentative", **fields)

    page = read(client, meeting.get_absolute_url())

    assert words_of_it in hero(page)
    assert "The dates are not fixed yet." in page.text


@pytest.mark.parametrize("dates", ["unknown", "tentative"])
@pytest.mark.parametrize("below", ["", "agenda/"])
def test_a_meeting_that_lost_its_days_is_postponed(client: Client, dates: str, below: str) -> None:
    meeting = make_meeting(
        dates=dates, published_starts_on=date(2027, 2, 9), published_ends_on=date(2027, 2, 10)
    )

    page = read(client, meeting.get_absolute_url() + below)

    assert "This meeting is postponed. Its new dates are not known yet." in page.text
    assert "The dates are not fixed yet." not in page.text


def test_a_cancelled_meeting_is_not_postponed(client: Client) -> None:
    meeting = make_meeting(
        state="cancelled",
        dates="unknown",
        published_starts_on=date(2027, 2, 9),
        published_ends_on=date(2027, 2, 10),
    )

    page = read(client, meeting.get_absolute_url())

    assert "This meeting is cancelled." in page.text
    assert "postponed" not in page.text


def test_the_days_it_had_are_struck_through(client: Client, milan: Meeting) -> None:
    milan.published_starts_on, milan.published_ends_on = date(2027, 2, 9), date(2027, 2, 10)
    milan.save()

    page = read(client, milan.get_absolute_url())

    assert "Originally planned for 9–10 February 2027" in hero(page)
    assert [words(one) for one in page.all("del")] == ["9–10 February 2027"]


def test_it_says_with_whom_and_of_what_it_is_part(client: Client) -> None:
    meeting = make_meeting(
        kind="forum",
        forum=make_forum("Culture"),
        lead_group=make_group("First"),
        joint_groups=(make_group("Second"),),
        part_of=Gathering.objects.create(title="Three groups in Vienna"),
        hosts=(make_city("Vienna"), make_city("Bratislava")),
    )

    page = read(client, meeting.get_absolute_url())

    assert facts(page) == {
        "Working group": "First, Second",
        "Forum": "Culture",
        "Part of": "Three groups in Vienna",
    }
    assert hero(page).index("Vienna") < hero(page).index("Bratislava")


# Who reads ---------------------------------------------------------------------------------------


def test_a_draft_is_not_found_but_by_those_who_prepare_it(client: Client) -> None:
    draft = make_draft()
    address = draft.get_absolute_url()

    assert client.get(address).status_code == 404
    for person in (make_representative(), make_former_representative()):
        assert sign_in(Client(), person).get(address).status_code == 404
    assert draft.lead_group is not None
    for person in (make_chair(draft.lead_group), make_organiser(draft), make_staff()):
        assert "Draft." in read(sign_in(Client(), person), address).text


def test_a_members_meeting_leads_a_stranger_to_the_login_and_back(client: Client) -> None:
    meeting = make_meeting(page_audience="members")

    response = client.get(meeting.get_absolute_url())

    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={meeting.get_absolute_url()}"


def test_a_meeting_of_a_group_is_for_the_group(client: Client) -> None:
    meeting = make_meeting("Among us", page_audience="group")
    belonging = make_representative()
    assert meeting.lead_group is not None
    make_group_membership(person=belonging, group=meeting.lead_group)

    refused = read(sign_in(client, make_representative()), meeting.get_absolute_url(), status=403)

    assert "This page is not for you" in refused.headings
    assert "Among us" not in refused.text
    read(sign_in(Client(), belonging), meeting.get_absolute_url())


def test_whose_post_ended_is_told_why(client: Client) -> None:
    meeting = make_meeting(page_audience="members")

    page = read(
        sign_in(client, make_former_representative()), meeting.get_absolute_url(), status=403
    )

    assert "You hold no post in a member city today" in page.text


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (None, "Log in to read the report"),
        (make_former_representative, "The report is for members only."),
        (make_representative, "They saw FabriQ."),
    ],
)
def test_a_report_for_members_is_read_by_members(
    client: Client, milan: Meeting, person: type[Person] | None, told: str
) -> None:
    milan.report_audience = "members"
    milan.save()
    if person:
        sign_in(client, person())

    page = read(client, milan.get_absolute_url())

    assert told in page.section("Report")
    assert ("They saw FabriQ." in page.text) == (person is make_representative)


def test_practical_information_is_linked_when_there_is_some_to_read(client: Client) -> None:
    meeting = make_meeting()
    link = f"{meeting.get_absolute_url()}practical/"
    make_practical_part(meeting=meeting, is_for_participants=True)

    assert link not in read(client, meeting.get_absolute_url()).links
    organiser = make_organiser(meeting)
    assert link in read(sign_in(Client(), organiser), meeting.get_absolute_url()).links
    make_practical_part(meeting=meeting)
    assert link in read(client, meeting.get_absolute_url()).links


def test_nothing_is_said_of_registration(client: Client) -> None:
    page = read(client, make_meeting().get_absolute_url())

    assert "regist" not in page.response.content.decode().lower()


def test_an_address_of_no_meeting_is_not_found(client: Client) -> None:
    page = read(client, "/meetings/atlantis-2027-03/", status=404)

    assert page.headings == ["There is no such page"]
