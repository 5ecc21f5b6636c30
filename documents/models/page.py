"""The pages of a version, as they are looked at before it is downloaded: a text and pictures each."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models.document import DocumentVersion

FIRST_LINE_LENGTH: Final = 120


class DocumentPage(models.Model):
    """One page or slide of a version. It was made from the file, and goes with its version."""

    version = models.ForeignKey(
        DocumentVersion,
        on_delete=models.CASCADE,
        related_name="pages",
        verbose_name=_("version"),
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    width = models.PositiveIntegerField(_("width in points"))
    height = models.PositiveIntegerField(_("height in points"))

    class Meta:
        verbose_name = _("page of a version")
        verbose_name_plural = _("pages of versions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="document_page_once",
                violation_error_message=_("A version has each page once."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="document_page_from_one",
                violation_error_message=_("Pages are numbered from one."),
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1),
                name="document_page_has_size",
                violation_error_message=_("A page is at least one point wide and high."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.number}"

    @property
    def first_line(self) -> str:
        """What the page says first, on a slide its heading: empty when there is no text on it."""
        line = next((line for line in self.text.splitlines() if line.strip()), "")
        return " ".join(line.split())[:FIRST_LINE_LENGTH]


class PageImage(models.Model):
    """The picture of a page as WebP, in one of two widths; of a very tall page it is narrower."""

    page = models.ForeignKey(
        DocumentPage, on_delete=models.CASCADE, related_name="images", verbose_name=_("page")
    )
    width = models.PositiveSmallIntegerField(
        _("width in pixels"), choices=DocumentVersion.PictureWidth
    )
    file = models.FileField(_("file"), upload_to="pages", max_length=250)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("picture of a page")
        verbose_name_plural = _("pictures of pages")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "width"],
                name="page_image_once",
                violation_error_message=_("A page has one picture of each width."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}, {self.width} px"
