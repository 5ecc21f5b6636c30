"""Invitations: the way into the portal, one address each, many at once."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.city import City
from members.models.group import Group
from members.models.person import Person, Post


class InvitationBatch(models.Model):
    """Invitations that were asked for together; a job sends them, and its progress is what they say of themselves."""

    invited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now)

    class Meta:
        verbose_name = _("batch of invitations")
        verbose_name_plural = _("batches of invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


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

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "email"]
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
