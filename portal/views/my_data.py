"""What the portal holds about me: the page, the file, and taking back a consent."""

from typing import Final

from allauth.core.internal import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.actions.profile import withdraw_consent
from members.models import Consent
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import signed_in
from portal.my_data import as_file, sections

# Each asks the database for all there is.
RATES: Final = {"my_data": "30/m/user"}


class WithdrawForm(forms.Form):
    """One of the consents that a person has given and not taken back."""

    consent = forms.ModelChoiceField(
        label=_("Consent"),
        queryset=Consent.objects.none(),
        error_messages={
            "invalid_choice": _("This consent was taken back already. Nothing was changed.")
        },
    )


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: ReaderRequest) -> HttpResponse:
    if _is_too_often(request):
        return _too_often(request)
    standing = request.user.consents.standing()
    form = WithdrawForm(request.POST) if request.method == "POST" else WithdrawForm()
    form.fields["consent"].queryset = standing  # type: ignore[attr-defined]
    if form.is_valid() and attempt(
        form, withdraw_consent, consent=form.cleaned_data["consent"], by=request.user
    ):
        messages.success(
            request, _("Your consent is taken back, and what was kept on it is emptied.")
        )
        return redirect("my_data")
    found = sections(request.user)
    context = {
        "kept": [section for section in found if section.said],
        "empty": [section for section in found if not section.said],
        "consents": standing,
        "form": form,
    }
    return render(request, "portal/my_data/my_data.html", context)


@signed_in
@never_cache
@require_safe
def my_data_file(request: ReaderRequest) -> HttpResponse:
    if _is_too_often(request):
        return _too_often(request)
    return JsonResponse(
        as_file(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


def _is_too_often(request: ReaderRequest) -> bool:
    return not ratelimit.consume(
        request, app="portal", action="my_data", config=RATES, limit_get=True
    )


def _too_often(request: ReaderRequest) -> HttpResponse:
    response: HttpResponse = ratelimit.respond_429(request)
    return response
