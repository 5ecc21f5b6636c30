"""Who is to approve a registration before it gets a seat."""

from __future__ import annotations

from collections.abc import Callable

from visits.models import Registration, RegistrationSettings

Approval = RegistrationSettings.Approval


def who_approves(
    settings: RegistrationSettings,
    *,
    is_of_group: Callable[[], bool],
    has_city: bool,
    decides_for_city: Callable[[], bool],
) -> Registration.By:
    """Of what somebody asks for in person or for a city: nobody for members of the group unless set otherwise, and not
    who would have to ask themselves. Who comes for no city is approved by staff.
    """
    approval = settings.approval
    if settings.approval_of_group != approval and is_of_group():
        approval = settings.approval_of_group
    if approval == Approval.NONE:
        return Registration.By.NOBODY
    if approval == Approval.STAFF or not has_city:
        return Registration.By.STAFF
    return Registration.By.NOBODY if decides_for_city() else Registration.By.CITY
