"""The desk's list of places that name somebody who was erased, and the decision about each."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from portal.mentions import decide, located
from portal.models import Mention

A_PAGE = 50


class DecisionForm(forms.Form):
    """A place that waits, and what is decided about it."""

    mention = forms.ModelChoiceField(label=_("Place"), queryset=Mention.objects.all())
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[choice for choice in Mention.Decision.choices if choice[0]],
    )


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mentions(request: ReaderRequest) -> HttpResponse:
    """What is open comes first."""
    form = DecisionForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        chosen = form.cleaned_data
        decision = Mention.Decision(chosen["decision"])
        if attempt(form, decide, mention=chosen["mention"], decision=decision, by=request.user):
            messages.success(request, _("Your decision is kept."))
            return redirect(request.get_full_path())
    listed = Mention.objects.order_by(
        F("decided_at").desc(nulls_first=True), "person_id", "subject_type", "subject_id", "field"
    )
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "places": located(page.object_list), "form": form}
    return render(request, "portal/mentions/mentions.html", context)
