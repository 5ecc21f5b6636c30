"""The desk's list of cities, and adding one by hand."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.actions import cities as actions
from members.forms.cities import CityFilter, CityForm
from members.manage.pages import FormPage, form_methods, posted, show
from members.models import City
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff

CITIES_ON_A_PAGE = 50


@staff
@require_safe
def cities(request: ReaderRequest) -> HttpResponse:
    form = CityFilter(request.GET, auto_id="filter-%s")
    found = form.narrowed(City.objects.for_desk())
    asked = {name: form.data[name] for name in form.fields if form.data.get(name)}
    context: dict[str, Any] = {
        "form": form,
        "page": Paginator(found, CITIES_ON_A_PAGE).get_page(request.GET.get("page")),
        "asked": urlencode(asked) + "&" if asked else "",
    }
    return render(request, "members/manage/city/cities.html", context)


@staff
@form_methods
def add_city(request: ReaderRequest) -> HttpResponse:
    page = FormPage(
        heading=_("Add a city"),
        words=_("Look for it in the list first, under its other names too: a city is added once."),
        button=_("Add the city"),
        above=((_("Cities"), reverse("manage_cities")),),
    )
    form = CityForm(posted(request))
    if form.is_valid() and (
        added := attempt(form, actions.add_city, by=request.reader.person, **form.cleaned_data)
    ):
        said = _("%(city)s is added. It is no member of the network yet.")
        messages.success(request, said % {"city": added.value.name})
        return HttpResponseRedirect(reverse("manage_city", args=[added.value.slug]))
    return show(request, page, form)
