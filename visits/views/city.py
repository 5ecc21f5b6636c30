"""The list of member cities, and the page of one with its meetings."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.models import City, CityPicture, FormerAddress
from members.requests import ReaderRequest
from members.standing import standing_in
from portal.lib.kept import kept
from portal.lib.policies import everyone
from visits.listing import with_hosts_and_groups
from visits.maps import map_of_cities, map_of_city
from visits.models import Meeting

MEETINGS_SHOWN = 20


@everyone
@kept
@require_safe
def cities(request: ReaderRequest) -> HttpResponse:
    every = list(City.objects.members_by_country())
    context = {"cities": every, "map": map_of_cities(every) if every else None}
    return render(request, "visits/city/cities.html", context)


@everyone
@kept
@require_safe
def city(request: ReaderRequest, slug: str) -> HttpResponse:
    reader = request.reader
    shown = City.objects.with_other_names().filter(slug=slug).first()
    if shown is None:
        return _onward(slug)
    listed = Meeting.objects.listed_for(reader).for_lists().latest_first()
    hosted, visited = with_hosts_and_groups(
        listed.hosted_by(shown)[:MEETINGS_SHOWN],
        listed.visited_by(shown).not_hosted_by(shown)[:MEETINGS_SHOWN],
    )
    context = {
        "city": shown,
        "standing": standing_in(shown.memberships.all()),
        "picture": shown.pictures.filter(width=CityPicture.Width.SMALL).first(),
        "mandates": shown.mandates.current().select_related("group"),
        "map": map_of_city(shown, visited),
        "hosted": hosted,
        "visited": visited,
        "posts": shown.posts.current().select_related("person") if reader.is_member else None,
    }
    return render(request, "visits/city/city.html", context)


def _onward(slug: str) -> HttpResponse:
    """From the address of a record that was merged to the city that it became."""
    former = get_object_or_404(FormerAddress.objects.select_related("city"), slug=slug)
    return HttpResponsePermanentRedirect(former.city.get_absolute_url())
