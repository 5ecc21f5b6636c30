"""The secretariat's page of a post: the end of it, or the way to another city."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.delegation import coordinators_of
from members.models import Person, Post
from members.requests import ReaderRequest
from portal import handover
from portal.lib.policies import staff
from portal.post_forms import EndOrMoveForm
from portal.views.posts import open_post, say_ended


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage_post(request: ReaderRequest, post_id: int) -> HttpResponse:
    """Ends the post, or moves its holder to another city from the next day on."""
    post = open_post(request.reader, post_id)
    form = EndOrMoveForm(request.POST if request.method == "POST" else None, post=post)
    if form.is_bound and form.is_valid():
        try:
            moved = _done(request, post, form, request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect(moved.city.get_absolute_url())
    context = {
        "post": post,
        "form": form,
        "is_last_coordinator": coordinators_of(post.city) == [post.person],
    }
    return render(request, "portal/manage/post.html", context)


def _done(request: ReaderRequest, post: Post, form: EndOrMoveForm, by: Person) -> Post:
    """The post that the person holds then, or the one that ended."""
    given: dict[str, Any] = {"post": post, "successors": form.successors, "by": by}
    city = form.cleaned_data["city"]
    if city is None:
        say_ended(request, post, form, handover.end_post(until=form.until, **given))
        return post
    role = {name: form.cleaned_data[name] for name in ("kind", "title")}
    moved = handover.move_post(city=city, until=form.until, **role, **given)
    said = {
        "name": post.person.name,
        "city": city.name,
        "day": date_format(moved.starts_on, "j F Y"),
    }
    messages.success(request, _("%(name)s represents %(city)s from %(day)s on.") % said)
    return moved
