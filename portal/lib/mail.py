"""Writing a mail and sending it: a message's row and its job are made in the transaction that causes the mail.

A message is a folder ``templates/emails/<name>/`` with ``subject.txt`` and ``body.txt``; tests preview each.
"""

import logging
import re
import smtplib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine
from django.utils import timezone

from portal.lib import jobs, site
from portal.lib.ical import Invitation
from portal.models import Message

log = logging.getLogger(__name__)

# Four hours in all: a mail server that is down over a night is the secretariat's matter, not a queue's.
WAITS: Final = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180)]
# The failure of a message whose job died before it was handed to the mail server.
LOST: Final = "lost"
SUBJECT_LENGTH: Final = 250
# What a calendar is called where it is attached.
CALENDAR_NAME: Final = "meeting.ics"


class TryAgainError(Exception):
    """The mail server could not take the message now, and may later."""


@transaction.atomic(savepoint=False)
def send(
    name: str,
    *,
    to: str,
    context: Mapping[str, Any],
    person: AbstractBaseUser | None = None,
    is_secret: bool = False,
    reply_to: str = "",
    calendar: Invitation | None = None,
) -> Message:
    """Writes the mail *name* for one address, and enqueues it to leave when the transaction is committed.

    ``is_secret`` is for what only the addressee may ever read (links that let in): the row keeps no body once the
    mail has left or was given up. Answers go to ``reply_to``, else to the network.
    """
    message = Message.objects.create(
        name=name,
        person_id=person.pk if person else None,
        to=to,
        subject=_one_line(_rendered(f"emails/{name}/subject.txt", context))[:SUBJECT_LENGTH],
        text=_in_paragraphs(_rendered(f"emails/{name}/body.txt", context)),
        is_secret=is_secret,
        reply_to=reply_to,
        calendar=calendar.content if calendar else "",
        calendar_method=calendar.method if calendar else "",
    )
    jobs.enqueue("send_message", message_id=message.pk)
    return message


def deliver(message_id: int) -> None:
    """Hands the message to the mail server if it still waits; raises `TryAgainError` when the server cannot take it now.

    How often is tried is counted by the job, so that a worker that was away takes no attempt from it.
    The row is locked meanwhile, so that of two runs only one sends. A worker killed between the server's yes and our
    commit sends again, under the same Message-ID, by which mail programs know it for the same mail.
    """
    if (error := _attempt(message_id)) is not None:
        log.warning("Message %d could not be sent now: %s.", message_id, _said(error))
        raise TryAgainError from error


@transaction.atomic
def _attempt(message_id: int) -> Exception | None:
    """Why the server could not take it now; it is noted, in case that was the last attempt."""
    message = (
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=message_id, state=Message.State.QUEUED)
        .first()
    )
    if message is None:
        return None
    try:
        _as_mail(message).send()
    except (smtplib.SMTPException, OSError) as error:
        message.failure = _said(error)
        if not _is_final(error):
            message.save(update_fields=["failure"])
            return error
        message.state = Message.State.FAILED
    else:
        message.state, message.sent_at, message.failure = Message.State.SENT, timezone.now(), ""
    _leave(message)
    return None


def give_up_lost() -> int:
    """Marks as failed what has no job any more, so that no secret body stays behind.

    Its attempts ran out, or its worker died of it too often. Messages are read before jobs, as both come together.
    """
    queued = Message.objects.filter(state=Message.State.QUEUED)
    waiting = set(queued.values_list("pk", flat=True))
    lost = waiting - jobs.unfinished("send_message", "message_id") if waiting else waiting
    with transaction.atomic():
        found = list(queued.filter(pk__in=lost).select_for_update(skip_locked=True, of=("self",)))
        for message in found:
            message.state, message.failure = Message.State.FAILED, message.failure or LOST
            _leave(message)
    return len(found)


def _leave(message: Message) -> None:
    """A calendar names people in lines that are folded anywhere, where nobody who is erased is found."""
    message.calendar = ""
    if message.is_secret:
        message.text = ""
    message.save(update_fields=["state", "sent_at", "failure", "text", "calendar"])


def _as_mail(message: Message) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": f"<message-{message.pk}-{message.queued_at:%Y%m%d%H%M%S}@{site.host()}>",
        # Asks holiday notices not to answer.
        "Auto-Submitted": "auto-generated",
    }
    written = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        reply_to=[message.reply_to or settings.NETWORK_EMAIL],
        headers=headers,
    )
    if message.calendar:
        # As the text's other form for programs that act on it, and as a file for those that do not.
        kind = f"text/calendar; method={message.calendar_method}"
        written.attach_alternative(message.calendar, kind)
        written.attach(CALENDAR_NAME, message.calendar.encode(), "application/ics")
    return written


def _is_final(error: Exception) -> bool:
    """Whether the server will never take this mail for this address, which it says by a code from 500 on.

    That it does not know us, or not our sender, it says by such a code as well; but that is ours to set right.
    """
    about_this_mail = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return about_this_mail and all(code >= 500 for code in _codes(error))


def _said(error: Exception) -> str:
    """Not the server's own words: they repeat the address, and this outlives the person's record."""
    return ", ".join(str(code) for code in _codes(error)) or type(error).__name__


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


def _in_paragraphs(text: str) -> str:
    """What tags leave behind is not seen: paragraphs are one empty line apart."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip() + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
