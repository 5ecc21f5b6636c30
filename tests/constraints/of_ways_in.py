"""Invitations, requests, changes of address, consents: what breaks their constraints."""

from django.utils import timezone

from members.models import (
    AccessRequest,
    AddressChange,
    CityDomain,
    Consent,
    GroupRequest,
    GroupYear,
    Invitation,
    Person,
)
from portal.models import Mention
from tests import factories as make
from tests import ways_in
from tests.constraints.register import breaks


@breaks("person_erased_is_nobody")
def _() -> Person:
    return Person(name="Erased", password="!", erased_at=timezone.now())


@breaks("city_domain_is_a_domain")
def _() -> CityDomain:
    return CityDomain(city=make.make_city(), domain="Utrecht.nl")


@breaks("group_year_once")
def _() -> GroupYear:
    group = make.make_group()
    GroupYear.objects.create(group=group, year=2030, objectives="<p>More trees.</p>")
    return GroupYear(group=group, year=2030, objectives="<p>Still more trees.</p>")


@breaks("consent_given_once")
def _() -> Consent:
    consent = ways_in.make_consent(person=make.make_person())
    return Consent(person=consent.person, kind=consent.kind, wording="Keep them.")


def an_invitation(**fields: object) -> Invitation:
    fields = {"email": "new@example.org", "city": make.make_city()} | fields
    return Invitation(**fields)


@breaks("invitation_open_once")
def _() -> Invitation:
    first = ways_in.make_invitation()
    return an_invitation(email=first.email, city=first.city)


@breaks("invitation_ends_one_way")
def _() -> Invitation:
    return an_invitation(accepted_at=timezone.now(), withdrawn_at=timezone.now())


@breaks("invitation_to_city_or_office")
def _() -> Invitation:
    return an_invitation(office=Person.Office.STAFF)


@breaks("invitation_email_lower_case")
def _() -> Invitation:
    return an_invitation(email="New@example.org")


@breaks("invitation_sent_has_its_times")
def _() -> Invitation:
    return an_invitation(sends=1)


def a_request(**fields: object) -> AccessRequest:
    fields = {"email": "new@example.org", "name": "Officer", "city": make.make_city()} | fields
    return AccessRequest(**fields)


@breaks("access_request_answered_once")
def _() -> AccessRequest:
    return a_request(answer="granted")


@breaks("access_request_open_once")
def _() -> AccessRequest:
    first = ways_in.make_access_request()
    return a_request(email=first.email, city=first.city)


@breaks("access_request_email_lower_case")
def _() -> AccessRequest:
    return a_request(email="New@example.org")


@breaks("group_request_answered_once")
def _() -> GroupRequest:
    city = make.make_city()
    return GroupRequest(
        person=make.make_person(), group=make.make_group(), city=city, answer="refused"
    )


@breaks("group_request_open_once")
def _() -> GroupRequest:
    first = ways_in.make_group_request(person=make.make_person(), city=make.make_city())
    return GroupRequest(person=first.person, group=first.group, city=first.city)


def a_change(**fields: object) -> AddressChange:
    fields = {"email": "new@example.org", "expires_at": timezone.now()} | fields
    return AddressChange(**fields)


@breaks("address_change_open_once")
def _() -> AddressChange:
    first = ways_in.make_address_change(person=make.make_person())
    return a_change(person=first.person)


@breaks("address_change_ends_one_way")
def _() -> AddressChange:
    now = timezone.now()
    return a_change(person=make.make_person(), confirmed_at=now, taken_back_at=now)


@breaks("address_change_email_lower_case")
def _() -> AddressChange:
    return a_change(person=make.make_person(), email="New@example.org")


MENTION = {"person_id": 1, "subject_type": "meeting", "subject_id": 1, "field": "report"}


@breaks("mention_once")
def _() -> Mention:
    Mention.objects.create(**MENTION)
    return Mention(**MENTION)


@breaks("mention_decided_has_its_time")
def _() -> Mention:
    return Mention(**MENTION, decision="kept")
