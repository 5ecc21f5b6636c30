"""The page on which a request for access is read and answered, the same for coordinators and for staff."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.actions import access as acts
from members.forms.access import GrantForm, RefuseForm
from members.models import AccessRequest
from members.models.asking import AskingQuerySet
from members.permissions import may_answer
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import coordinators


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def my_request(request: ReaderRequest, number: int) -> HttpResponse:
    """A request to a city that this reader coordinates."""
    mine = AccessRequest.objects.listed_for(request.reader)
    return answer_page(request, mine.of_cities(request.reader.coordinated_city_ids), number)


def answer_page(request: ReaderRequest, listed: AskingQuerySet, number: int) -> HttpResponse:
    asked = get_object_or_404(listed.select_related("city", "answered_by", "person"), pk=number)
    is_mine = may_answer(request.reader, asked, asked.city)
    grant, refuse = GrantForm(initial={"title": asked.title}), RefuseForm()
    if request.method == "POST":
        if asked.answer:
            messages.warning(request, _("This request is answered already; nothing was changed."))
            return HttpResponseRedirect(request.path)
        if not is_mine:
            raise PermissionDenied
        what = request.POST.get("act", "")
        if what == "refuse":
            refuse = RefuseForm(request.POST)
            said = _("%(name)s is told why not.") % {"name": asked.name}
            done = _do(request, refuse, acts.refuse, asked, said)
        else:
            grant = GrantForm(request.POST)
            said = _("%(name)s represents %(city)s from today on, and gets a mail.") % {
                "name": asked.name,
                "city": asked.city.name,
            }
            done = _do(request, grant, acts.grant, asked, said)
        if done:
            return HttpResponseRedirect(request.path)
    context = {"asked": asked, "may_answer": is_mine, "grant": grant, "refuse": refuse}
    return render(request, "members/access/request.html", context)


def _do(
    request: ReaderRequest, form: Any, action: Callable[..., Any], asked: AccessRequest, said: str
) -> bool:
    """Do what the form asks for; whether it was done."""
    if form.is_valid() and attempt(form, action, asked=asked, by=request.user, **form.cleaned_data):
        messages.success(request, said)
        return True
    return False
