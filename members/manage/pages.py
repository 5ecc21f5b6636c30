"""How the desk shows one form on a page of its own, and does what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import ReaderRequest
from portal.lib.formfields import attempt

if TYPE_CHECKING:
    from django import forms
    from django.utils.functional import _StrOrPromise

# What every page with a form answers.
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: ReaderRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing; none where the page is only looked at."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class FormPage:
    """A page with one form: what it is about, where it stands, and what its button does.

    ``above`` are labels and addresses of the pages between the desk and this one; the last is where one comes from,
    and is led back to. A button that ``is_grave`` takes something away from readers.
    """

    heading: _StrOrPromise
    button: _StrOrPromise
    above: tuple[tuple[_StrOrPromise, str], ...]
    words: _StrOrPromise = ""
    is_grave: bool = False

    @property
    def back(self) -> str:
        return self.above[-1][1]

    @property
    def steps(self) -> list[tuple[_StrOrPromise, str]]:
        return [(_("Desk"), reverse("manage")), *self.above]


def show(request: ReaderRequest, page: FormPage, form: forms.Form) -> HttpResponse:
    return render(request, "members/manage/form.html", {"page": page, "form": form})


def done(request: ReaderRequest, action: Callable[..., object], **given: Any) -> bool:
    """Whether *action* was done, for buttons without a form: what it refuses is said on the next page."""
    try:
        action(by=request.reader.person, **given)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return False
    return True


def ask(
    request: ReaderRequest,
    page: FormPage,
    form: forms.Form,
    action: Callable[..., object],
    *,
    said: str,
    **given: Any,
) -> HttpResponse:
    """The page; or, once *action* was done with what the form gives, the page above it, which says *said*."""
    if form.is_valid() and attempt(
        form, action, by=request.reader.person, **given, **form.cleaned_data
    ):
        messages.success(request, said)
        return HttpResponseRedirect(page.back)
    return show(request, page, form)
