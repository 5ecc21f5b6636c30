"""Pictures in the texts of meetings and groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Group, GroupYear, Person
from portal.lib import figures
from portal.lib.figures import Figure
from visits.models.agenda import Release
from visits.models.meeting import Meeting
from visits.models.practical import PracticalPart
from visits.models.reading import EVERYTHING, through

if TYPE_CHECKING:
    from members.reader import Reader


class PictureQuerySet(models.QuerySet["Picture"]):
    """A picture is read where a text shows it: it is behind whatever audience that text has (docs/decisions/0108)."""

    def openable_by(self, reader: Reader) -> PictureQuerySet:
        """Pictures that a text shows which this reader may read; those who prepare the page see all of its pictures.

        One that somebody on it did not agree to is for these alone, whatever shows it.
        """
        return self._with_address().filter(
            self._is_edited_by(reader)
            | (~Q(consent=Picture.Consent.REFUSED) & self._is_shown_to(reader))
        )

    def published(self) -> PictureQuerySet:
        """Of a page that is published, whoever it is for."""
        return self.exclude(meeting__state="draft").exclude(consent=Picture.Consent.REFUSED)

    def shown_in(self, html: str) -> PictureQuerySet:
        """The pictures that a text shows."""
        return self.filter(pk__in=figures.pictures_in(html))

    def without_consent(self) -> PictureQuerySet:
        """Nobody has looked yet whether the people on it agreed, or one did not: no report is published with it."""
        return self.filter(consent__in=[Picture.Consent.UNKNOWN, Picture.Consent.REFUSED])

    def shelf(self, address: str) -> PictureShelf:
        """These pictures for ``RichText.offer``; ``address`` is where the desk lists them."""
        return PictureShelf(self, address)

    def _with_address(self) -> PictureQuerySet:
        return self.alias(
            within=Concat(
                Value("/pictures/"), Cast("pk", TextField()), Value("/"), output_field=TextField()
            ),
        )

    def _is_edited_by(self, reader: Reader) -> Q:
        if reader.is_staff:
            return EVERYTHING
        meetings = Meeting.objects.all()
        of_meeting = Q(meeting__isnull=False) & through("meeting", meetings.is_prepared_by(reader))
        return of_meeting | Q(group__in=reader.chaired_group_ids)

    def _is_shown_to(self, reader: Reader) -> Q:
        """By the page of a group, which is for everyone; by the page, the practical information or the report."""
        meetings = Meeting.objects.all()
        within = {"contains": OuterRef("within")}
        here = {"meeting": OuterRef("meeting")}
        years = GroupYear.objects.filter(
            group=OuterRef("group"), objectives__contains=within["contains"]
        )
        parts = PracticalPart.objects.openable_by(reader).filter(
            **here, text__contains=within["contains"]
        )
        latest = Release.objects.filter(**here).order_by("-number").values("pk")[:1]
        agenda = Release.objects.alias(words=Cast("content", TextField())).filter(
            pk__in=latest, words__contains=within["contains"]
        )
        on_page = Q(meeting__introduction__contains=F("within")) | Exists(parts) | Exists(agenda)
        return (
            Q(group__objectives__contains=F("within"))
            | Exists(years)
            | (through("meeting", meetings.is_for(reader, "page_audience")) & on_page)
            | Q(
                meeting__in=meetings.with_report_for(reader).values("pk"),
                meeting__report__contains=F("within"),
            )
        )


@dataclass(frozen=True)
class PictureShelf:
    """The pictures of one page; nothing is asked of the database until a text shows one."""

    pictures: PictureQuerySet
    address: str

    def find(self, numbers: Collection[int]) -> Mapping[int, Figure]:
        return {one.pk: one.figure for one in self.pictures.filter(pk__in=numbers)}


class Picture(models.Model):
    """A picture that the texts of one meeting, or of one group, may show.

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

    objects = PictureQuerySet.as_manager()

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

    @property
    def figure(self) -> Figure:
        """As a text shows it: who took it stands in the caption."""
        said = [self.caption] if self.caption else []
        if self.credit:
            said.append(gettext("Photograph: %(credit)s") % {"credit": self.credit})
        caption = "".join(
            f"{part}{'' if part[-1] in '.!?…' else '.'} " for part in said[:-1]
        ) + "".join(said[-1:])
        return Figure(self.alt, caption, self.width, self.height)

    @property
    def code(self) -> str:
        """How a text asks for it where no editor runs; the same in every language."""
        return f"[picture {self.pk}]"


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
