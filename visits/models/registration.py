"""Registrations for meetings, and the claims of each: to the room, to a seat online, to options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import City, Person, Post
from members.models.periods import lasts_on
from visits.models.claim_states import ENDED, ClaimState
from visits.models.meeting import Meeting
from visits.models.reading import through
from visits.models.registration_settings import Allotment

if TYPE_CHECKING:
    from members.reader import Reader


def post_has_ended(relation: str = "") -> Q:
    """Of a registration, or of what has the ``relation`` to one: the person does not represent its city any more."""
    person, city = OuterRef(f"{relation}person"), OuterRef(f"{relation}city")
    posts = Post.objects.filter(lasts_on(), person=person, city=city)
    return Q(~Exists(posts), **{f"{relation}city__isnull": False, f"{relation}is_guest": False})


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def living(self) -> RegistrationQuerySet:
        return self.filter(ended_at__isnull=True)

    def confirmed(self) -> RegistrationQuerySet:
        """Participants: who has a seat, in the room or online."""
        return self.filter(state=ClaimState.CONFIRMED)

    def opened_by_link(self, pk: int, link_number: int) -> RegistrationQuerySet:
        """What a signed link opens, as long as it was not made anew: never for who can log in."""
        return self.of_link(pk, link_number).living()

    def of_link(self, pk: int, link_number: int) -> RegistrationQuerySet:
        """The same, living or ended."""
        can_log_in = Q(is_guest=False) & (
            Q(person__last_login__isnull=False)
            | ~Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        )
        return self.filter(
            ~can_log_in, pk=pk, link_number=link_number, person__erased_at__isnull=True
        )

    def whose_post_ended(self) -> RegistrationQuerySet:
        """Living, for a city which the person does not represent any more: somebody is to decide about it."""
        return self.living().filter(post_has_ended())

    def listed_for(self, reader: Reader) -> RegistrationQuerySet:
        """All of a meeting for who prepares it; a city's for its coordinators; each person's own."""
        prepared = through("meeting", Meeting.objects.all().is_prepared_by(reader))
        mine = Q(city__in=reader.coordinated_city_ids)
        if reader.person is not None:
            mine |= Q(person=reader.person)
        return self.filter(prepared | mine)

    def awaiting_city(self) -> RegistrationQuerySet:
        """What the city's coordinators may answer, while the meeting takes place at all."""
        return self.living().filter(
            meeting__state=Meeting.State.PUBLISHED,
            state=ClaimState.PENDING,
            approval=Registration.By.CITY,
            approved_at__isnull=True,
        )

    def awaiting_staff(self) -> RegistrationQuerySet:
        """What staff, and the chairs of the group, may answer: theirs from the first, or passed to them."""
        passed = Q(approval=Registration.By.CITY, to_staff_at__lte=timezone.now())
        return self.living().filter(
            passed | Q(approval=Registration.By.STAFF),
            meeting__state=Meeting.State.PUBLISHED,
            state=ClaimState.PENDING,
            approved_at__isnull=True,
        )


class Registration(models.Model):
    """One person's registration for one meeting; it keeps the city for which the person comes.

    ``state`` is the best of its claims to attend. It changes only together with these, by
    ``visits/actions/registration``. ``approval`` says who was asked to approve it, ``to_staff_at`` from when on staff
    may answer as well. ``calendar_sequence`` counts what the person's calendar must be told, ``link_number`` how often
    the link was made by which one comes who has no account.
    """

    class By(models.TextChoices):
        NOBODY = "", _("nobody")
        CITY = "city", _("the city")
        STAFF = "staff", _("the secretariat")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("person")
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("city"),
    )
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    role = models.CharField(_("role in the delegation"), max_length=160, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    allotment = models.ForeignKey(
        Allotment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("seats kept for"),
    )
    state = models.CharField(_("state"), max_length=10, choices=ClaimState)
    registered_at = models.DateTimeField(_("registered at"), default=timezone.now)
    registered_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registered by"),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    is_late = models.BooleanField(_("cancelled late"), default=False)
    approval = models.CharField(_("to be approved by"), max_length=10, choices=By, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    to_staff_at = models.DateTimeField(_("passes to staff at"), null=True, blank=True)
    told_city_at = models.DateTimeField(_("coordinators told at"), null=True, blank=True)
    told_staff_at = models.DateTimeField(_("staff told at"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    note = models.TextField(_("note of those who prepare"), max_length=2000, blank=True)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("takes the place of"),
    )
    copy_to = models.EmailField(_("copies of mails to"), blank=True)
    answered_at = models.DateTimeField(_("answers given at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    objected_at = models.DateTimeField(_("objected to being listed at"), null=True, blank=True)
    link_number = models.PositiveIntegerField(_("number of the link"), default=0)
    calendar_sequence = models.PositiveIntegerField(_("calendar sequence"), default=0)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "pk"]
        indexes = [
            models.Index(fields=["meeting", "state"], name="registration_by_state"),
            models.Index(fields=["city", "state"], name="registration_by_city"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(ended_at__isnull=True),
                name="registration_living_once",
                violation_error_message=_("This person is registered for the meeting already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at__isnull=True)),
                name="registration_ended_has_time",
                violation_error_message=_("The end of a registration and its time come together."),
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(approved_by__isnull=True),
                name="registration_approved_by_with_at",
                violation_error_message=_("Who approved goes with when."),
            ),
            models.CheckConstraint(
                condition=Q(city__isnull=False) | ~Q(approval="city"),
                name="registration_approved_by_a_city",
                violation_error_message=_("Without a city there is nobody of a city to approve."),
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                name="registration_replaces_another",
                violation_error_message=_("Nobody takes their own place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"

    @property
    def is_living(self) -> bool:
        return self.ended_at is None
