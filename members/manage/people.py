"""People who are known and have no account yet: brought in by a list, and invited in waves."""

from typing import Final, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from members import people_table
from members.actions.invitations import invite_known
from members.actions.people_import import import_people
from members.forms.people_list import PeopleListForm
from members.models import City, Post
from members.models.person import PostQuerySet
from members.requests import ReaderRequest
from portal.lib.policies import staff
from portal.lib.select import LongSelect

ROWS_A_PAGE: Final = 50


class CityChoice(forms.Form):
    """Of one city, or of all."""

    city = forms.ModelChoiceField(
        label=gettext_lazy("City"),
        queryset=City.objects.members(),
        to_field_name="slug",
        required=False,
        widget=LongSelect,
        empty_label=gettext_lazy("All cities"),
    )

    def narrowed(self, posts: PostQuerySet) -> PostQuerySet:
        """The posts asked for; none when no such city is there, so that nobody is invited by mistake."""
        if not self.is_valid():
            return posts.none()
        city = self.cleaned_data["city"]
        return posts.filter(city=city) if city else posts


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def manage_people(request: ReaderRequest) -> HttpResponse:
    """Who could be invited, by city or all, and the button that invites them."""
    choice = CityChoice(request.POST if request.method == "POST" else request.GET)
    posts = choice.narrowed(Post.objects.all()).to_invite()
    if request.method == "POST":
        batch = invite_known(posts=posts, by=request.user)
        if batch is not None:
            return redirect("manage_invitation_batch", batch.pk)
        messages.warning(request, _("There was nobody left to invite here, so nothing was sent."))
        return redirect("manage_people")
    rows = posts.select_related("person", "city").order_by(
        "city__name_key", "person__name_key", "pk"
    )
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "choice": choice,
        "city": choice.cleaned_data.get("city") if choice.is_valid() else None,
        "page": page,
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "members/manage/people/people.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def manage_people_import(request: ReaderRequest) -> HttpResponse:
    """Without a press on the last button nothing is kept: the first look is the import itself, taken back."""
    form = PeopleListForm(request.POST or None, request.FILES or None)
    steps = [(_("Desk"), reverse("manage")), (_("People"), reverse("manage_people"))]
    context = {
        "heading": _("Import a list of people"),
        "of_what": _("Person"),
        "form": form,
        "columns": people_table.COLUMNS,
        "steps": steps,
    }
    if form.is_valid():
        imported = import_people(
            lines=cast("list[people_table.PersonLine]", form.cleaned_data["lines"]),
            is_dry_run=not form.cleaned_data["is_final"],
            by=request.reader.person,
        )
        if imported.is_kept:
            said = _(
                "The list is in: %(added)d added, %(changed)d changed, %(same)d as they were."
            ) % {
                "added": imported.added,
                "changed": imported.changed,
                "same": imported.unchanged,
            }
            messages.success(request, said)
            return HttpResponseRedirect(reverse("manage_people"))
        context |= {"imported": imported, "text": form.cleaned_data["text"]}
    return render(request, "members/manage/people/import.html", context)
