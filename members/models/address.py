"""A person's change to another e-mail address, open until it is confirmed there."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.person import Person


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def open(self) -> "AddressChangeQuerySet":
        """Neither confirmed nor taken back; the time may have run out."""
        return self.filter(confirmed_at__isnull=True, taken_back_at__isnull=True)


class AddressChange(models.Model):
    """Asked for by the person, or vouched for by a coordinator or staff when the old mailbox is gone."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="address_changes", verbose_name=_("person")
    )
    email = models.EmailField(_("new e-mail"))
    vouched_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vouched for by"),
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(confirmed_at__isnull=True, taken_back_at__isnull=True),
                name="address_change_open_once",
                violation_error_message=_("A change of this person's address is open already."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="address_change_ends_one_way",
                violation_error_message=_("A change is confirmed or taken back, not both."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="address_change_email_lower_case",
                violation_error_message=_("An e-mail address is kept in lower case."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.email}"

    @property
    def is_open(self) -> bool:
        """Whether the link that was sent for it still works."""
        is_ended = self.confirmed_at is not None or self.taken_back_at is not None
        return not is_ended and self.expires_at > timezone.now()
