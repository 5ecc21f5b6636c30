"""The desk's first page."""

import pytest
from django.test import Client

from portal.manage.desk import Part
from tests.factories import make_chair, make_group, make_representative, make_staff, sign_in
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_staff_find_the_parts_that_are_there(client: Client) -> None:
    page = read(sign_in(client, make_staff()), "/manage/")

    assert page.headings[0] == "Desk"
    assert {"/manage/cities/", "/manage/groups/"} <= set(page.links)


def test_a_part_without_an_address_is_left_out() -> None:
    assert Part("no_such_part", "Nothing", "Nothing").address == ""


@pytest.mark.parametrize("office", [False, True])
def test_others_are_told_that_it_is_not_for_them(client: Client, office: bool) -> None:
    person = make_chair(make_group()) if office else make_representative()

    read(sign_in(client, person), "/manage/", status=403)


def test_a_stranger_logs_in_first(client: Client) -> None:
    assert client.get("/manage/")["Location"] == "/accounts/login/?next=/manage/"
