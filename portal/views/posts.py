"""Ending a colleague's post."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.delegation import coordinators_of
from members.models import Post
from members.permissions import may_decide_for
from members.reader import Reader
from members.requests import ReaderRequest
from portal import handover
from portal.handover import Thing
from portal.lib.policies import signed_in
from portal.post_forms import EndForm


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def city_post_end(request: ReaderRequest, post_id: int) -> HttpResponse:
    """When it ends, and who takes over what."""
    post = open_post(request.reader, post_id)
    form = EndForm(
        request.POST if request.method == "POST" else None,
        post=post,
        contacts_too=request.reader.is_staff,
    )
    if form.is_bound and form.is_valid():
        try:
            left = handover.end_post(
                post=post, until=form.until, successors=form.successors, by=request.user
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            say_ended(request, post, form, left)
            return redirect(_onward(request, post))
    context = {
        "post": post,
        "form": form,
        "is_last_coordinator": coordinators_of(post.city) == [post.person],
        "is_mine": post.person == request.user,
    }
    return render(request, "portal/city_desk/end.html", context)


def _onward(request: ReaderRequest, post: Post) -> str:
    if post.person == request.user:
        return reverse("my")
    if request.reader.is_staff:
        return post.city.get_absolute_url()
    return f"{reverse('my_city')}?city={post.city.slug}"


def open_post(reader: Reader, post_id: int) -> Post:
    """A post that lasts or is to come, for those who decide for its city."""
    posts = Post.objects.not_over().select_related("person", "city")
    post: Post = get_object_or_404(posts, pk=post_id)
    if not may_decide_for(reader, post.city):
        raise PermissionDenied
    return post


def say_ended(request: HttpRequest, post: Post, form: EndForm, left: list[Thing]) -> None:
    """What was done, and what is left to decide."""
    said = {
        "name": post.person.name,
        "city": post.city.name,
        "day": date_format(form.until, "j F Y"),
    }
    if form.until < timezone.localdate():
        done = _("The post of %(name)s in %(city)s is over.") % said
    else:
        done = _("The post of %(name)s in %(city)s ends with %(day)s.") % said
    messages.success(request, done)
    if left:
        number = len(left)
        what = ngettext(
            "%(number)s thing is left to be decided: %(what)s.",
            "%(number)s things are left to be decided: %(what)s.",
            number,
        )
        words = ", ".join(str(thing) for thing in left)
        messages.warning(request, what % {"number": number, "what": words})
