"""The portal's own records, which know no app: who did what, and the mail that was sent."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
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
    ``calendar`` is what goes with it for a calendar program; it is not kept once the mail has left, only what that
    program was to do with it. Answers go to ``reply_to``, and to the network where that is empty.
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
    reply_to = models.EmailField(_("answers go to"), blank=True)
    calendar = models.TextField(_("calendar"), blank=True)
    calendar_method = models.CharField(_("what calendars do"), max_length=10, blank=True)
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
                condition=models.Q(is_secret=False)
                | models.Q(state="queued")
                | models.Q(text="", calendar=""),
                name="message_secret_leaves_no_body",
                violation_error_message=_("A secret message keeps no body once it has left."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class RetentionRun(models.Model):
    """One night's work of the retention rules: how many rows each of them made go, and no more."""

    ran_at = models.DateTimeField(_("ran at"), default=timezone.now, db_index=True)
    done = models.JSONField(_("rows by rule"), default=dict)

    class Meta:
        verbose_name = _("run of the retention rules")
        verbose_name_plural = _("runs of the retention rules")
        ordering = ["-ran_at"]

    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d}"


class Mention(models.Model):
    """A place in what is published that named a person who was erased, until somebody decides about it.

    It holds no name: ``person_id`` is that of the record which stands for the erased one, and the rest says where.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("to be decided")
        KEPT = "kept", _("stays as it was published")
        CHANGED = "changed", _("was changed by hand")

    person_id = models.BigIntegerField(_("person"))
    subject_type = models.CharField(_("kind of record"), max_length=60)
    subject_id = models.BigIntegerField(_("record"))
    field = models.CharField(_("field"), max_length=60)
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.OPEN, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by_id = models.BigIntegerField(_("decided by"), null=True, blank=True)

    class Meta:
        verbose_name = _("mention of an erased person")
        verbose_name_plural = _("mentions of erased people")
        ordering = ["-found_at", "subject_type", "subject_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "subject_type", "subject_id", "field"],
                name="mention_once",
                violation_error_message=_("This place is listed for this person already."),
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="mention_decided_has_its_time",
                violation_error_message=_("A decision and its time come together."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}, {self.field}"


class Autosave(models.Model):
    """What somebody is writing and has not saved yet, of one text of one record: kept while the browser is open or not.

    ``base`` is the text as it stood when the writing began, from which others' changes are told apart. It is seen by its
    writer alone, goes when the text is saved or thrown away, and by itself a month after the last letter.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="autosaves",
        verbose_name=_("person"),
    )
    subject_type = models.CharField(_("kind of record"), max_length=60)
    subject_id = models.BigIntegerField(_("record"))
    field = models.CharField(_("field"), max_length=60)
    base = models.TextField(_("text when the writing began"), blank=True)
    text = models.TextField(_("text"), blank=True)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)

    class Meta:
        verbose_name = _("text that is being written")
        verbose_name_plural = _("texts that are being written")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject_type", "subject_id", "field"],
                name="autosave_once",
                violation_error_message=_("This text is being written already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}, {self.field}"
