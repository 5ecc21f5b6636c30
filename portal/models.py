"""The portal's own records, which know no app: who did what, and the mail that was sent."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LogEntryManager(models.Manager["LogEntry"]):
    def record(
        self, verb: str, subject: models.Model, *, by: models.Model | None, **facts: Any
    ) -> "LogEntry":
        """Note, in the transaction of the act itself, that ``by`` (none: the portal) did ``verb`` to ``subject``."""
        return self.create(
            verb=verb,
            subject_type=type(subject).__name__.lower(),
            subject_id=subject.pk,
            actor_id=by.pk if by else None,
            facts=facts,
        )


class LogEntry(models.Model):
    """One deliberate act: who meant what, about which record.

    No foreign keys, so that the log outlives what it describes, and no personal text: ``facts`` holds states,
    numbers and ids only. ``actor_id`` is a person's, or none when the portal acted by itself.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(_("actor"), null=True, blank=True)
    verb = models.CharField(_("verb"), max_length=60)
    subject_type = models.CharField(_("subject type"), max_length=40)
    subject_id = models.BigIntegerField(_("subject"))
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    objects = LogEntryManager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="log_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class Message(models.Model):
    """One mail to one address, written in the transaction that caused it and sent by a job.

    A secret message (a reset link, a code) keeps no body once it has left, nor when it was given up. ``failure`` is
    what became of the last attempt, in words for programs: the server's codes, the name of an error, or "lost".
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    name = models.CharField(_("name of the message"), max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("person"),
    )
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    is_secret = models.BooleanField(_("secret"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(_("queued at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("failure"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="message_sent_has_time",
                violation_error_message=_("A sent message has the time at which it was sent."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_secret=False) | models.Q(state="queued") | models.Q(text=""),
                name="message_secret_leaves_no_body",
                violation_error_message=_("A secret message keeps no body once it has left."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
