"""A list of cities at the desk: uploaded, looked at line by line, and brought in by a button."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members import city_table
from members.actions.city_import import import_cities
from members.forms.city_list import CityListForm
from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.policies import staff


@staff
@form_methods
def city_import(request: ReaderRequest) -> HttpResponse:
    """Without a press on the last button nothing is kept: the first look is the import itself, taken back."""
    form = CityListForm(posted(request), request.FILES or None)
    context = {
        "heading": _("Import a list of cities"),
        "of_what": _("City"),
        "form": form,
        "columns": city_table.COLUMNS,
        "steps": _steps(),
    }
    if form.is_valid():
        imported = import_cities(
            lines=form.cleaned_data["lines"],
            is_dry_run=not form.cleaned_data["is_final"],
            by=request.reader.person,
        )
        if imported.is_kept:
            said = _("The list is in: %(added)d added, %(changed)d changed, %(same)d as they were.")
            counts = {
                "added": imported.added,
                "changed": imported.changed,
                "same": imported.unchanged,
            }
            messages.success(request, said % counts)
            return HttpResponseRedirect(reverse("manage_cities"))
        context |= {"imported": imported, "text": form.cleaned_data["text"]}
    return render(request, "members/manage/city/import.html", context)


def _steps() -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("manage")), (_("Cities"), reverse("manage_cities"))]
