"""Logging in by a code that is sent by mail, in the same way whoever asks (docs/decisions/0011)."""

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members import attempts, login_code
from members.forms.ways_in import NOBODY, ConfirmCodeForm, LoginCodeForm
from members.login_code import Asked
from members.models import Person
from members.requests import ReaderRequest
from members.sign_in import sign_in
from portal.lib import jobs
from portal.lib.policies import everyone

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@everyone
@form_methods
@never_cache
def request_login_code(request: ReaderRequest) -> HttpResponse:
    """Ask for a code; the job writes the mail, or none."""
    if request.reader.is_signed_in:
        return redirect("home")
    form = LoginCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not attempts.consume(request, action="request_login_code", key=email):
            return _too_often(request)
        person_id = Person.objects.filter(email=email).values_list("pk", flat=True).first()
        to = get_next_redirect_url(request) or ""
        asked = login_code.ask(request, person_id=person_id or NOBODY, email=email, to=to)
        jobs.enqueue("send_login_code", person_id=asked.person_id, number=asked.number)
        return redirect("account_confirm_login_code")
    return render(
        request,
        "account/request_login_code.html",
        {
            "form": form,
            "next": get_next_redirect_url(request) or "",
            "is_again": "again" in request.GET,
        },
    )


@everyone
@form_methods
@never_cache
def confirm_login_code(request: ReaderRequest) -> HttpResponse:
    """Type the code, in the browser that asked for it."""
    if request.reader.is_signed_in:
        return redirect("home")
    asked = login_code.asked_in(request)
    if asked is None:
        return _again(request)
    form = ConfirmCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not attempts.consume(request, action="login_failed", key=f"code:{asked.email}"):
            return _too_often(request)
        if asked.is_good(form.cleaned_data["code"]):
            return _let_in(request, asked)
        asked.wrong += 1
        login_code.keep(request, asked)
        form.refuse()
    return render(request, "account/confirm_login_code.html", {"form": form, "email": asked.email})


def _too_often(request: ReaderRequest) -> HttpResponse:
    response: HttpResponse = ratelimit.respond_429(request)
    return response


def _let_in(request: ReaderRequest, asked: Asked) -> HttpResponse:
    """Once: whatever comes of it, the code is used up."""
    login_code.forget(request)
    # An address that was changed meanwhile is no way in any more.
    person = Person.objects.filter(pk=asked.person_id, email=asked.email).first()
    if person is None:
        return _again(request)
    attempts.forget(request, action="login_failed", key=f"code:{asked.email}")
    return sign_in(request, person, method="code", to=asked.to)


def _again(request: ReaderRequest) -> HttpResponse:
    """To where another one is asked for, with why; said in the address, as a stranger needs no cookie for it."""
    login_code.forget(request)
    return redirect(f"{reverse('account_request_login_code')}?again=1")
