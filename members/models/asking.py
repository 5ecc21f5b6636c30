"""What people ask for and others answer: access for a city, a place in a group."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.city import City
from members.models.group import Group
from members.models.periods import Day, lasts_on
from members.models.person import Person, Post

if TYPE_CHECKING:
    from members.reader import Reader

# The link by which an address is confirmed holds so long after asking.
CONFIRM_WITHIN: Final = timedelta(days=7)


class Answer(models.TextChoices):
    NONE = "", _("not answered yet")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


class AskingQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Asked in earnest, and not answered yet: ``to_staff_at`` is set when an asking is complete."""
        return self.filter(answer=Answer.NONE, to_staff_at__isnull=False)

    def of_cities(self, city_ids: frozenset[int]) -> Self:
        return self.filter(city__in=city_ids)

    def passed_to_staff(self, at: datetime | None = None) -> Self:
        return self.filter(to_staff_at__lte=at or timezone.now())

    def waiting_for(self, reader: "Reader") -> Self:
        """What ``reader`` may answer now: coordinators for their cities, staff what has passed to them."""
        mine = Q(city__in=reader.coordinated_city_ids)
        if reader.is_staff:
            mine |= Q(to_staff_at__lte=timezone.now())
        return self.waiting().filter(mine)

    def listed_for(self, reader: "Reader") -> Self:
        """Staff see all that were asked in earnest, coordinators those for their cities; answered ones as well."""
        earnest = self.filter(to_staff_at__isnull=False)
        return earnest if reader.is_staff else earnest.of_cities(reader.coordinated_city_ids)


class GroupRequestQuerySet(AskingQuerySet):
    def waiting(self, day: Day | None = None) -> Self:
        """Of somebody who still holds a post in that city (today when no ``day`` is given)."""
        posts = Post.objects.filter(lasts_on(day), person=OuterRef("person"), city=OuterRef("city"))
        return super().waiting().filter(Exists(posts))


class Asking(models.Model):
    """Something that was asked, and how it was answered.

    A city's coordinators answer; from ``to_staff_at`` on (at once where the city has none) staff may as well. Each
    of the two is told of it once, in a list of all that waits.
    """

    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    to_staff_at = models.DateTimeField(_("passes to staff at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    told_city_at = models.DateTimeField(_("coordinators told at"), null=True, blank=True)
    told_staff_at = models.DateTimeField(_("staff told at"), null=True, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_with_staff(self) -> bool:
        return self.to_staff_at is not None and self.to_staff_at <= timezone.now()


def answered_once(name: str) -> models.CheckConstraint:
    """An answer has its time, and what has none is not answered."""
    return models.CheckConstraint(
        condition=Q(answer="", answered_at__isnull=True)
        | (~Q(answer="") & Q(answered_at__isnull=False)),
        name=name,
        violation_error_message=_("An answer and its time come together."),
    )


class AccessRequest(Asking):
    """Someone whose address belongs to a city asks to represent it.

    It waits for an answer once the address is confirmed by the link that was sent to it. ``person`` is set when a
    person who is known already asks for another city, or once it is granted.
    """

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=160)
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="access_requests", verbose_name=_("city")
    )
    title = models.CharField(_("job title"), max_length=160, blank=True)
    note = models.TextField(_("why"), blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="access_requests",
        verbose_name=_("person"),
    )
    confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        ordering = ["asked_at"]
        constraints = [
            answered_once("access_request_answered_once"),
            models.UniqueConstraint(
                fields=["email", "city"],
                condition=Q(answer=""),
                name="access_request_open_once",
                violation_error_message=_("This address has asked for this city already."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="access_request_email_lower_case",
                violation_error_message=_("An e-mail address is kept in lower case."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"

    @property
    def confirm_until(self) -> datetime:
        return self.asked_at + CONFIRM_WITHIN


class GroupRequest(Asking):
    """A representative asks for a place in a working group, for the city of one of the posts held."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="group_requests", verbose_name=_("person")
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="requests", verbose_name=_("group")
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="group_requests", verbose_name=_("city")
    )

    objects = GroupRequestQuerySet.as_manager()  # type: ignore[misc]  # the askings' own, and more

    class Meta:
        verbose_name = _("request for a place in a group")
        verbose_name_plural = _("requests for places in groups")
        ordering = ["asked_at"]
        constraints = [
            answered_once("group_request_answered_once"),
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(answer=""),
                name="group_request_open_once",
                violation_error_message=_("This person has asked for this group already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.group}"
