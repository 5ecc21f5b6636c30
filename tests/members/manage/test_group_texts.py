"""A chair prepares the words of the own group's page, and nothing else of it; what they said before comes back."""

import re

import pytest
from django.test import Client

from members.actions.group_texts import write_objectives
from members.actions.groups import set_objectives
from members.models import Group, GroupHistory, GroupYear, GroupYearHistory
from tests.factories import (
    make_chair,
    make_group,
    make_meeting,
    make_organiser,
    make_staff,
    sign_in,
)

pytestmark = pytest.mark.django_db
DESK = "/manage/groups/urban-farming/"


def a_group() -> Group:
    return make_group("Urban farming", objectives="<p>Grow food.</p>")


def test_a_chair_finds_and_writes_the_objectives(client: Client) -> None:
    group = a_group()
    make_group("Night mayors")
    chair = make_chair(group)
    sign_in(client, chair)

    listed = client.get("/manage/groups/").content.decode()
    desk = client.get(DESK).content.decode()
    client.post(
        f"{DESK}texts/objectives/", {"text": "<p>Grow more.</p>", "base": "<p>Grow food.</p>"}
    )

    assert "Urban farming" in listed
    assert "Night mayors" not in listed
    assert "Make a group" not in listed
    assert f"{DESK}texts/objectives/" in desk
    for staffs in ("facts/", "closing/", "people/add/", "seats/add/", "reopening/"):
        assert f"{DESK}{staffs}" not in desk
    assert Group.objects.get(pk=group.pk).objectives == "<p>Grow more.</p>"
    last = GroupHistory.objects.filter(pgh_obj=group).latest("pk")
    assert last.objectives == "<p>Grow more.</p>"


@pytest.mark.parametrize("page", ["facts/", "closing/", "people/add/", "seats/add/"])
def test_places_seats_and_closing_are_staffs(client: Client, page: str) -> None:
    assert sign_in(client, make_chair(a_group())).get(f"{DESK}{page}").status_code == 403


@pytest.mark.parametrize("page", ["", "texts/objectives/", "years/", "history/"])
def test_others_who_prepare_something_do_not_prepare_this(client: Client, page: str) -> None:
    a_group()
    for other in (make_chair(make_group()), make_organiser(make_meeting())):
        assert sign_in(client, other).get(f"{DESK}{page}").status_code == 403


def test_an_organiser_is_told_that_there_is_no_group_to_prepare(client: Client) -> None:
    a_group()

    page = sign_in(client, make_organiser(make_meeting())).get("/manage/groups/")

    assert "You chair no working group." in page.content.decode()


def test_the_public_page_leads_those_who_prepare_it_to_the_desk(client: Client) -> None:
    group = a_group()

    def leads() -> bool:
        return f'href="{DESK}"' in client.get("/groups/urban-farming/").content.decode()

    assert not leads()
    sign_in(client, make_chair(make_group()))
    assert not leads()
    sign_in(client, make_chair(group))
    assert leads()


def test_two_who_write_a_year_at_once_overwrite_nobody(client: Client) -> None:
    group = a_group()
    set_objectives(group=group, year=2030, objectives="<p>Trees.</p>", by=None)
    sign_in(client, make_chair(group))
    mine = {"year": "2030", "objectives": "<p>Mine.</p>", "seen": "<p>Trees.</p>"}
    set_objectives(group=group, year=2030, objectives="<p>Bees.</p>", by=make_staff())

    refused = client.post(f"{DESK}years/?year=2030", mine).content.decode()

    assert GroupYear.objects.get().objectives == "<p>Bees.</p>"
    assert "say something else by now" in refused
    assert "What stands there now: Bees." in refused
    assert "Mine." in refused
    # Sent again in sight of it, it replaces.
    assert 'name="seen" value="&lt;p&gt;Bees.&lt;/p&gt;"' in refused
    client.post(f"{DESK}years/?year=2030", mine | {"seen": "<p>Bees.</p>"})
    assert GroupYear.objects.get().objectives == "<p>Mine.</p>"


def test_earlier_objectives_are_shown_and_restored(client: Client) -> None:
    group, staff = a_group(), make_staff("Network staff")
    write_objectives(group=group, base="<p>Grow food.</p>", text="<p>Oops.</p>", by=staff)
    set_objectives(group=group, year=2030, objectives="<p>Trees.</p>", by=staff)
    set_objectives(group=group, year=2030, objectives="", by=staff)
    sign_in(client, make_chair(group))

    page = client.get(f"{DESK}history/").content.decode()
    first = GroupHistory.objects.filter(pgh_obj=group).earliest("pk")
    year = GroupYearHistory.objects.filter(pgh_label="insert").get()
    for address in (f"{DESK}history/group/{first.pk}/", f"{DESK}history/year/{year.pk}/"):
        shown = client.get(address).content.decode()
        fields = dict(re.findall(r'name="((?:seen_|text)[^"]*)" value="([^"]+)"', shown))
        assert client.post(address, fields).status_code == 302

    assert "Network staff" in page
    assert "Objectives of a year changed" in page
    assert Group.objects.get(pk=group.pk).objectives == "<p>Grow food.</p>"
    assert GroupYear.objects.get().objectives == "<p>Trees.</p>"


def test_a_version_is_not_restored_over_what_was_written_since(client: Client) -> None:
    group, staff = a_group(), make_staff()
    write_objectives(group=group, base="<p>Grow food.</p>", text="<p>Oops.</p>", by=staff)
    first = GroupHistory.objects.filter(pgh_obj=group).earliest("pk")
    address = f"{DESK}history/group/{first.pk}/"
    shown = sign_in(client, make_chair(group)).get(address).content.decode()
    fields = dict(re.findall(r'name="((?:seen_|text)[^"]*)" value="([^"]+)"', shown))
    write_objectives(group=group, base="<p>Oops.</p>", text="<p>Better.</p>", by=staff)

    answer = client.post(address, fields)

    assert "Somebody changed this text" in answer.content.decode()
    assert Group.objects.get(pk=group.pk).objectives == "<p>Better.</p>"


def test_administrators_let_a_groups_earlier_versions_be_forgotten(client: Client) -> None:
    group = a_group()
    write_objectives(group=group, base="<p>Grow food.</p>", text="<p>Oops.</p>", by=None)

    refused = sign_in(client, make_staff()).post(f"{DESK}history/forget/")
    sign_in(client, make_staff(office="administrator")).post(f"{DESK}history/forget/")

    assert refused.status_code == 403
    assert [one.objectives for one in GroupHistory.objects.filter(pgh_obj=group)] == [
        "<p>Oops.</p>"
    ]
