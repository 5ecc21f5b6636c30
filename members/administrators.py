"""Administrators: one of them is always left."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import Person


def refuse_last_administrator(person: Person) -> None:
    """Somebody must be left who can give offices.

    All of them are locked, in one order and before anything else, so that of two who end each other's office at once
    the second is refused.
    """
    administrators = Person.objects.filter(office=Person.Office.ADMINISTRATOR, is_active=True)
    if {one.pk for one in administrators.order_by("pk").select_for_update()} == {person.pk}:
        raise ValidationError(
            _(
                "This is the only administrator of the portal, so nothing was changed. Make somebody else an "
                "administrator first, then come back."
            )
        )
