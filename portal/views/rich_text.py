"""What the editor of formatted texts asks for: its tools, and what it was given to paste, cleaned by the portal's own rules."""

from typing import Final

from allauth.core.internal import ratelimit
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members.requests import ReaderRequest
from portal.lib import richtext
from portal.lib.formfields import MOST_TYPED, TOO_LONG
from portal.lib.policies import signed_in

RATES: Final = {"pasted": "60/m/user"}


@signed_in
@require_safe
def tools(request: ReaderRequest) -> HttpResponse:
    """The buttons and dialogs, in the words of the portal: fetched once by a page that has such a field."""
    return render(request, "ui/editor/tools.html", {})


@signed_in
@require_POST
def pasted(request: ReaderRequest) -> HttpResponse:
    """HTML in, what a text may keep of it out, and a sentence about what it may not."""
    typed = request.body.decode("utf-8", errors="replace")
    if len(typed) > MOST_TYPED:
        return JsonResponse({"said": str(TOO_LONG)}, status=413)
    if not ratelimit.consume(request, app="portal", action="pasted", config=RATES):
        return JsonResponse({}, status=429)
    html, left_out = richtext.clean_pasted(typed)
    said = ngettext(
        "%(count)d picture from elsewhere was left out: add it with the picture button.",
        "%(count)d pictures from elsewhere were left out: add them with the picture button.",
        left_out,
    ) % {"count": left_out}
    return JsonResponse({"html": html, "said": said if left_out else ""})
