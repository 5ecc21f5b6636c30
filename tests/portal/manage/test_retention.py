"""What staff read of retention: the rules, what the nights did, what failed, and who becomes nameless soon."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Person
from portal.models import RetentionRun
from portal.retention.former import ANNOUNCED, KEPT
from portal.retention.nightly import keep_no_longer
from portal.retention.rules import ALL
from tests.factories import make_city, make_person, make_post, make_staff, sign_in
from tests.pages import read, words

pytestmark = pytest.mark.django_db

ADDRESS = "/manage/retention/"


def make_former(name: str, *, ended: timedelta) -> Person:
    """Somebody whose only post ended so long ago."""
    person = make_person(name, created_at=timezone.now() - timedelta(days=5000))
    ended_on = timezone.localdate() - ended
    make_post(person=person, city=make_city(), ends_on=ended_on)
    return person


def test_every_rule_is_told(client: Client) -> None:
    page = read(sign_in(client, make_staff()), ADDRESS)

    for rule in ALL:
        assert str(rule.says) in page.text
    assert "It has not run yet." in page.text


def test_what_the_nights_did(client: Client) -> None:
    RetentionRun.objects.create(
        ran_at=timezone.now() - timedelta(days=1), done={"downloads": 7, "messages": 2}
    )
    RetentionRun.objects.create(done={"downloads": 5, "messages": "failed"})

    page = read(sign_in(client, make_staff()), ADDRESS)

    rows = {words(row[0]): [words(cell) for cell in row[1:]] for row in page.all("tr")}
    assert rows["Lines of the log of downloads go after 90 days."] == ["5", "12"]
    assert rows["Mails that were sent, or could not be, go after a year."] == ["failed", "2"]
    assert "1 rule failed" in page.section("The last nights")


def test_a_night_is_told_after_it_ran(client: Client) -> None:
    keep_no_longer()

    page = read(sign_in(client, make_staff()), ADDRESS)

    assert f"{timezone.localdate():%-d %B %Y}" in page.section("The last nights")


def test_who_becomes_nameless_within_ninety_days_is_named_before(client: Client) -> None:
    make_former("Soon gone", ended=KEPT - ANNOUNCED + timedelta(days=2))
    make_former("Not yet", ended=KEPT - ANNOUNCED - timedelta(days=2))

    page = read(sign_in(client, make_staff()), ADDRESS)

    assert "Soon gone" in page.text
    assert "Not yet" not in page.text


def test_as_many_questions_with_many_nights(client: Client) -> None:
    sign_in(client, make_staff())
    keep_no_longer()
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    for number in range(20):
        RetentionRun.objects.create(done={"downloads": number})
        make_former(f"Former {number}", ended=KEPT)

    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)

    assert len(many) == len(one) <= 12
