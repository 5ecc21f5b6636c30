"""The night's work: repeatable, in portions, each rule by itself, and as a job."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from documents.models import Download
from portal.lib import jobs
from portal.models import Message, RetentionRun
from portal.retention import nightly
from portal.retention.nightly import keep_no_longer
from portal.retention.rules import RULES, Rule
from tests.factories import make_document, make_person
from tests.racing import race

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 15, 3, 23, tzinfo=UTC)
LONG_BEFORE = NOW - timedelta(days=3000)


def rule(name: str) -> Rule:
    return next(each for each in RULES if each.name == name)


def a_download() -> Download:
    version = make_document().current
    assert version is not None
    return Download.objects.create(version=version, at=LONG_BEFORE)


def a_message() -> Message:
    return Message.objects.create(
        name="x", to="a@example.org", subject="x", queued_at=LONG_BEFORE, state="sent", sent_at=NOW
    )


# The night ----------------------------------------------------------------------------------------


def test_a_second_run_finds_nothing_left() -> None:
    with time_machine.travel(NOW, tick=False):
        a_download()
        make_person(created_at=LONG_BEFORE)

        first, second = keep_no_longer(), keep_no_longer()

    assert (first.done["downloads"], first.done["former_people"]) == (1, 1)
    assert set(second.done.values()) == {0}


def test_the_work_is_done_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "MOST_PORTIONS", 2)
    monkeypatch.setattr(nightly, "RULES", [_in_threes(rule("messages"))])
    with time_machine.travel(NOW, tick=False):
        for _ in range(7):
            a_message()

        counts = [keep_no_longer().done["messages"] for _ in range(3)]

    assert counts == [6, 1, 0]


def _in_threes(given: Rule) -> Rule:
    return Rule(given.name, given.says, given.kept, given.due, given.then, portion=3)


def test_a_rule_that_fails_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_rows: Any) -> None:
        raise RuntimeError("On purpose.")

    broken = rule("downloads")
    broken = Rule(broken.name, broken.says, broken.kept, broken.due, fail)
    monkeypatch.setattr(nightly, "RULES", [broken, rule("messages")])
    with time_machine.travel(NOW, tick=False):
        download, message = a_download(), a_message()

        run = keep_no_longer()

    assert run.done["downloads"] == "failed"
    assert run.done["messages"] == 1
    assert Download.objects.filter(pk=download.pk).exists()
    assert not Message.objects.filter(pk=message.pk).exists()
    assert "The retention rule downloads failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_nights_at_once_take_each_row_once() -> None:
    for _ in range(20):
        a_message()

    with time_machine.travel(NOW, tick=False):
        runs = race(keep_no_longer, times=2)

    assert not Message.objects.exists()
    taken = [run.done["messages"] for run in runs if isinstance(run, RetentionRun)]
    assert sum(taken) == 20


def test_it_is_a_job() -> None:
    old = a_download()

    with time_machine.travel(NOW, tick=False):
        jobs.enqueue("keep_no_longer")
        jobs.run_due()

    assert not Download.objects.filter(pk=old.pk).exists()
    assert RetentionRun.objects.count() == 1
