"""People who hold no post and no office any more: when what is kept about them goes, and how."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from members.models import Consent, Group, Person, Post
from portal import erasure
from visits.models import Meeting

KEPT: Final = timedelta(days=3 * 365)
# So long before, the desk's page says who will become nameless.
ANNOUNCED: Final = timedelta(days=90)
NEEDS: Final = {"diet": "", "access_needs": ""}
PROFILE: Final = NEEDS | {"phone": "", "languages": []}


def out_of_office(before: datetime) -> QuerySet[Person]:
    """Those without an office, whose last post (or, had they none, their record) ended before that day."""
    day = timezone.localdate(before)
    lasting = Post.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person=OuterRef("pk"))
    return Person.objects.filter(
        ~Exists(lasting),
        office=Person.Office.NONE,
        erased_at__isnull=True,
        created_at__lt=before,
    )


# Profiles ----------------------------------------------------------------------------------------


def needs_without_consent() -> QuerySet[Person]:
    """Diet and access needs are kept on consent alone; whatever wrote them without one is corrected."""
    consents = Consent.objects.standing().filter(
        person=OuterRef("pk"), kind=Consent.Kind.KEEP_NEEDS
    )
    return Person.objects.exclude(**NEEDS).filter(~Exists(consents))


def empty_needs(people: QuerySet[Any]) -> None:
    people.update(**NEEDS)


def with_profile(before: datetime) -> QuerySet[Person]:
    consents = Consent.objects.standing().filter(person=OuterRef("pk"))
    return out_of_office(before).filter(~Q(**PROFILE) | Exists(consents))


def empty_profiles(people: QuerySet[Any]) -> None:
    Consent.objects.standing().filter(person__in=people).update(withdrawn_at=timezone.now())
    people.update(**PROFILE)


# Records -----------------------------------------------------------------------------------------


def nameable(before: datetime) -> QuerySet[Person]:
    """Those who were out of office long enough, and neither logged in nor had to do with a meeting since."""
    day = timezone.localdate(before)
    since = Meeting.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    had_to_do = (
        since.filter(organisers__person=OuterRef("pk")),
        since.filter(attendance__person=OuterRef("pk")),
        since.filter(registrations__person=OuterRef("pk")),
        since.filter(days__items__speakers__person=OuterRef("pk")),
        since.filter(staff_contact=OuterRef("pk")),
        Group.objects.open().filter(staff_contact=OuterRef("pk")),
    )
    return out_of_office(before).filter(
        Q(last_login=None) | Q(last_login__lt=before), *(~Exists(found) for found in had_to_do)
    )


def soon_nameless(now: datetime) -> QuerySet[Person]:
    """Whom the rule reaches within the next 90 days, so that staff may look at it before."""
    return nameable(now - KEPT + ANNOUNCED).order_by("name_key")


def erase_all(people: QuerySet[Any]) -> None:
    for person in people:
        erasure.erase(person=person, by=None, reason=erasure.Reason.TERM)
