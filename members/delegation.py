"""Who decides for a city, who speaks for it, and when a question passes from the city to staff."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from members.models import City, Person, Post
from members.models.periods import lasts_on
from portal.lib.working_days import working_days_after

# So long a city's coordinators alone have to answer.
WORKING_DAYS_TO_ANSWER: Final = 3


def coordinators_of(city: City, day: date | None = None) -> list[Person]:
    """Those who decide for the city on ``day``, today when none is given, by name: who can log in and be written to."""
    posts = Post.objects.deciding(day).filter(city=city)
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("name_key"))


def colleagues_after(day: date, city: City) -> QuerySet[Person]:
    """Those who hold a post in the city today and the day after ``day``: what is passed on is passed to them."""
    posts = Post.objects.filter(lasts_on(), lasts_on(day + timedelta(days=1)), city=city)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("name_key")


def passes_to_staff_at(city: City, asked_at: datetime | None = None) -> datetime:
    """When a question to a city may be answered by staff as well: at once where nobody decides for the city."""
    asked_at = asked_at or timezone.now()
    if not coordinators_of(city):
        return asked_at
    return working_days_after(
        asked_at,
        WORKING_DAYS_TO_ANSWER,
        country_code=city.country_code,
        time_zone=city.time_zone,
    )
