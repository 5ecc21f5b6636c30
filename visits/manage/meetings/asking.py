"""A page below a meeting's own with one form: shown, and told when somebody changed meanwhile what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from members.requests import ReaderRequest
from portal.lib.formfields import put_anew
from visits.manage.meetings.wording import said_of
from visits.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Asking:
    """What the page is headed, what its button does, and what is to be known before it is pressed.

    ``stands`` are the facts that somebody wrote meanwhile, each by its label.
    """

    heading: _StrOrPromise
    button: _StrOrPromise
    words: _StrOrPromise = ""
    warnings: list[str] = field(default_factory=list)
    stands: list[tuple[str, str]] = field(default_factory=list)


def ask(
    request: ReaderRequest, meeting: Meeting, page: Asking, form: forms.Form, template: str
) -> HttpResponse:
    context = {"meeting": meeting, "page": page, "form": form, "tab": "page"}
    return render(request, template, context)


def onward(request: ReaderRequest, meeting: Meeting, said: str) -> HttpResponseRedirect:
    """To the meeting's first page, which says what was done."""
    messages.success(request, said)
    return HttpResponseRedirect(reverse("manage_meeting", args=[meeting.slug]))


def was_changed(form: forms.BaseForm) -> bool:
    """Whether the action was refused as somebody had been there first."""
    return any(error.code == "changed" for error in form.non_field_errors().as_data())


def stands_now(
    form: forms.Form, meeting: Meeting, names: Iterable[str], mark: str
) -> list[tuple[str, str]]:
    """What now stands in these facts, by label. The form goes on from there: sent once more, it puts its own in place."""
    put_anew(form, seen=mark)
    return [
        (str(form.fields[name].label), said_of(meeting, name))
        for name in names
        if name in form.fields
    ]
