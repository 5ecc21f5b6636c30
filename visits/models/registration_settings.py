"""How one registers for a meeting: where, from when until when, how many seats there are and who approves."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from visits.models.meeting import Meeting


class RegistrationSettings(models.Model):
    """A meeting's registration. A meeting without such a row has none yet.

    A number of seats that is missing is no limit. ``seats_per_city`` is a ceiling, not a guarantee; from
    ``city_limit_until`` on, a day where the meeting takes place, it no longer blocks. Seats are counted by city in the
    room, and online where there is no room. ``last_number`` is the last place in line that was given.
    """

    class Way(models.TextChoices):
        NONE = "none", _("no registration")
        HERE = "here", _("here")
        ELSEWHERE = "elsewhere", _("on another site")
        MAIL = "mail", _("by mail to the contact")

    class Allocation(models.TextChoices):
        IN_ORDER = "in_order", _("in the order in which people register")
        BY_SELECTION = "by_selection", _("by selection, after registration has closed")

    class Approval(models.TextChoices):
        NONE = "none", _("nobody: who registers is accepted")
        CITY = "city", _("the city's coordinator")
        STAFF = "staff", _("the secretariat or the group's chair")

    meeting = models.OneToOneField(
        Meeting,
        on_delete=models.CASCADE,
        related_name="registration_settings",
        verbose_name=_("meeting"),
    )
    way = models.CharField(_("registration is"), max_length=10, choices=Way, default=Way.NONE)
    link = models.URLField(_("address of the other site"), max_length=500, blank=True)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    answers_until_at = models.DateTimeField(
        _("answers can be changed until"), null=True, blank=True
    )
    room_seats = models.PositiveIntegerField(_("seats in the room"), null=True, blank=True)
    online_seats = models.PositiveIntegerField(_("seats online"), null=True, blank=True)
    seats_per_city = models.PositiveIntegerField(
        _("seats per city"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    city_limit_until = models.DateField(
        _("seats per city no longer limit from"), null=True, blank=True
    )
    allocation = models.CharField(
        _("seats are given"), max_length=15, choices=Allocation, default=Allocation.IN_ORDER
    )
    selected_at = models.DateTimeField(_("selection answered at"), null=True, blank=True)
    approval = models.CharField(
        _("who approves"), max_length=10, choices=Approval, default=Approval.CITY
    )
    approval_of_group = models.CharField(
        _("who approves members of the group"),
        max_length=10,
        choices=Approval,
        default=Approval.NONE,
    )
    security_readers = models.ManyToManyField(
        Person,
        related_name="+",
        blank=True,
        verbose_name=_("who sees what the venue's security asks for"),
    )
    last_number = models.PositiveIntegerField(_("last place in line"), default=0, editable=False)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    class Meta:
        verbose_name = _("settings of a registration")
        verbose_name_plural = _("settings of registrations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="elsewhere") | ~Q(link=""),
                name="registration_elsewhere_has_link",
                violation_error_message=_("Give the address of the site where one registers."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="registration_closes_after_opening",
                violation_error_message=_("Registration closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(allocation="in_order") | Q(closes_at__isnull=False),
                name="registration_selection_has_deadline",
                violation_error_message=_(
                    "A selection is made after registration has closed: give the moment when it closes."
                ),
            ),
            models.CheckConstraint(
                condition=Q(selected_at__isnull=True) | Q(allocation="by_selection"),
                name="registration_selected_by_selection",
                violation_error_message=_(
                    "Only where seats are given by selection is there one to answer."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_way_display()}"

    @property
    def is_here(self) -> bool:
        return self.way == self.Way.HERE

    @property
    def opens_later(self) -> bool:
        """By its times alone; whether the meeting is one to register for at all, ``visits.registration.window`` says."""
        return self.opens_at is not None and timezone.now() < self.opens_at

    @property
    def has_closed(self) -> bool:
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def is_to_be_selected(self) -> bool:
        """Requests are collected, and answered all at once."""
        return self.allocation == self.Allocation.BY_SELECTION and self.selected_at is None

    def limits_cities_on(self, day: date) -> bool:
        """Whether the seats per city block on ``day``."""
        return self.seats_per_city is not None and (
            self.city_limit_until is None or day < self.city_limit_until
        )


class Allotment(models.Model):
    """Seats kept until a day for the host's team, speakers or staff, outside their city's seats.

    They are seats of the room, and of online where there is no room. From ``until_on`` on, what is not taken is for all.
    """

    class Kind(models.TextChoices):
        HOST = "host", _("host team")
        SPEAKERS = "speakers", _("speakers")
        STAFF = "staff", _("staff")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="allotments", verbose_name=_("meeting")
    )
    kind = models.CharField(_("for"), max_length=10, choices=Kind)
    seats = models.PositiveIntegerField(_("seats"))
    until_on = models.DateField(_("kept until"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    class Meta:
        verbose_name = _("allotment")
        verbose_name_plural = _("allotments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                name="allotment_once",
                violation_error_message=_("Seats are kept for them already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def is_kept_on(self, day: date) -> bool:
        return self.until_on is None or day < self.until_on


class Option(models.Model):
    """Something within a meeting that one may take part in or not, perhaps with seats of its own: a dinner, a visit."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="options", verbose_name=_("meeting")
    )
    title = models.CharField(_("what"), max_length=120)
    on = models.DateField(_("day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "title"],
                name="option_once",
                violation_error_message=_("There is such an option already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Something asked of who registers: from one of the ready sets, by its ``key``, or an extra of this meeting.

    ``care`` says how the answers are kept: sensitive ones by a consent of their own until 30 days after the meeting, for
    its organisers and staff; what security asks for by the venue's needs until the visit ends, for named people.
    """

    class Kind(models.TextChoices):
        LINE = "line", _("a line of text")
        TEXT = "text", _("a longer text")
        YES_NO = "yes_no", _("yes or no")
        CHOICE = "choice", _("one of several")
        CHOICES = "choices", _("any of several")
        DAY = "day", _("a day")
        MOMENT = "moment", _("a day and time")

    class Care(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        SENSITIVE = "sensitive", _("sensitive: asked with a consent of its own")
        SECURITY = "security", _("for the venue's security")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="questions", verbose_name=_("meeting")
    )
    key = models.SlugField(_("ready question"), max_length=40, blank=True)
    label = models.CharField(_("question"), max_length=200)
    help_text = models.CharField(_("explanation"), max_length=300, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind, default=Kind.LINE)
    choices = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("answers to choose from"),
        default=list,
        blank=True,
    )
    is_required = models.BooleanField(_("must be answered"), default=False)
    is_followup = models.BooleanField(_("asked once confirmed"), default=False)
    care = models.CharField(_("care"), max_length=10, choices=Care, default=Care.ORDINARY)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                condition=~Q(key=""),
                name="question_once",
                violation_error_message=_("This is asked already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("choice", "choices"), choices__len__gte=2)
                | (~Q(kind__in=("choice", "choices")) & Q(choices=[])),
                name="question_choices_fit",
                violation_error_message=_("Give at least two answers to choose from, one a line."),
            ),
            models.CheckConstraint(
                condition=~Q(care="sensitive") | Q(is_required=False),
                name="question_sensitive_is_free",
                violation_error_message=_("Nobody can be made to answer a sensitive question."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_sensitive(self) -> bool:
        return self.care == self.Care.SENSITIVE
