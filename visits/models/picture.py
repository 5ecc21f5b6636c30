"""Pictures in the texts of meetings and groups."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Group, Person
from visits.models.meeting import Meeting


class Picture(models.Model):
    """A picture that the texts of one meeting, or of one group, may show; who opens that page sees it.

    ``alt`` says what is to be seen, for who does not see it. ``consent`` is what is known about the people on it: a
    report with a picture that nobody has looked at for that is not published.
    """

    class Consent(models.TextChoices):
        UNKNOWN = "", _("not looked at yet")
        NOBODY = "nobody", _("nobody can be recognised")
        GIVEN = "given", _("everybody who can be recognised agreed")
        REFUSED = "refused", _("somebody did not agree")

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("meeting"),
    )
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("group"),
    )
    alt = models.CharField(_("what is to be seen"), max_length=250)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(_("photographer"), max_length=120, blank=True)
    consent = models.CharField(
        _("people on it"), max_length=10, choices=Consent, default=Consent.UNKNOWN, blank=True
    )
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    added_at = models.DateTimeField(_("added at"), default=timezone.now)
    added_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, group__isnull=True)
                | Q(meeting__isnull=True, group__isnull=False),
                name="picture_of_meeting_or_group",
                violation_error_message=_("A picture belongs to a meeting or to a group."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt


class PictureFile(models.Model):
    """A picture drawn again in one width and one format; nothing of the file that was sent is kept."""

    class Width(models.IntegerChoices):
        """In pixels, at most: a picture is never drawn wider than it is."""

        SMALL = 480, _("small screens")
        MIDDLE = 960, _("a column of text")
        LARGE = 1920, _("large and sharp screens")

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"

    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="files", verbose_name=_("picture")
    )
    width = models.PositiveSmallIntegerField(_("width"), choices=Width)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    file = models.FileField(_("file"), upload_to="pictures", max_length=250)
    breadth = models.PositiveSmallIntegerField(_("breadth in pixels"))
    height = models.PositiveSmallIntegerField(_("height in pixels"))
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("file of a picture")
        verbose_name_plural = _("files of pictures")
        ordering = ["width", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "width", "format"],
                name="picture_file_once",
                violation_error_message=_("This picture has a file of that width and format."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.picture}, {self.width} {self.format}"
