"""One person at the desk: posts, groups and ways in, and what staff may do about them. Passwords and codes are not shown."""

from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import permissions
from members.actions import factors, offices
from members.forms.person import LossForm, OfficeForm
from members.languages import names_of
from members.models import Person
from members.requests import ReaderRequest
from members.second_factor import ways_of
from portal.lib.policies import administrators, staff

ROWS_A_PAGE: Final = 50
Steps = list[tuple[str, str]]


@staff
@require_safe
def people(request: ReaderRequest) -> HttpResponse:
    """Everybody, by name, or those whose name or address holds what is looked for."""
    # The database refuses this sign.
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = Person.objects.looked_for(words)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "words": words,
        "query": f"{query.urlencode()}&" if query else "",
        "steps": _steps()[:1],
    }
    return render(request, "members/manage/person/people.html", context)


@staff
@require_safe
def person(request: ReaderRequest, person_id: int) -> HttpResponse:
    found = get_object_or_404(Person, pk=person_id)
    context = {
        "person": found,
        "languages": names_of(found.languages),
        "posts": found.posts.select_related("city").order_by("-starts_on"),
        "groups": found.group_memberships.select_related("group").order_by("group__name"),
        "mandates": found.mandates.select_related("group", "city").order_by("group__name"),
        "ways": list(ways_of(found).values()),
        "sessions": UserSession.objects.filter(user=found).count(),
        "change": found.address_changes.open().first(),
        "may_manage": permissions.may_manage(request.reader, found),
        "may_vouch": permissions.may_vouch_for(request.reader, found),
        "may_give_office": _may_give_office(request, found),
        "steps": _steps(),
    }
    return render(request, "members/manage/person/person.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def reset_factors(request: ReaderRequest, person_id: int) -> HttpResponse:
    """Takes away the factors of someone who lost them."""
    found = _managed(request, person_id)
    form = LossForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        factors.reset_factors(
            person=found,
            reason=factors.LossReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            by=request.user,
        )
        messages.success(request, _("The factors are taken away, and the person was told."))
        return redirect("manage_person", found.pk)
    return _form(request, "members/manage/person/factors.html", found, form)


@staff
@require_POST
def close_login(request: ReaderRequest, person_id: int) -> HttpResponse:
    found = _managed(request, person_id)
    try:
        offices.close_login(person=found, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The login is closed, and the person was told."))
    return redirect("manage_person", found.pk)


@staff
@require_POST
def open_login(request: ReaderRequest, person_id: int) -> HttpResponse:
    found = _managed(request, person_id)
    offices.open_login(person=found, by=request.user)
    messages.success(request, _("The login is open again, and the person was told."))
    return redirect("manage_person", found.pk)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: ReaderRequest, person_id: int) -> HttpResponse:
    """Gives or takes an office."""
    found = get_object_or_404(Person, pk=person_id)
    if not _may_give_office(request, found):
        raise PermissionDenied
    form = OfficeForm(request.POST or None, initial={"office": found.office})
    if request.method == "POST" and form.is_valid():
        given = Person.Office(form.cleaned_data["office"])
        try:
            offices.give_office(person=found, office=given, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The office is changed, and the person was told."))
            return redirect("manage_person", found.pk)
    return _form(request, "members/manage/person/office.html", found, form)


def _managed(request: ReaderRequest, person_id: int) -> Person:
    found = get_object_or_404(Person, pk=person_id)
    if not permissions.may_manage(request.reader, found):
        raise PermissionDenied
    return found


def _may_give_office(request: ReaderRequest, found: Person) -> bool:
    """An administrator, but not about the own office: so one remains."""
    is_other = request.user != found
    return request.reader.is_administrator and is_other and found.is_active


def _form(request: ReaderRequest, template: str, found: Person, form: object) -> HttpResponse:
    steps = [*_steps(), (found.name, reverse("manage_person", args=[found.pk]))]
    return render(request, template, {"person": found, "form": form, "steps": steps})


def _steps() -> Steps:
    return [(_("Desk"), reverse("manage")), (_("All people"), reverse("manage_everyone"))]
