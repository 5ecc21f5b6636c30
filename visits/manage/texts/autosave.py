"""Keeps what somebody is writing, every few seconds, and tells of what others saved meanwhile."""

from typing import Any, Final, cast

from allauth.core.internal import ratelimit
from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.models import Person
from members.requests import ReaderRequest
from portal.lib import autosaves
from portal.lib.autosaves import Place
from portal.lib.differences import difference
from portal.lib.formfields import RichText
from portal.lib.merging_texts import merge
from portal.lib.policies import preparers
from portal.lib.richtext import clean
from portal.lib.writing import MOST_SIGNS, last_change
from visits.manage.texts.places import standing_at

# One who writes without a pause sends some twenty a minute.
RATES: Final = {"autosave": "90/m/user"}


class Sent(forms.Form):
    """A text on its way. ``typed_at`` says when, where it had to wait on the device it was written on."""

    subject_type = forms.CharField(max_length=60)
    subject_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    field = forms.CharField(max_length=60)
    base = RichText(required=False)
    text = RichText(required=False)
    typed_at = forms.DateTimeField(required=False)

    @property
    def place(self) -> Place:
        return Place(*(self.cleaned_data[name] for name in Place._fields))


@preparers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def autosave(request: ReaderRequest) -> HttpResponse:
    """GET tells the token of a session that began in another window since the page was made."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    if any(len(request.POST.get(name, "")) > MOST_SIGNS for name in ("base", "text")):
        said = _("This is more than can be kept on the way. Save it, or copy it, before you leave.")
        return JsonResponse({"said": said}, status=413)
    sent = Sent(request.POST)
    if not sent.is_valid():
        raise Http404
    stands = standing_at(request.reader, sent.place)
    if not ratelimit.consume(request, app="portal", action="autosave", config=RATES):
        return JsonResponse({}, status=429)
    told = _kept(request, sent, stands)
    return JsonResponse(told | {"meanwhile": _meanwhile(request, sent, stands)})


def _kept(request: ReaderRequest, sent: Sent, stands: str) -> dict[str, Any]:
    """Nothing is kept of a text that changes nothing; nor of one that waited, where a later one came meanwhile."""
    by, given = cast("Person", request.reader.person), sent.cleaned_data
    merged = merge(base=given["base"], mine=given["text"], theirs=stands)
    if merged.is_clean and merged.resolved() == clean(stands):
        autosaves.drop(sent.place, by=by)
        return {"kept": True, "is_saved": True}
    if _came_too_late(sent, by):
        return {"kept": False}
    autosaves.keep(sent.place, base=given["base"], text=given["text"], by=by)
    return {"kept": True}


def _came_too_late(sent: Sent, by: Person) -> bool:
    typed_at = sent.cleaned_data["typed_at"]
    kept = autosaves.find(sent.place, by=by) if typed_at else None
    return kept is not None and kept.saved_at > typed_at and kept.text != sent.cleaned_data["text"]


def _meanwhile(request: ReaderRequest, sent: Sent, stands: str) -> str:
    """Who saved this text since the writing began, and what; nothing where nobody did."""
    base = sent.cleaned_data["base"]
    if not merge(base=base, mine=base, theirs=stands).holds_theirs:
        return ""
    change = last_change(sent.place, reader=cast("Person", request.reader.person))
    told = {"change": change, "theirs": difference(base, stands)}
    return render_to_string("desk/text/_meanwhile.html", told)
