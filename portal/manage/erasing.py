"""Erasing a person at the desk: finding whom, and saying why."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Person
from members.requests import ReaderRequest
from portal import roles
from portal.confirmation import ConfirmForm
from portal.erasure import Reason, erase
from portal.lib.formfields import attempt
from portal.lib.names import fold
from portal.lib.policies import staff

MOST_FOUND = 20


class WhyForm(ConfirmForm):
    """Why somebody is erased whose wish was not said here."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[
            (reason.value, reason.label) for reason in (Reason.ASKED, Reason.LEFT, Reason.MISTAKE)
        ],
        help_text=_("The log keeps this reason and the number of the record, and no name."),
    )
    field_order = ("reason", "word")


@staff
@never_cache
@require_safe
def find(request: ReaderRequest) -> HttpResponse:
    """By name or address; nothing is listed before somebody is asked for."""
    asked = request.GET.get("q", "").replace("\0", "").strip()
    found = Person.objects.looked_for(asked).prefetch_related("posts__city")
    people = list(found[: MOST_FOUND + 1]) if fold(asked) else []
    context = {"asked": asked, "people": people[:MOST_FOUND], "more": len(people) > MOST_FOUND}
    return render(request, "portal/erasing/find.html", context)


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_other(request: ReaderRequest, person_id: int) -> HttpResponse:
    """One's own record is erased at /my/data/, where one says who one is; an office's by an administrator."""
    person = get_object_or_404(Person, pk=person_id, erased_at__isnull=True)
    if person == request.user:
        return redirect("erase_me")
    if person.office and not request.reader.is_administrator:
        raise PermissionDenied
    form = WhyForm(request.POST or None)
    if form.is_valid():
        reason = Reason(form.cleaned_data["reason"])
        if attempt(form, erase, person=person, by=request.user, reason=reason):
            messages.success(
                request,
                _("This person is erased. What is vacant now was mailed to the secretariat."),
            )
            return redirect("manage_erasing")
    context = {"person": person, "form": form, "roles": roles.held_by(person)}
    return render(request, "portal/erasing/erase_other.html", context)
