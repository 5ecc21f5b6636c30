"""The log of downloads is kept 90 days, by the clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from documents.actions.download import record_download
from documents.models import Download
from members.reader import STRANGER
from portal.lib import jobs
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_downloads_are_forgotten_after_ninety_days() -> None:
    noon = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    version = make_document().current
    assert version is not None
    with time_machine.travel(noon, tick=False) as clock:
        record_download(version=version, by=STRANGER)
        clock.shift(timedelta(days=1))
        later = record_download(version=version, by=STRANGER)
        clock.shift(timedelta(days=89, seconds=1))

        jobs.enqueue("forget_old_downloads")
        jobs.run_due()

    assert list(Download.objects.all()) == [later]
