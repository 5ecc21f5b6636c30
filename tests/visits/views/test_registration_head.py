"""What every page about a registration says above: which meeting, where and when."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_city, make_representative, sign_in
from tests.pages import read, words
from tests.registrations import make_open_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["register", "participants"])
def test_the_page_says_what_where_and_when_as_the_meetings_page_does(
    client: Client, name: str
) -> None:
    meeting = make_open_meeting(
        "Night trains",
        venue="Town hall",
        starts_on=date(2090, 6, 1),
        ends_on=date(2090, 6, 2),
        hosts=(make_city("Brno", country="Czechia", time_zone="Europe/Prague"),),
    )
    sign_in(client, make_representative())

    asked = read(client, reverse(name, args=[meeting.slug]))
    head = words(next(asked.all("header", class_="registration-head")))

    for said in (
        "Night trains",
        "Study visit",
        "In person",
        "Hosted by Brno, Czechia",
        "Town hall",
        "1–2 June 2090",
        "times in CEST",
    ):
        assert said in head
