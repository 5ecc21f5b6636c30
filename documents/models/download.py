"""The log of downloads."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.document import DocumentVersion
from members.models import City, Person


class Download(models.Model):
    """That a version was downloaded, and, unless it is public, by whom and from which city. Kept 90 days; no address."""

    version = models.ForeignKey(
        DocumentVersion,
        on_delete=models.CASCADE,
        related_name="downloads",
        verbose_name=_("version"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="downloads",
        verbose_name=_("person"),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="downloads",
        verbose_name=_("city"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.version} {self.at:%Y-%m-%d}"
