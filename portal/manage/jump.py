"""Finding a meeting, a group, a city or a person of the desk by a few letters, and going there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import City, Group, Person
from members.reader import Reader
from members.requests import ReaderRequest
from portal.lib import dates
from portal.lib.names import fold
from portal.lib.policies import preparers
from visits.models import Meeting

MOST_OF_A_KIND: Final = 6


@dataclass(frozen=True)
class Goal:
    """Where one can go: its name, what it is, and its address at the desk."""

    name: str
    about: str
    address: str


@preparers
@require_safe
def jump(request: ReaderRequest) -> HttpResponse:
    """The page, or, asked by htmx, the list alone. Each reader finds what the own desk holds."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    goals = list(found_for(request.reader, words)) if words else []
    name = "portal/manage/_goals.html" if request.htmx else "portal/manage/jump.html"
    return render(request, name, {"words": words, "goals": goals})


def found_for(reader: Reader, words: str) -> Iterator[Goal]:
    """The latest meetings first, then groups, cities and people; at most six of a kind."""
    meetings = Meeting.objects.prepared_by(reader).looked_for(words).latest_first()
    for meeting in meetings[:MOST_OF_A_KIND]:
        yield Goal(
            meeting.title, dates.when(meeting), reverse("manage_meeting", args=[meeting.slug])
        )
    key = fold(words)
    groups = Group.objects.prepared_by(reader)
    for group in groups.filter(name_key__contains=key)[:MOST_OF_A_KIND]:
        yield Goal(group.name, _("working group"), reverse("manage_group", args=[group.slug]))
    if reader.is_staff:
        yield from _records(words, key)


def _records(words: str, key: str) -> Iterator[Goal]:
    """What the secretariat alone keeps."""
    for city in City.objects.filter(name_key__contains=key)[:MOST_OF_A_KIND]:
        yield Goal(city.name, city.country, reverse("manage_city", args=[city.slug]))
    for person in Person.objects.looked_for(words)[:MOST_OF_A_KIND]:
        cities = ", ".join(str(post.city) for post in getattr(person, "current_posts", ()))
        yield Goal(person.name, cities or _("person"), reverse("manage_person", args=[person.pk]))
