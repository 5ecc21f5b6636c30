"""The agenda: its days and items as they are edited, and its releases as they were published."""

import uuid
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from visits.models.meeting import Meeting


def cancelled_with_time(name: str) -> models.CheckConstraint:
    """A cancelled row has its time and its reason; who did it goes with when."""
    return models.CheckConstraint(
        condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
        | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
        name=name,
        violation_error_message=_("What is cancelled has a time and a reason."),
    )


class Cancellable(models.Model):
    """Cancelled rows are kept: pages, calendars and papers go on showing them, struck through."""

    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cancelled by"),
    )
    cancel_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        abstract = True


class AgendaDay(Cancellable):
    """One day of a meeting's agenda, in the meeting's time zone."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="days", verbose_name=_("meeting")
    )
    on = models.DateField(_("day"))
    heading = models.CharField(_("heading"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("day of an agenda")
        verbose_name_plural = _("days of agendas")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "on"],
                name="agenda_day_once",
                violation_error_message=_("The agenda has this day already."),
            ),
            cancelled_with_time("agenda_day_cancelled_with_time"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class AgendaItem(Cancellable):
    """One item: times are local to the meeting's zone; ``ends_next_day`` lets it pass midnight.

    Its id and its calendar ``uid`` stay when it moves, so that documents, links and calendars stay with it.
    """

    class Kind(models.TextChoices):
        SESSION = "session", _("session")
        VISIT = "visit", _("visit")
        BREAK = "break", _("break")
        MEAL = "meal", _("meal")
        TRAVEL = "travel", _("travel")

    day = models.ForeignKey(
        AgendaDay, on_delete=models.PROTECT, related_name="items", verbose_name=_("day")
    )
    uid = models.UUIDField(_("calendar UID"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SESSION)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    starts = models.TimeField(_("start"))
    ends = models.TimeField(_("end"))
    ends_next_day = models.BooleanField(_("ends the next day"), default=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    track = models.CharField(_("track"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["day__on", "starts", "track", "position", "pk"]
        indexes = [models.Index(fields=["day", "starts"], name="agenda_item_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_next_day=False, ends__gt=F("starts"))
                | Q(ends_next_day=True, ends__lte=F("starts")),
                name="agenda_item_ends_after_start",
                violation_error_message=_(
                    "The end comes before the start: say so if it is on the next day."
                ),
            ),
            cancelled_with_time("agenda_item_cancelled_with_time"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_at(self) -> datetime:
        """The instant, from local day, time and zone."""
        return self._instant(self.day.on, self.starts.hour, self.starts.minute)

    @property
    def ends_at(self) -> datetime:
        day = self.day.on + timedelta(days=1) if self.ends_next_day else self.day.on
        return self._instant(day, self.ends.hour, self.ends.minute)

    def _instant(self, day: date, hour: int, minute: int) -> datetime:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.day.meeting.zone)


class Speaker(models.Model):
    """Who speaks at an item: a person of the network, or just a name with a role."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="speakers", verbose_name=_("item")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speakers",
        verbose_name=_("city"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="speaker_has_name",
                violation_error_message=_("A speaker is a person, or has a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)


class Release(models.Model):
    """The agenda as it was published at one moment. It is never changed; a new one is made.

    ``content`` is written by ``visits.agenda.snapshot`` and read by ``visits.agenda.Agenda``.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="releases", verbose_name=_("meeting")
    )
    number = models.PositiveIntegerField(_("number"))
    note = models.TextField(_("note"), blank=True)
    is_small_correction = models.BooleanField(_("small correction"), default=False)
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    class Meta:
        verbose_name = _("release of an agenda")
        verbose_name_plural = _("releases of agendas")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="release_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="release_number_from_one",
                violation_error_message=_("Numbers begin with one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.number}"
