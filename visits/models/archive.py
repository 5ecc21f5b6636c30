"""Pages of the old site from which meetings were read."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from visits.models.meeting import Meeting


class ArchivePage(models.Model):
    """The page a meeting was read from, and the version the meeting had then: a later one was edited by hand."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="archive_page", verbose_name=_("meeting")
    )
    file_name = models.CharField(_("file name"), max_length=200)
    digest = models.CharField(_("SHA-256 of the text"), max_length=64)
    meeting_version = models.PositiveIntegerField(_("version of the meeting when read"))
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    class Meta:
        verbose_name = _("archive page")
        verbose_name_plural = _("archive pages")
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.file_name
