"""Work that was given up, and trying it once more."""

import pytest
from django.test import Client
from procrastinate.contrib.django import app as procrastinate_app

from portal.lib import jobs
from portal.manage.failures import WORDS
from portal.models import LogEntry
from tests.factories import make_staff, sign_in
from tests.pages import read

pytestmark = pytest.mark.django_db


class BrokenError(Exception):
    """What happens to the work below."""


def fail() -> int:
    """Work that is given up at once."""

    @jobs.job("prepare_for_nothing")
    def prepare_for_nothing(subject_id: int) -> None:
        raise BrokenError(subject_id)

    number = jobs.enqueue("prepare_for_nothing", subject_id=7)
    with pytest.raises(BrokenError):
        jobs.run_due()
    return number


def test_what_failed_is_listed_and_tried_again(client: Client) -> None:
    sign_in(client, make_staff())
    number = fail()
    assert "prepare_for_nothing" in read(client, "/manage/jobs/").text

    client.post(f"/manage/jobs/{number}/again/")

    assert "Nothing failed." in read(client, "/manage/jobs/").text
    assert jobs.unfinished("prepare_for_nothing", "subject_id") == {7}
    assert LogEntry.objects.get(verb="try_job_again").subject_id == number


def test_every_kind_of_work_has_words() -> None:
    declared = {name for name in procrastinate_app.tasks if "builtin" not in name}

    assert declared - {"prepare_for_nothing"} <= set(WORDS)


def test_one_that_is_gone_is_said_to_be(client: Client) -> None:
    page = sign_in(client, make_staff()).post("/manage/jobs/2000000000/again/", follow=True)

    assert "It was tried again already, or is gone." in page.content.decode()
