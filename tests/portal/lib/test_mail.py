"""Mail: written with what causes it, sent once, tried again when that helps, and secret when it must be."""

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail as outbox
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.lib import jobs, mail
from portal.models import Message
from tests.factories import make_person

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class RefusingServer(BaseEmailBackend):
    """A mail server that answers every mail with ``answer``."""

    answer: Exception

    def send_messages(self, email_messages: Any) -> int:  # noqa: ARG002
        raise self.answer


@pytest.fixture
def refuse(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Any:
    def with_answer(answer: Exception) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.RefusingServer"
        monkeypatch.setattr(RefusingServer, "answer", answer, raising=False)

    return with_answer


def send(**changes: Any) -> Message:
    person = make_person("Utrecht representative")
    given: dict[str, Any] = {
        "to": person.email,
        "person": person,
        "context": {"person": person, "link": "https://portal.example/x", "hours": 72},
    }
    return mail.send("password_reset", **(given | changes))


def test_a_mail_is_written_at_once_and_leaves_by_its_job() -> None:
    message = send()
    assert message.state == "queued"
    assert outbox.outbox == []

    jobs.run_due()

    message.refresh_from_db()
    assert message.state == "sent"
    assert message.sent_at is not None
    [sent] = outbox.outbox
    assert sent.to == [message.to]
    assert "https://portal.example/x" in sent.body


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent() -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert jobs.run_due() == 0
    assert not Message.objects.exists()


def test_a_second_run_of_the_job_sends_nothing() -> None:
    message = send()
    jobs.run_due()

    mail.deliver(message.pk)

    assert len(outbox.outbox) == 1


def test_plain_text_escapes_nothing_and_names_network_and_reason(settings: LazySettings) -> None:
    settings.NETWORK_NAME = "Cities & Co"
    person = make_person("Renée O'Hara <staff>")

    message = send(
        context={"person": person, "link": "https://portal.example/?a=1&b=2", "hours": 1}
    )

    assert "Dear Renée O'Hara <staff>" in message.text
    assert "?a=1&b=2" in message.text
    assert message.subject == "A new password for Cities & Co"
    assert "You get this mail since" in message.text
    assert settings.SITE_URL in message.text


def test_answers_go_to_whom_the_mail_names_and_else_to_the_network(settings: LazySettings) -> None:
    send(reply_to="officer@example.org")
    send()

    jobs.run_due()

    answered = [sent.reply_to for sent in outbox.outbox]
    assert answered == [["officer@example.org"], [settings.NETWORK_EMAIL]]


def test_a_subject_is_one_line_whatever_its_words_are(settings: LazySettings) -> None:
    settings.NETWORK_NAME = "Cities\r\nBcc: everyone@example.org"

    message = send()
    jobs.run_due()

    assert "\n" not in message.subject
    assert outbox.outbox[0].recipients() == [message.to]


def test_a_secret_mail_leaves_no_body_behind() -> None:
    message = send(is_secret=True)
    assert "https://portal.example/x" in message.text

    jobs.run_due()

    message.refresh_from_db()
    assert (message.state, message.text) == ("sent", "")
    assert "https://portal.example/x" in outbox.outbox[0].body


@pytest.mark.parametrize(
    "answer",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPDataError(451, b"try later, member@example.org"),
        smtplib.SMTPRecipientsRefused({"member@example.org": (450, b"busy")}),
        smtplib.SMTPAuthenticationError(535, b"who are you?"),
        smtplib.SMTPSenderRefused(553, b"not yours", "secretariat@example.org"),
    ],
)
def test_a_server_that_cannot_now_is_asked_again_so_often_and_then_given_up(
    refuse: Any, answer: Exception
) -> None:
    refuse(answer)
    with time_machine.travel(NOON, tick=False) as clock:
        message = send(is_secret=True)
        # The worker was away for a day; that takes no attempt from the mail.
        clock.shift(timedelta(days=1))
        for minutes in (1, 5, 15, 60, 180):
            jobs.run_due()
            assert mail.give_up_lost() == 0
            message.refresh_from_db()
            assert message.state == "queued"
            clock.shift(timedelta(minutes=minutes))
        with pytest.raises(mail.TryAgainError):
            jobs.run_due()
        assert mail.give_up_lost() == 1

    message.refresh_from_db()
    assert (message.state, message.text) == ("failed", "")
    assert message.failure not in {"", mail.LOST}
    assert "example.org" not in message.failure
    assert ProcrastinateJob.objects.get().status == "failed"


def test_a_server_that_is_back_gets_the_mail(refuse: Any, settings: LazySettings) -> None:
    works = settings.EMAIL_BACKEND
    refuse(ConnectionRefusedError())
    with time_machine.travel(NOON, tick=False) as clock:
        message = send()
        jobs.run_due()
        settings.EMAIL_BACKEND = works
        clock.shift(timedelta(minutes=1))
        jobs.run_due()

    message.refresh_from_db()
    assert (message.state, message.failure) == ("sent", "")


@pytest.mark.parametrize(
    "answer",
    [
        smtplib.SMTPRecipientsRefused({"member@example.org": (550, b"no such user")}),
        smtplib.SMTPDataError(554, b"spam"),
    ],
)
def test_a_server_that_never_will_is_asked_once(refuse: Any, answer: Exception) -> None:
    refuse(answer)
    message = send(is_secret=True)

    jobs.run_due()

    message.refresh_from_db()
    assert (message.state, message.text) == ("failed", "")
    assert message.failure in {"550", "554"}


def test_a_message_that_lost_its_job_is_given_up_and_keeps_no_secret() -> None:
    message, waiting = send(is_secret=True), send(is_secret=True)
    ProcrastinateJob.objects.filter(args__message_id=message.pk).update(status="failed")

    assert mail.give_up_lost() == 1

    message.refresh_from_db()
    waiting.refresh_from_db()
    assert (message.state, message.text, message.failure) == ("failed", "", mail.LOST)
    assert (waiting.state, bool(waiting.text)) == ("queued", True)
