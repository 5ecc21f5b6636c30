"""Claims: what a registration asks for, each to one seat."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import City
from visits.models.claim_states import HOLDING, LIVING, RUNS_OUT, ClaimState
from visits.models.meeting import Meeting
from visits.models.registration import Registration, post_has_ended
from visits.models.registration_settings import Allotment, Option


class ClaimQuerySet(models.QuerySet["Claim"]):
    def living(self) -> ClaimQuerySet:
        return self.filter(state__in=LIVING)

    def holding(self) -> ClaimQuerySet:
        return self.filter(state__in=HOLDING)

    def noting_whose_post_ended(self) -> ClaimQuerySet:
        """``is_gone`` on each."""
        ended = Case(When(post_has_ended("registration__"), then=True), default=False)
        return self.annotate(is_gone=ended)

    def run_out(self) -> ClaimQuerySet:
        """Offers and invitations whose time is over."""
        return self.filter(state__in=RUNS_OUT, until_at__lte=timezone.now())


class Claim(models.Model):
    """A registration's claim to one seat: in the room, online, or of an option.

    ``number`` is its place in line, given while the meeting's row is locked: who took the lock first is first.
    ``allotment`` is set where the seat is one of those kept; ``takes_city_seat`` where it counts against the city's.
    The database itself refuses a claim that would hold one seat more than there are (trigger claim_within_capacity).
    """

    class What(models.TextChoices):
        ROOM = "room", _("in the room")
        ONLINE = "online", _("online")
        OPTION = "option", _("option")

    registration = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        related_name="claims",
        verbose_name=_("registration"),
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="claims", verbose_name=_("meeting")
    )
    what = models.CharField(_("to what"), max_length=10, choices=What)
    option = models.ForeignKey(
        Option,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("option"),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("city"),
    )
    allotment = models.ForeignKey(
        Allotment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("seat kept for"),
    )
    takes_city_seat = models.BooleanField(_("takes one of the city's seats"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState)
    number = models.PositiveIntegerField(_("place in line"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    since_at = models.DateTimeField(_("in this state since"), default=timezone.now)
    until_at = models.DateTimeField(_("to be answered until"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["meeting", "state"], name="claim_by_state"),
            models.Index(fields=["until_at"], name="claim_by_end", condition=Q(state__in=RUNS_OUT)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="option", option__isnull=False)
                | (~Q(what="option") & Q(option__isnull=True)),
                name="claim_option_fits",
                violation_error_message=_("A claim to an option names it, and no other does."),
            ),
            models.UniqueConstraint(
                fields=["registration", "what", "option"],
                condition=Q(state__in=LIVING),
                nulls_distinct=False,
                name="claim_living_once",
                violation_error_message=_("This is asked for already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "number", "what", "option"],
                condition=Q(state__in=LIVING),
                nulls_distinct=False,
                name="claim_number_once",
                violation_error_message=_("Somebody else has this place in line."),
            ),
            models.CheckConstraint(
                condition=(Q(state="offered") & Q(until_at__isnull=False))
                | Q(state="invited")
                | (~Q(state__in=RUNS_OUT) & Q(until_at__isnull=True)),
                name="claim_offer_has_end",
                violation_error_message=_("An offer says until when; what is no offer does not."),
            ),
            models.CheckConstraint(
                condition=Q(takes_city_seat=False)
                | Q(city__isnull=False, allotment__isnull=True, state__in=HOLDING),
                name="claim_city_seat_fits",
                violation_error_message=_("A city's seat is taken by who holds one for a city."),
            ),
            models.CheckConstraint(
                condition=Q(allotment__isnull=True) | Q(state__in=HOLDING),
                name="claim_allotment_holds",
                violation_error_message=_("A kept seat is taken by who holds it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.option or self.get_what_display()}, {self.get_state_display()}"

    @property
    def is_living(self) -> bool:
        return self.state in LIVING

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING


# To attend is to be in the room or online; options are beside that.
TO_ATTEND: Final = (Claim.What.ROOM, Claim.What.ONLINE)
