"""Invitations: the way into the portal, one address each, many at once."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.city import City
from members.models.group import Group
from members.models.person import Person, Post

if TYPE_CHECKING:
    from members.reader import Reader


class InvitationBatchQuerySet(models.QuerySet["InvitationBatch"]):
    def listed_for(self, reader: "Reader") -> "InvitationBatchQuerySet":
        """Staff see how each batch goes, others their own."""
        if reader.is_staff:
            return self
        return self.filter(invited_by=reader.person) if reader.person else self.none()


class InvitationBatch(models.Model):
    """Invitations that were asked for together; a job sends them, and its progress is what they say of themselves."""

    invited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now)

    objects = InvitationBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of invitations")
        verbose_name_plural = _("batches of invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class InvitationState(models.TextChoices):
    """How far an invitation is; each row is in exactly one."""

    QUEUED = "queued", _("waits to be sent")
    SENT = "sent", _("sent")
    OPENED = "opened", _("opened")
    EXPIRED = "expired", _("expired")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Neither accepted nor withdrawn; and, of these, asked to be sent (again) by a batch and not sent since.
OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
TO_SEND = OPEN & (
    Q(sent_at__isnull=True) | Q(batch__isnull=False, sent_at__lt=F("batch__created_at"))
)


def _state() -> Case:
    """The state of a row at this moment."""
    state = InvitationState
    return Case(
        When(withdrawn_at__isnull=False, then=Value(state.WITHDRAWN.value)),
        When(accepted_at__isnull=False, then=Value(state.ACCEPTED.value)),
        When(TO_SEND, then=Value(state.QUEUED.value)),
        When(expires_at__lte=timezone.now(), then=Value(state.EXPIRED.value)),
        When(opened_at__isnull=False, then=Value(state.OPENED.value)),
        default=Value(state.SENT.value),
    )


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def listed_for(self, reader: "Reader") -> "InvitationQuerySet":
        """Staff see all, coordinators those to their cities."""
        return self if reader.is_staff else self.to_cities(reader.coordinated_city_ids)

    def to_cities(self, city_ids: Any) -> "InvitationQuerySet":
        return self.filter(city__in=city_ids)

    def open(self) -> "InvitationQuerySet":
        return self.filter(OPEN)

    def to_send(self) -> "InvitationQuerySet":
        return self.filter(TO_SEND)

    def with_state(self) -> "InvitationQuerySet":
        """Each with its ``state``."""
        return self.annotate(state=_state())

    def in_state(self, state: str) -> "InvitationQuerySet":
        return self.annotate(state=_state()).filter(state=state)

    def counted_by_state(self) -> dict[str, int]:
        states = self.annotate(state=_state()).order_by().values_list("state")
        return dict(states.annotate(Count("pk")))

    def for_lists(self) -> "InvitationQuerySet":
        """With what a row of the list names, the latest first."""
        rows = self.with_state().select_related("city", "invited_by", "person")
        return rows.prefetch_related("groups").order_by("-created_at", "-id")


class Invitation(models.Model):
    """One address invited to represent a city, or, by an administrator, to an office of the secretariat.

    ``person`` is known beforehand when people were imported and are invited later; else it is set on accepting. The
    link in the mail is signed with the row's number and ``sends``, so that only the last one sent lets in.
    """

    batch = models.ForeignKey(
        InvitationBatch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("batch"),
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=160, blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("person"),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("city"),
    )
    post_kind = models.CharField(
        _("role"), max_length=15, choices=Post.Kind, default=Post.Kind.REPRESENTATIVE
    )
    title = models.CharField(_("job title"), max_length=160, blank=True)
    office = models.CharField(
        _("office"), max_length=15, choices=Person.Office, default=Person.Office.NONE, blank=True
    )
    groups = models.ManyToManyField(
        Group, related_name="invitations", blank=True, verbose_name=_("working groups")
    )
    invited_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    sends = models.PositiveSmallIntegerField(_("times sent"), default=0)
    sent_at = models.DateTimeField(_("last sent at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("open until"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "email"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="invitation_latest"),
            models.Index(fields=["city", "-created_at", "-id"], name="invitation_latest_to_city"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "city"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="invitation_open_once",
                violation_error_message=_("This address has an open invitation already."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_ends_one_way",
                violation_error_message=_("An invitation is accepted or withdrawn, not both."),
            ),
            models.CheckConstraint(
                condition=Q(city__isnull=False, office="") | (Q(city__isnull=True) & ~Q(office="")),
                name="invitation_to_city_or_office",
                violation_error_message=_(
                    "An invitation is for a city or for an office of the secretariat."
                ),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="invitation_email_lower_case",
                violation_error_message=_("An e-mail address is kept in lower case."),
            ),
            models.CheckConstraint(
                condition=Q(sends=0, sent_at__isnull=True, expires_at__isnull=True)
                | Q(sends__gt=0, sent_at__isnull=False, expires_at__isnull=False),
                name="invitation_sent_has_its_times",
                violation_error_message=_(
                    "What was sent has its time, and a day on which it ends."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def has_expired(self) -> bool:
        """What was sent holds until ``expires_at``, and not at that moment any more."""
        return self.expires_at is not None and self.expires_at <= timezone.now()
