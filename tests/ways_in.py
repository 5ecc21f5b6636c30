"""Rows of the ways into the portal, as tests/factories.py makes the others: domains, invitations, requests, changes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from members.models import (
    AccessRequest,
    AddressChange,
    City,
    CityDomain,
    Consent,
    Group,
    GroupRequest,
    Invitation,
    Person,
    Post,
)
from tests.factories import make_city, make_group, make_person, make_post


def make_coordinator(city: City | None = None, name: str | None = None) -> Person:
    """A person who decides who represents ``city``."""
    person = make_person(name)
    make_post(person=person, city=city or make_city(), kind=Post.Kind.COORDINATOR)
    return person


def make_domain(city: City, domain: str = "utrecht.example") -> CityDomain:
    return CityDomain.objects.create(city=city, domain=domain)


def make_invitation(
    email: str = "colleague@example.org",
    *,
    city: City | None = None,
    groups: tuple[Group, ...] = (),
    **fields: Any,
) -> Invitation:
    """An invitation that was sent once and is open for a fortnight more; ``sends=0`` for one that was not."""
    if not fields.get("office"):
        fields["city"] = city or make_city()
    if fields.setdefault("sends", 1):
        now = timezone.now()
        fields = {"sent_at": now, "expires_at": now + timedelta(days=14)} | fields
    invitation = Invitation.objects.create(email=email, **fields)
    invitation.groups.set(groups)
    return invitation


def make_access_request(
    email: str = "someone@utrecht.example", *, city: City | None = None, **fields: Any
) -> AccessRequest:
    """A request whose address is confirmed, and which nobody answered yet."""
    now = timezone.now()
    fields = {
        "name": "Utrecht policy officer",
        "confirmed_at": now,
        "to_staff_at": now + timedelta(days=5),
    } | fields
    return AccessRequest.objects.create(email=email, city=city or make_city(), **fields)


def make_group_request(
    *, person: Person, group: Group | None = None, city: City, **fields: Any
) -> GroupRequest:
    fields = {"to_staff_at": timezone.now() + timedelta(days=5)} | fields
    return GroupRequest.objects.create(
        person=person, group=group or make_group(), city=city, **fields
    )


def make_address_change(
    *, person: Person, email: str = "new@example.org", **fields: Any
) -> AddressChange:
    fields = {"expires_at": timezone.now() + timedelta(days=2)} | fields
    return AddressChange.objects.create(person=person, email=email, **fields)


def make_consent(*, person: Person, **fields: Any) -> Consent:
    fields = {"kind": Consent.Kind.KEEP_NEEDS, "wording": "Keep my diet and access needs."} | fields
    return Consent.objects.create(person=person, **fields)
