"""How a coordinator's pages open a city's delegation to a meeting, and one registration of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from members.models import Person
from members.reading import open_or_refuse
from visits.forms.colleagues import Known
from visits.models import Meeting, Registration
from visits.registration.delegation import (
    Delegation,
    Line,
    delegation_of,
    meetings_with_registration,
)

if TYPE_CHECKING:
    from members.models import City
    from members.reader import Reader

OPENED_WITH: Final = ("registration_settings", "staff_contact", "lead_group__staff_contact")


def coordinated_cities(reader: Reader) -> list[City]:
    """Those for which the reader decides today."""
    return [post.city for post in reader.posts if post.city_id in reader.coordinated_city_ids]


def chosen_city(reader: Reader, slug: str) -> City:
    """The one that the page names, else the first; another city is nobody's to look at here."""
    found = [city for city in coordinated_cities(reader) if slug in {"", city.slug}]
    if not found:
        raise PermissionDenied
    return found[0]


def open_delegation(reader: Reader, slug: str, city: City) -> Delegation:
    """Of a meeting to come with registration here, which the reader may open or the city's people are registered for."""
    meetings = meetings_with_registration(city, reader).filter(slug=slug)
    meeting = meetings.select_related(*OPENED_WITH).first()
    if meeting is None:
        open_or_refuse(Meeting.objects.all(), reader, slug=slug)
        raise Http404
    return delegation_of(meeting, city)


def open_line(reader: Reader, slug: str, registration_id: int) -> tuple[Delegation, Line | None]:
    """One registration of a city that the reader coordinates; without a line once it is over. Others are 404."""
    mine = Registration.objects.filter(city__in=reader.coordinated_city_ids, meeting__slug=slug)
    found = mine.select_related("city").filter(pk=registration_id).first()
    if found is None or found.city is None:
        raise Http404
    delegation = open_delegation(reader, slug, found.city)
    return delegation, delegation.line_of(found)


def known_in(delegation: Delegation) -> Known:
    """Who represents the city today, by name, and who of them is registered already."""
    people = Person.objects.with_post_in(delegation.city).order_by("name_key")
    return Known(list(people), delegation.registered)


def address_of(delegation: Delegation) -> str:
    """The page of the delegation, of the right city where somebody coordinates several."""
    page = reverse("my_city_delegation", args=[delegation.meeting.slug])
    return f"{page}?city={delegation.city.slug}"
