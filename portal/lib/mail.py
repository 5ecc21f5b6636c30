"""Writing a mail and sending it: a message's row and its job are made in the transaction that causes the mail.

A message is a folder ``templates/emails/<name>/`` with ``subject.txt`` and ``body.txt``; tests preview each.
"""

import smtplib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context, Engine
from django.utils import timezone

from portal.lib import jobs, site
from portal.models import Message

# A mail server that does not answer is asked again for four hours, then the mail is given up.
GIVEN_UP_AFTER: Final = timedelta(hours=4)
# Longer than the last attempt: a message still queued then has lost its job.
LOST_AFTER: Final = timedelta(hours=6)
SUBJECT_LENGTH: Final = 250


class TryAgainError(Exception):
    """The mail server could not take the message now, and may later."""


@transaction.atomic
def send(
    name: str,
    *,
    to: str,
    context: Mapping[str, Any],
    person: AbstractBaseUser | None = None,
    is_secret: bool = False,
) -> Message:
    """Writes the mail *name* for one address, and enqueues it to leave when the transaction is committed.

    ``is_secret`` is for what only the addressee may ever read (links that let in): the row keeps no body once the
    mail has left or was given up.
    """
    message = Message.objects.create(
        name=name,
        person_id=person.pk if person else None,
        to=to,
        subject=_one_line(_rendered(f"emails/{name}/subject.txt", context))[:SUBJECT_LENGTH],
        text=_rendered(f"emails/{name}/body.txt", context).strip() + "\n",
        is_secret=is_secret,
    )
    jobs.enqueue("send_message", message_id=message.pk)
    return message


@transaction.atomic
def deliver(message_id: int) -> None:
    """Hands the message to the mail server if it still waits; raises `TryAgainError` when the server cannot take it now.

    The row is locked meanwhile, so that of two runs only one sends. A worker killed between the server's yes and our
    commit sends again, under the same Message-ID, by which mail programs know it for the same mail.
    """
    message = (
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=message_id, state=Message.State.QUEUED)
        .first()
    )
    if message is None:
        return
    try:
        _as_mail(message).send()
    except (smtplib.SMTPException, OSError) as error:
        if _is_passing(error) and timezone.now() - message.queued_at < GIVEN_UP_AFTER:
            raise TryAgainError from error
        _give_up(message, _said(error))
    else:
        message.state, message.sent_at = Message.State.SENT, timezone.now()
        _leave(message)


def give_up_old() -> int:
    """Marks as failed what lost its job (a worker that died of it, say), so that no secret body stays behind."""
    lost = Message.objects.filter(
        state=Message.State.QUEUED, queued_at__lt=timezone.now() - LOST_AFTER
    )
    with transaction.atomic():
        found = list(lost.select_for_update(skip_locked=True, of=("self",)))
        for message in found:
            _give_up(message, "Its job was lost.")
    return len(found)


def _give_up(message: Message, failure: str) -> None:
    message.state, message.failure = Message.State.FAILED, failure
    _leave(message)


def _leave(message: Message) -> None:
    if message.is_secret:
        message.text = ""
    message.save(update_fields=["state", "sent_at", "failure", "text"])


def _as_mail(message: Message) -> EmailMessage:
    headers = {
        "Message-ID": f"<message-{message.pk}-{message.queued_at:%Y%m%d%H%M%S}@{site.host()}>",
        # Asks holiday notices not to answer.
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        reply_to=[settings.NETWORK_EMAIL],
        headers=headers,
    )


def _is_passing(error: Exception) -> bool:
    """Whether the server may take the same mail later: it was not reached, or answered with a code below 500."""
    return all(code < 500 for code in _codes(error))


def _said(error: Exception) -> str:
    # Not the server's own words: they repeat the address, and this outlives the person's record.
    codes = ", ".join(str(code) for code in _codes(error))
    return (
        f"The mail server refused it ({codes})." if codes else f"Not sent: {type(error).__name__}."
    )


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _rendered(template: str, context: Mapping[str, Any]) -> str:
    """Plain text, so nothing is escaped."""
    common = {
        "network_name": settings.NETWORK_NAME,
        "network_email": settings.NETWORK_EMAIL,
        "site_url": settings.SITE_URL,
    }
    return (
        Engine.get_default()
        .get_template(template)
        .render(Context({**common, **context}, autoescape=False))
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
