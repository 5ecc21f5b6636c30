"""My city: its people, what waits for its decision, and what is done about a colleague."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.actions.posts import change_post
from members.delegation import coordinators_of
from members.models import AccessRequest, City, GroupRequest, Person
from members.permissions import may_decide_for
from members.requests import ReaderRequest
from portal import city_desk
from portal.lib import digits
from portal.lib.policies import signed_in
from portal.post_forms import NominationForm, PostForm
from portal.views.posts import open_post
from visits.models import Registration


@signed_in
@never_cache
@require_safe
def my_city(request: ReaderRequest) -> HttpResponse:
    """For coordinators the desk, for representatives their colleagues; of several cities the one in ``?city=``."""
    cities = _my_cities(request)
    city = _chosen(cities, request.GET.get("city", ""))
    context = {
        "city": city,
        "cities": cities if len(cities) > 1 else [],
        "today": timezone.localdate(),
    }
    if city.pk not in request.reader.coordinated_city_ids:
        context |= {"colleagues": city_desk.delegation_of(city)}
        return render(request, "portal/city_desk/colleagues.html", context)
    context |= {
        "desk": city_desk.desk_of(city, request.reader),
        "access_requests": AccessRequest.objects.waiting().of_cities(frozenset({city.pk})),
        "group_requests": GroupRequest.objects.waiting()
        .of_cities(frozenset({city.pk}))
        .select_related("person", "group"),
        "registrations": Registration.objects.awaiting_city()
        .filter(city=city)
        .select_related("person", "meeting"),
    }
    return render(request, "portal/city_desk/city.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def city_post(request: ReaderRequest, post_id: int) -> HttpResponse:
    """One colleague: role and title, groups, and the way out."""
    post = open_post(request.reader, post_id)
    given = {"kind": post.kind, "title": post.title}
    form = PostForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        try:
            change_post(post=post, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("%(name)s: role and job title are kept.") % {"name": post.person.name}
            )
            return redirect("city_post", post.pk)
    context = {
        "post": post,
        "form": form,
        "memberships": post.person.group_memberships.current().select_related("group"),
        "nomination": NominationForm(person=post.person),
        "is_last_coordinator": coordinators_of(post.city) == [post.person],
        "is_mine": post.person == request.user,
    }
    return render(request, "portal/city_desk/post.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: ReaderRequest, slug: str) -> HttpResponse:
    """Name a colleague for something that is nobody's any more."""
    city = get_object_or_404(City, slug=slug)
    if not may_decide_for(request.reader, city):
        raise PermissionDenied
    back = redirect(f"{reverse('my_city')}?city={city.slug}")
    if request.method != "POST":
        return back
    chosen = digits.number(request.POST.get("person", ""))
    person = Person.objects.filter(pk=chosen).first()
    if person is None:
        messages.warning(request, _("Nobody was chosen. Nothing was changed."))
        return back
    try:
        city_desk.fill(city=city, key=request.POST.get("open", ""), person=person, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s takes it from now on.") % {"name": person.name})
    return back


def _my_cities(request: ReaderRequest) -> list[City]:
    """The member cities in which the reader holds a post, those that the reader decides for first."""
    reader = request.reader
    mine = [post.city for post in reader.posts if getattr(post, "is_in_member_city", False)]
    return sorted(mine, key=lambda city: city.pk not in reader.coordinated_city_ids)


def _chosen(cities: list[City], slug: str) -> City:
    found = [city for city in cities if slug in {"", city.slug}]
    if not found:
        raise PermissionDenied
    return found[0]
