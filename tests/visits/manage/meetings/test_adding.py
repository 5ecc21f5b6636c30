"""A meeting is made on one page, as a draft."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from members.models import Group
from tests.factories import make_city, make_forum, make_group, make_meeting, make_staff, sign_in
from tests.pages import read, words
from visits.models import Meeting

pytestmark = pytest.mark.django_db

ADD = "/manage/meetings/add/"


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def filled(group: Group | None, **fields: Any) -> dict[str, Any]:
    return {
        "kind": "study_visit",
        "title": "Homes first",
        "lead_group": group.pk if group else "",
        "mode": "in_person",
        "when": "agreed",
        "page_audience": "public",
        "report_audience": "members",
        "participants_audience": "members",
    } | fields


def test_a_study_visit_of_two_hosts_and_two_groups_is_drafted(desk: Client) -> None:
    group, joint = make_group("Homes"), make_group("Work")
    brno = make_city("Brno", time_zone="Europe/Prague")
    riga = make_city("Riga", time_zone="Europe/Riga")

    response = desk.post(
        ADD,
        filled(
            group,
            joint_groups=[joint.pk, group.pk],
            hosts=[riga.pk, "", brno.pk],
            when="days",
            starts_on="2027-06-01",
            month="2030-01",
            introduction="Come and see.",
        ),
    )

    made = Meeting.objects.get()
    assert response["Location"] == "/manage/meetings/riga-2027-06/"
    assert [row.city for row in made.host_rows.all()] == [riga, brno]
    assert (made.dates, made.starts_on, made.ends_on) == ("tentative", *[date(2027, 6, 1)] * 2)
    assert (made.time_zone, made.report_audience, made.is_draft) == ("Europe/Riga", "members", True)
    assert [one.name for one in made.joint_groups.all()] == ["Work"]
    assert made.introduction == "<p>Come and see.</p>"
    assert "In Brno it is another hour" in read(desk, response["Location"]).text


def test_a_webinar_is_online_and_has_no_host(desk: Client) -> None:
    desk.post(ADD, filled(make_group("Homes"), kind="webinar", hosts=[make_city().pk], mode=""))

    made = Meeting.objects.get()
    assert (made.mode, made.hosts.count(), made.slug) == ("online", 0, "homes")


def test_a_forum_meeting_needs_no_group_but_its_forum(desk: Client) -> None:
    refused = desk.post(ADD, filled(None, kind="forum")).content.decode()
    desk.post(ADD, filled(None, kind="forum", forum=make_forum("Culture").pk))

    assert "choose one" in refused
    assert 'value="Homes first"' in refused
    assert Meeting.objects.get().forum.name == "Culture"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"lead_group": ""}, "only a forum meeting can be without"),
        ({"when": "fixed"}, "Say the first day"),
        ({"when": "fixed", "starts_on": "2027-06-02", "ends_on": "2027-06-01"}, "comes before"),
        ({"when": "month"}, "Choose the month"),
        ({"hosts": ["12345678"]}, "There is no such city"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    desk: Client, fields: dict[str, Any], sentence: str
) -> None:
    answer = desk.post(ADD, filled(make_group(), venue="Town Hall", **fields)).content.decode()

    assert sentence in answer
    assert 'value="Town Hall"' in answer
    assert not Meeting.objects.exists()


def test_its_address_and_clocks_are_told_before_it_is_made(desk: Client) -> None:
    group, reykjavik = make_group("Homes"), make_city("Reykjavík", time_zone="Atlantic/Reykjavik")
    lisbon = make_city("Lisbon", time_zone="Europe/Lisbon")
    make_meeting(slug="lisbon-2027-03")
    days = {"when": "fixed", "starts_on": "2027-03-27", "ends_on": "2027-03-29", "look": "1"}

    there = desk.post(
        ADD, filled(group, hosts=[lisbon.pk, reykjavik.pk], **days), headers={"HX-Request": "true"}
    )
    calm = desk.post(ADD, filled(group, hosts=[reykjavik.pk], **days))

    told = " ".join(there.content.decode().split())
    assert "/meetings/lisbon-2027-03-homes/" in told
    assert "Europe/Lisbon, UTC" in told
    assert "On Sunday 28 March 2027 clocks go forward" in told
    assert "<form" not in told
    assert "Atlantic/Reykjavik, UTC" in calm.content.decode()
    assert "clocks go" not in calm.content.decode()
    assert Meeting.objects.count() == 1


def test_the_page_stands_well(desk: Client) -> None:
    make_city("Brno")

    page = read(desk, ADD)

    assert page.headings[0] == "New meeting"
    assert words(next(page.all("fieldset", class_="hosts"))).startswith("Host cities")
