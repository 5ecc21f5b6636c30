"""What who registers tells us: answers, consents; which mails were sent about it, and which lists were taken away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.models import Message
from visits.models.mail_words import MAIL_WORDS
from visits.models.meeting import Meeting
from visits.models.registration import Registration
from visits.models.registration_settings import Question

if TYPE_CHECKING:
    from members.reader import Reader


class Answer(models.Model):
    """One answer to one question; a sensitive one is only there with the consent's time and wording.

    ``value`` is a text, a list of texts, true or false, or a day or moment as ISO 8601 writes it.
    """

    registration = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        related_name="answers",
        verbose_name=_("registration"),
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    value = models.JSONField(_("answer"))
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)
    consent_wording = models.TextField(_("consent as it was asked"), blank=True)
    consented_at = models.DateTimeField(_("consented at"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"],
                name="answer_once",
                violation_error_message=_("This question is answered already."),
            ),
            models.CheckConstraint(
                condition=Q(consent_wording="", consented_at__isnull=True)
                | (~Q(consent_wording="") & Q(consented_at__isnull=False)),
                name="answer_consent_has_wording",
                violation_error_message=_("A consent is kept with its time and its wording."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)


class RegistrationConsent(models.Model):
    """Something a participant agreed to apart from everything else; it lasts until it is withdrawn."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("participants see my e-mail address")
        PUBLIC = "public", _("everyone sees my name in the list of participants")
        PHOTOGRAPHS = "photographs", _("photographs in which I can be recognised")

    registration = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("registration"),
    )
    kind = models.CharField(_("for what"), max_length=15, choices=Kind)
    wording = models.TextField(_("as it was asked"))
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent of a participant")
        verbose_name_plural = _("consents of participants")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="registration_consent_given_once",
                violation_error_message=_("This consent is given already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class RegistrationMail(models.Model):
    """A mail that was sent about a registration."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="mails", verbose_name=_("registration")
    )
    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="about_registration", verbose_name=_("mail")
    )

    class Meta:
        verbose_name = _("mail about a registration")
        verbose_name_plural = _("mails about registrations")
        ordering = ["-message__queued_at", "-pk"]

    def __str__(self) -> str:
        return str(self.message)

    @property
    def words(self) -> str:
        """What it was about; a mail of another kind is called by its subject."""
        return str(MAIL_WORDS.get(self.message.name, self.message.subject))


class RegistrationExportQuerySet(models.QuerySet["RegistrationExport"]):
    def overdue_of(self, reader: Reader, today: date) -> RegistrationExportQuerySet:
        """Those that this reader took away, and has not said to be deleted though their day is over."""
        return self.filter(made_by=reader.person, deleted_at=None, delete_by_on__lt=today)


class RegistrationExport(models.Model):
    """A list of registrations that somebody took away: which columns, what for, and until when it is to be deleted."""

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="registration_exports",
        verbose_name=_("meeting"),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    form = models.CharField(_("format"), max_length=4, choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    columns = ArrayField(models.CharField(max_length=80), verbose_name=_("columns"))
    rows = models.PositiveIntegerField(_("rows"))
    has_sensitive = models.BooleanField(_("with sensitive answers"), default=False)
    purpose = models.CharField(_("what for"), max_length=200, blank=True)
    delete_by_on = models.DateField(_("to be deleted by"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("said to be deleted at"), null=True, blank=True)

    objects = RegistrationExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of registrations that was taken away")
        verbose_name_plural = _("lists of registrations that were taken away")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_sensitive=False) | (Q(delete_by_on__isnull=False) & ~Q(purpose="")),
                name="registration_export_sensitive_ends",
                violation_error_message=_(
                    "Sensitive answers leave only for a purpose, and with a day by which they are deleted."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.made_at:%Y-%m-%d}"

    def is_overdue_on(self, day: date) -> bool:
        """Its day is over, and nobody has said that it was deleted."""
        return self.delete_by_on is not None and self.deleted_at is None and self.delete_by_on < day
