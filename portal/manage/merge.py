"""Merging two records of one city: choose the one that stays, look at what moves, confirm."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from members.models import City
from members.requests import ReaderRequest
from portal.lib.policies import staff
from portal.lib.select import LongSelect
from portal.merging.cities import merge_cities


class MergeForm(forms.Form):
    """The record that stays; ``gone`` is the other."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("The record that stays"),
        queryset=City.objects.none(),
        to_field_name="slug",
        widget=LongSelect,
        empty_label=gettext_lazy("Choose"),
        error_messages={"invalid_choice": gettext_lazy("There is no such city: choose one.")},
    )

    def __init__(self, data: Any, *, gone: City) -> None:
        super().__init__(data)
        self.fields["into"].queryset = City.objects.other_than(gone)  # type: ignore[attr-defined]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: ReaderRequest, slug: str) -> HttpResponse:
    """A GET looks at it: the merge is done and taken back. A POST keeps it."""
    gone = get_object_or_404(City, slug=slug)
    data = request.POST if request.method == "POST" else request.GET
    form = MergeForm(data if "into" in data else None, gone=gone)
    merged = None
    if form.is_valid():
        is_final = request.method == "POST"
        try:
            merged = merge_cities(
                gone=gone,
                kept=form.cleaned_data["into"],
                by=request.reader.person,
                is_dry_run=not is_final,
            )
        except ValidationError as error:
            form.add_error("into", error)
        else:
            if is_final:
                said = _("%(gone)s is merged into %(kept)s; its old address leads here.")
                messages.success(request, said % {"gone": gone.name, "kept": merged.kept.name})
                return HttpResponseRedirect(reverse("manage_city", args=[merged.kept.slug]))
    context = {"city": gone, "form": form, "merged": merged, "steps": _steps(gone)}
    return render(request, "portal/manage/merge.html", context)


def _steps(city: City) -> list[tuple[str, str]]:
    return [
        (_("Desk"), reverse("manage")),
        (_("Cities"), reverse("manage_cities")),
        (city.name, reverse("manage_city", args=[city.slug])),
    ]
