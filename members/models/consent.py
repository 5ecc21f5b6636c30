"""What a person agreed to, when, and in which words it was asked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.person import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        """Given and not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """One consent; it lasts until it is withdrawn, and asking again makes another row."""

    class Kind(models.TextChoices):
        KEEP_NEEDS = "keep_needs", _("keep my diet and access needs")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consents", verbose_name=_("person")
    )
    kind = models.CharField(_("for what"), max_length=20, choices=Kind)
    wording = models.TextField(_("as it was asked"))
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_given_once",
                violation_error_message=_("This consent is given already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
