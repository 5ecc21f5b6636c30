"""Places in working groups: asked for and given up on the group's page, given and answered by those who decide."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.actions import places
from members.forms.places import AnswerForm
from members.models import City, Group, GroupRequest, Post
from members.permissions import may_answer, may_decide_for
from members.reader import Reader
from members.requests import ReaderRequest
from portal.lib import digits
from portal.lib.policies import signed_in, staff

form = require_http_methods(["GET", "HEAD", "POST"])


# On the group's page ------------------------------------------------------------------------------


@signed_in
@form
def group_join(request: ReaderRequest, slug: str) -> HttpResponse:
    """Asks for a place; who decides for the city takes it."""
    group, city = get_object_or_404(Group, slug=slug), _city_of(request)
    if request.method == "POST" and city.pk in request.reader.coordinated_city_ids:
        said = _("You have a place in %(group)s for %(city)s.")
        _try(
            request,
            lambda: places.nominate(person=request.user, city=city, group=group, by=request.user),
            said % {"group": group.name, "city": city.name},
        )
    elif request.method == "POST":
        said = _("Your request for %(city)s is kept. The answer comes by mail.")
        _try(
            request,
            lambda: places.ask_for_place(
                person=request.user, city=city, group=group, by=request.user
            ),
            said % {"city": city.name},
        )
    return redirect(group)


@signed_in
@form
def group_take_back(request: ReaderRequest, slug: str) -> HttpResponse:
    """Takes one's request back."""
    group = get_object_or_404(Group, slug=slug)
    if request.method == "POST":
        _try(
            request,
            lambda: places.take_back_request(person=request.user, group=group, by=request.user),
            _("Your request is taken back."),
        )
    return redirect(group)


@signed_in
@form
def group_leave(request: ReaderRequest, slug: str) -> HttpResponse:
    """Gives one's place up."""
    group = get_object_or_404(Group, slug=slug)
    if request.method == "POST":
        _try(
            request,
            lambda: places.give_up_place(person=request.user, group=group, by=request.user),
            _("You gave up your place in %(group)s.") % {"group": group.name},
        )
    return redirect(group)


# On a colleague's page ----------------------------------------------------------------------------


@signed_in
@form
def city_nominate(request: ReaderRequest, post_id: int) -> HttpResponse:
    post, group = _post_and_group(request, post_id)
    if group is not None:
        said = {"name": post.person.name, "group": group.name}
        _try(
            request,
            lambda: places.nominate(
                person=post.person, city=post.city, group=group, by=request.user
            ),
            _("%(name)s has a place in %(group)s.") % said,
        )
    return redirect("city_post", post.pk)


@signed_in
@form
def city_withdraw(request: ReaderRequest, post_id: int) -> HttpResponse:
    post, group = _post_and_group(request, post_id)
    if group is not None:
        said = {"name": post.person.name, "group": group.name}
        _try(
            request,
            lambda: places.withdraw(
                person=post.person, city=post.city, group=group, by=request.user
            ),
            _("%(name)s no longer has a place in %(group)s.") % said,
        )
    return redirect("city_post", post.pk)


# Answers ------------------------------------------------------------------------------------------


@signed_in
@never_cache
@form
def place_request(request: ReaderRequest, request_id: int) -> HttpResponse:
    """One request for a place, and the answer to it."""
    asked = get_object_or_404(
        GroupRequest.objects.select_related("person", "group", "city"), pk=request_id
    )
    if not _may_read(request.reader, asked):
        raise PermissionDenied
    answer = AnswerForm(request.POST if request.method == "POST" else None)
    may = may_answer(request.reader, asked, asked.city)
    if answer.is_bound and may and answer.is_valid():
        try:
            _give_answer(request, asked, answer)
        except ValidationError as error:
            answer.add_error(None, error.messages)
        else:
            return redirect(_where_answers_are(request))
    context = {
        "asked": asked,
        "form": answer,
        "may_answer": may,
        "posts": asked.person.posts.current().filter(city=asked.city),
        "others": Post.objects.current()
        .filter(city=asked.city, person__in=_members_of(asked.group))
        .select_related("person"),
    }
    return render(request, "members/place/request.html", context)


@staff
@never_cache
@require_safe
def manage_places(request: ReaderRequest) -> HttpResponse:
    """Requests for places that cities did not answer in time, or cannot."""
    waiting = GroupRequest.objects.waiting().select_related("person", "group", "city")
    context = {
        "passed": waiting.passed_to_staff(),
        "with_cities": waiting.exclude(pk__in=waiting.passed_to_staff()),
    }
    return render(request, "members/place/waiting.html", context)


# What several of them need ------------------------------------------------------------------------


def _try(request: ReaderRequest, act: Callable[[], object], done: str) -> None:
    """Act, and say on the next page what came of it."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)


def _city_of(request: ReaderRequest) -> City:
    """The member city for which the reader asks: the one that was chosen, or the only one."""
    mine = [post.city for post in request.reader.posts if getattr(post, "is_in_member_city", False)]
    chosen = request.POST.get("city", "")
    found = next((city for city in mine if chosen in {"", city.slug}), None)
    if found is None:
        raise PermissionDenied
    return found


def _post_and_group(request: ReaderRequest, post_id: int) -> tuple[Post, Group | None]:
    """The colleague's post, for who decides for its city, and the group that was sent with the form, if one was."""
    post = get_object_or_404(Post.objects.current().select_related("person", "city"), pk=post_id)
    if not may_decide_for(request.reader, post.city):
        raise PermissionDenied
    group = Group.objects.filter(pk=digits.number(request.POST.get("group", ""))).first()
    if request.method == "POST" and group is None:
        messages.warning(request, _("No group was chosen. Nothing was changed."))
    return post, group


def _may_read(reader: Reader, asked: GroupRequest) -> bool:
    """Those who may answer, now or in time, also when it is answered."""
    return reader.is_staff or asked.city_id in reader.coordinated_city_ids


def _give_answer(request: ReaderRequest, asked: GroupRequest, answer: AnswerForm) -> None:
    said = {"name": asked.person.name, "group": asked.group.name}
    if answer.cleaned_data["answer"] == AnswerForm.GRANT:
        places.grant_place(asked=asked, by=request.user)
        messages.success(request, _("%(name)s has a place in %(group)s, and was told.") % said)
    else:
        reason = answer.cleaned_data["reason"]
        places.refuse_place(asked=asked, reason=reason, by=request.user)
        messages.success(request, _("%(name)s was told that the answer is no.") % said)


def _where_answers_are(request: ReaderRequest) -> str:
    return reverse("my_city" if request.reader.coordinated_city_ids else "manage_places")


def _members_of(group: Group) -> object:
    return group.memberships.current().values("person")
