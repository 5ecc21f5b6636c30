"""Another e-mail address: asking for it, vouching for a colleague's, and confirming it where it was sent."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members import permissions
from members.actions import addresses
from members.actions.addresses import Outcome
from members.forms.addresses import AddressForm, VouchForm
from members.models import AddressChange, Person
from members.requests import ReaderRequest
from members.views.factors import by_own_factor
from portal.lib import links
from portal.lib.policies import everyone, signed_in

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@form_methods
@by_own_factor
@reauthentication_required  # type: ignore[untyped-decorator]
def email(request: ReaderRequest) -> HttpResponse:
    """My address, and asking for another."""
    form = AddressForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _asked(request, request.user, form.cleaned_data["email"], "account_email")
    change = AddressChange.objects.filter(person=request.user).open().first()
    return render(
        request,
        "members/address/email.html",
        {"form": form, "change": change if change and change.is_open else None, **_terms()},
    )


@signed_in
@require_POST
def take_back(request: ReaderRequest) -> HttpResponse:
    if addresses.take_back_address(person=request.user, by=request.user):
        messages.success(request, gettext("The change is taken back. Your address stays as it is."))
    return redirect("account_email")


@signed_in
@form_methods
def vouch(request: ReaderRequest, person_id: int) -> HttpResponse:
    """A coordinator, or staff, gives the new address of someone whose old mailbox is gone."""
    person = get_object_or_404(Person, pk=person_id)
    if not permissions.may_vouch_for(request.reader, person):
        raise Http404
    form = VouchForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        return _asked(request, person, form.cleaned_data["email"], request.path)
    return render(
        request, "members/address/vouch.html", {"form": form, "person": person, **_terms()}
    )


def _asked(request: ReaderRequest, person: Person, new: str, back: str) -> HttpResponse:
    if not ratelimit.consume(request, action="change_address", key=str(request.user.pk)):
        response: HttpResponse = ratelimit.respond_429(request)
        return response
    addresses.ask_for_address(person=person, email=new, by=request.user)
    messages.success(
        request,
        gettext("A mail is on its way to %(email)s. The link in it confirms the change.")
        % {"email": new},
    )
    return redirect(back)


@everyone
@form_methods
@never_cache
def confirm(request: ReaderRequest, token: str) -> HttpResponse:
    """Where the link leads: opening it changes nothing, the button does."""
    change = _change_of(token)
    state = _state_of(change, request)
    if request.method == "POST" and change is not None and state == "open":
        is_here = request.reader.person == change.person
        outcome = addresses.confirm_address(
            change=change,
            by=request.reader.person,
            but=request.session.session_key if is_here else None,
        )
        state = {Outcome.DONE: "done", Outcome.TAKEN: "taken", Outcome.OVER: "over"}[outcome]
    context: dict[str, Any] = {"state": state, "change": change}
    return render(request, "members/address/confirm.html", context)


def _change_of(token: str) -> AddressChange | None:
    try:
        (number,) = links.numbers_of(addresses.PURPOSE, token)
    except (links.BrokenLinkError, ValueError):
        return None
    return AddressChange.objects.select_related("person").filter(pk=number).first()


def _state_of(change: AddressChange | None, request: ReaderRequest) -> str:
    if change is None:
        return "broken"
    if change.confirmed_at is not None:
        return "used"
    if not change.is_open or not change.person.is_active:
        return "over"
    reader = request.reader
    return "other" if reader.is_signed_in and reader.person != change.person else "open"


def _terms() -> dict[str, int]:
    return {"hours": settings.ADDRESS_CHANGE_HOURS}
