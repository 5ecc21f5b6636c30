"""Documents of meetings and groups, and their versions."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import PurePath
from typing import Final

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.reading import DocumentQuerySet
from members.models import Group, Person
from portal.lib.fields import KeyField
from visits.models import AgendaItem, Meeting

PDF: Final = "application/pdf"


class Document(models.Model):
    """A file with versions, or a link; it belongs to a meeting (perhaps to one agenda item of it) or to a group.

    One without a file and without a link is "file missing": its editors alone see it.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", _("agenda")
        WORKING = "working", _("working document")
        PRESENTATION = "presentation", _("presentation")
        MINUTES = "minutes", _("minutes")
        REPORT = "report", _("report")
        PICTURE = "picture", _("picture")
        RECORDING = "recording", _("recording")
        OTHER = "other", _("other document")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("everyone")
        MEMBERS = "members", _("members")
        GROUP = "group", _("the group")
        PARTICIPANTS = "participants", _("participants of this meeting")
        GROUP_AND_PARTICIPANTS = (
            "group_participants",
            _("the group and participants of this meeting"),
        )
        EDITORS = "editors", _("editors")

    title = models.CharField(_("title"), max_length=200)
    title_key = KeyField(_("sort key"), source="title")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.OTHER)
    audience = models.CharField(_("for"), max_length=20, choices=Audience, default=Audience.MEMBERS)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("meeting"),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("agenda item"),
    )
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("group"),
    )
    link = models.URLField(_("link"), blank=True)
    original_name = models.CharField(_("name on the old site"), max_length=250, blank=True)
    current = models.OneToOneField(
        "DocumentVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="current_of",
        verbose_name=_("current version"),
    )
    visible_from_at = models.DateTimeField(_("visible from"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    created_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["position", "title_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, group__isnull=True)
                | Q(meeting__isnull=True, group__isnull=False),
                name="document_of_meeting_or_group",
                violation_error_message=_("A document belongs to a meeting or to a group."),
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(meeting__isnull=False),
                name="document_item_with_meeting",
                violation_error_message=_("A document of an agenda item belongs to its meeting."),
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True)
                | Q(audience__in=["public", "members", "group", "editors"]),
                name="document_of_group_audience",
                violation_error_message=_(
                    "A group's document is for everyone, members, the group or editors."
                ),
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(current__isnull=True),
                name="document_file_or_link",
                violation_error_message=_("A document is a file or a link, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def is_missing(self) -> bool:
        """Neither a file nor a link is there."""
        return self.current_id is None and not self.link

    @property
    def is_presentation(self) -> bool:
        """Its pages are slides."""
        return self.kind == self.Kind.PRESENTATION

    @property
    def file_type(self) -> str:
        """PDF, PPTX: the ending of the current file's name."""
        return PurePath(self.current.file_name).suffix[1:].upper() if self.current else ""

    @property
    def thumbnail(self) -> str:
        """The address of its first page's picture; empty as long as there is none."""
        if self.current is None or not self.current.is_ready:
            return ""
        return self.current.picture_address(page=1, width=DocumentVersion.PictureWidth.SMALL)

    @property
    def is_waiting(self) -> bool:
        """Its time has not come yet."""
        return self.visible_from_at is not None and self.visible_from_at > timezone.now()

    @property
    def zone(self) -> tzinfo:
        """By whose clock its time is given: the meeting's, for a group's document the network's."""
        return self.meeting.zone if self.meeting else timezone.get_default_timezone()


class DocumentVersion(models.Model):
    """One file of a document. Replacing a file makes a new version; old ones stay behind the same gate.

    Of a PDF the pages are prepared by a job, to be looked at before it is downloaded; or it says why they are not.
    """

    class Preparation(models.TextChoices):
        NONE = "none", _("is downloaded only")
        QUEUED = "queued", _("being prepared")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    class PictureWidth(models.IntegerChoices):
        """In pixels; the picture of a very tall page is narrower."""

        SMALL = 480, _("in lists and on small screens")
        LARGE = 1600, _("on large screens")

    class Failure(models.TextChoices):
        """Why its pages cannot be looked at. documents/rendering.py knows them by their values."""

        ENCRYPTED = "encrypted", _("It is protected by a password.")
        BROKEN = "broken", _("It is damaged, has no pages, or is no PDF at all.")
        TOO_MANY_PAGES = "too_many_pages", _("It has more pages than can be shown here.")
        TOO_LARGE = "too_large", _("It is larger than what can be shown here.")
        TOO_HEAVY = "too_heavy", _("Drawing its pages takes more time or memory than is allowed.")
        GONE = "gone", _("Its file is not in our store.")
        INTERRUPTED = "interrupted", _("Preparing it was interrupted too often.")

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="versions", verbose_name=_("document")
    )
    number = models.PositiveIntegerField(_("number"))
    file = models.FileField(_("file"), upload_to="documents", max_length=250)
    file_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("content type"), max_length=120)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    added_at = models.DateTimeField(_("added at"), default=timezone.now)
    added_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    preparation = models.CharField(
        _("preparation of its pages"),
        max_length=10,
        choices=Preparation,
        default=Preparation.NONE,
    )
    queued_at = models.DateTimeField(_("queued at"), null=True, blank=True)
    failure = models.CharField(_("why not"), max_length=20, choices=Failure, blank=True)

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="document_version_from_one",
                violation_error_message=_("Numbers begin with one."),
            ),
            models.CheckConstraint(
                condition=(Q(preparation="failed") & ~Q(failure=""))
                | (~Q(preparation="failed") & Q(failure="")),
                name="document_version_failed_with_reason",
                violation_error_message=_("A failed preparation says why, and no other does."),
            ),
            models.CheckConstraint(
                condition=Q(preparation="none") | Q(queued_at__isnull=False),
                name="document_version_queued_with_time",
                violation_error_message=_("A preparation says when it was asked for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.number}"

    @property
    def is_pdf(self) -> bool:
        return self.content_type == PDF

    @property
    def is_ready(self) -> bool:
        """Its pages can be looked at."""
        return self.preparation == self.Preparation.READY

    @property
    def is_being_prepared(self) -> bool:
        return self.preparation == self.Preparation.QUEUED

    @property
    def is_expected(self) -> bool:
        """Its pages are to come; what was given up as interrupted may still end well."""
        return self.is_being_prepared or self.failure == self.Failure.INTERRUPTED

    def picture_address(self, *, page: int, width: int) -> str:
        """Where the picture of a page is. It shows the same for ever: another file is another version."""
        return reverse("page_image", args=[self.document_id, self.number, page, width])
