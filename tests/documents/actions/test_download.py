"""What is a download for the log, and what goes on with an earlier one."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from documents.actions.download import record_download
from documents.models import Download
from members.reader import Reader
from tests.factories import make_document, make_representative

pytestmark = pytest.mark.django_db


def test_what_goes_on_with_a_download_of_the_day_is_no_other_one() -> None:
    version, reader = make_document().current, Reader(make_representative())
    assert version is not None
    noon = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        record_download(version=version, by=reader)
        record_download(version=version, by=reader, first_byte=100)
        assert Download.objects.count() == 1
        clock.shift(timedelta(days=1))

        record_download(version=version, by=reader, first_byte=100)

    assert Download.objects.count() == 2


def test_leaving_out_the_first_byte_is_no_way_around_the_log() -> None:
    version, person = make_document().current, make_representative()
    assert version is not None

    record_download(version=version, by=Reader(person), first_byte=1)

    assert Download.objects.get().person == person
