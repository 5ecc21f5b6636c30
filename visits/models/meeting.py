"""Meetings: what, for whom, where and when, and who prepares them."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.models import City, Forum, Group, Person
from portal.lib.fields import KeyField, TimeZoneField
from visits.models.meeting_constraints import CONSTRAINTS
from visits.models.reading import MeetingQuerySet


class Gathering(models.Model):
    """Several meetings in one place, each group with its own programme."""

    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """One meeting. Its days are local to ``time_zone``; instants are derived, never stored.

    ``state`` is one of four; whether it is held or postponed follows from the dates and from those it had when
    it was published. ``sequence`` counts what calendars must be told, ``version`` every change of the row and of
    what hangs on it; ``changed_at`` is the last of these.
    """

    class Kind(models.TextChoices):
        STUDY_VISIT = "study_visit", _("study visit")
        WORKING_GROUP = "working_group", _("working group meeting")
        FORUM = "forum", _("forum meeting")
        WEBINAR = "webinar", _("webinar")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        REPORTED = "reported", _("report published")
        CANCELLED = "cancelled", _("cancelled")

    class Dates(models.TextChoices):
        FIXED = "fixed", _("fixed")
        TENTATIVE = "tentative", _("tentative")
        UNKNOWN = "unknown", _("unknown")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("everyone")
        MEMBERS = "members", _("members")
        GROUP = "group", _("the group")

    class ParticipantsAudience(models.TextChoices):
        PUBLIC = "public", _("everyone")
        MEMBERS = "members", _("members")
        GROUP = "group", _("the group")
        PARTICIPANTS = "participants", _("participants")

    title = models.CharField(_("title"), max_length=200)
    title_key = KeyField(_("sort key"), source="title")
    slug = models.SlugField(_("address"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    lead_group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_meetings",
        verbose_name=_("group"),
    )
    forum = models.ForeignKey(
        Forum,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("forum"),
    )
    joint_groups = models.ManyToManyField(
        Group, related_name="joint_meetings", blank=True, verbose_name=_("together with")
    )
    hosts = models.ManyToManyField(
        City, through="MeetingHost", related_name="hosted_meetings", verbose_name=_("host cities")
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    address = models.CharField(_("address of the venue"), max_length=250, blank=True)

    dates = models.CharField(_("dates are"), max_length=10, choices=Dates, default=Dates.UNKNOWN)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    month_on = models.DateField(_("month, by its first day"), null=True, blank=True)
    time_zone = TimeZoneField(_("time zone"))
    published_starts_on = models.DateField(_("first day when published"), null=True, blank=True)
    published_ends_on = models.DateField(_("last day when published"), null=True, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    publish_at = models.DateTimeField(_("to be published at"), null=True, blank=True)
    publish_planned_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publication planned by"),
    )
    publish_refused = models.CharField(_("why it was not published"), max_length=250, blank=True)
    reported_at = models.DateTimeField(_("report published at"), null=True, blank=True)
    reported_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("report published by"),
    )

    page_audience = models.CharField(
        _("the page is for"), max_length=12, choices=Audience, default=Audience.PUBLIC
    )
    report_audience = models.CharField(
        _("the report is for"), max_length=12, choices=Audience, default=Audience.PUBLIC
    )
    participants_audience = models.CharField(
        _("the list of participants is for"),
        max_length=12,
        choices=ParticipantsAudience,
        default=ParticipantsAudience.MEMBERS,
    )
    introduction = models.TextField(_("introduction"), blank=True)
    report = models.TextField(_("report"), blank=True)
    staff_contact = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_for_meetings",
        verbose_name=_("staff contact"),
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name=_("follows"),
    )
    part_of = models.ForeignKey(
        Gathering,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("part of"),
    )
    sequence = models.PositiveIntegerField(_("calendar sequence"), default=0)
    version = models.PositiveIntegerField(_("version of the row"), default=0)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_on", "title_key"]
        indexes = [
            models.Index(fields=["state", "starts_on"], name="meeting_by_start"),
            models.Index(fields=["state", "-ends_on"], name="meeting_by_end"),
            # The order of what was, of which lists show the beginning.
            models.Index(
                Coalesce("starts_on", "month_on").desc(), "title_key", name="meeting_by_begin"
            ),
        ]
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_reported(self) -> bool:
        return self.state == self.State.REPORTED

    @property
    def is_tentative(self) -> bool:
        return self.dates == self.Dates.TENTATIVE

    @property
    def is_held(self) -> bool:
        """Its last day is over where it takes place, and it was not cancelled."""
        return (
            self.state != self.State.CANCELLED
            and self.ends_on is not None
            and self.ends_on < timezone.localdate(timezone=self.zone)
        )

    @property
    def original_days(self) -> tuple[date, date] | None:
        """The days it had when published, when they are not its days any more."""
        if self.published_starts_on is None or self.published_ends_on is None:
            return None
        days = (self.published_starts_on, self.published_ends_on)
        return None if days == (self.starts_on, self.ends_on) else days

    @property
    def is_postponed(self) -> bool:
        """It had days when it was published, has none now, and is to take place all the same."""
        return (
            self.state != self.State.CANCELLED
            and self.starts_on is None
            and self.original_days is not None
        )

    @property
    def clock_place(self) -> str:
        """The host city by whose clocks its times are given; none when they are not those of a host."""
        cities = [row.city for row in self.host_rows.all()]
        return next((city.name for city in cities if city.time_zone == self.time_zone), "")

    @cached_property
    def contact(self) -> Person | None:
        """Whom to ask: the meeting's staff contact, else its group's."""
        return self.staff_contact or (self.lead_group.staff_contact if self.lead_group else None)
