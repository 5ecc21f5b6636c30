"""What somebody typed, given back where their session had ended or their form's token was an older one.

Nothing of it is stored: it goes back into the page that answers, to be sent again (docs/decisions/0111).
"""

import re
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from portal.lib.richtext import clean, to_text

# Where people write. Elsewhere passwords and codes are typed.
FORMS: Final = re.compile(r"/(?:manage|my)/|/meetings/[^/]+/register/")
NEVER_GIVEN_BACK: Final = re.compile(
    r"passw|passphrase|secret|token|(?:^|_)otp|^(?:code|pin)$", re.IGNORECASE
)
# What forms carry along that nobody typed.
CARRIED: Final = frozenset({"base", "seen", "version", "act"})
# Without a "<" within: texts of nothing but "<a" are looked through once, and not once for each.
TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# More than any text of ours has is shown as it was sent: strangers too may send it, and reading markup takes its time.
MOST_READ: Final = 200_000
# Shorter single words are choices and numbers more often than texts; they are sent again, and not shown.
SHORTEST_SHOWN: Final = 20


class Typed(NamedTuple):
    """One field as it was sent."""

    name: str
    value: str
    is_read: bool = True

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def words(self) -> str:
        """To be read and copied."""
        has_marks = self.is_read and TAG.search(self.value)
        return to_text(clean(self.value)) if has_marks else self.value

    @property
    def is_shown(self) -> bool:
        is_text = " " in self.value.strip() or len(self.value) > SHORTEST_SHOWN
        return self.name not in CARRIED and is_text


def give_back(request: HttpRequest) -> HttpResponse | None:
    """The page with what was sent, and a button that sends it again; none where nothing was typed.

    Only what a page of ours sent: another site could have its visitor send anything with one more press of a button.
    """
    typed = _typed(request)
    if not typed:
        return None
    context = {"typed": typed, "address": request.get_full_path(), "has_files": request.FILES}
    return _answer(request, "given_back.html", context, status=403)


def show_typed(request: HttpRequest) -> HttpResponse | None:
    """The page with what was written about something that is not there any more; none where nothing was written."""
    typed = [one for one in _typed(request) if one.is_shown]
    return _answer(request, "gone.html", {"typed": typed}, status=404) if typed else None


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


def _typed(request: HttpRequest) -> list[Typed]:
    """The fields of a form of ours in which something stands, but for secrets."""
    is_form = request.method == "POST" and FORMS.match(request.path)
    if not is_form or not _came_from_here(request):
        return []
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    is_read = sum(len(value) for name, value in sent if name not in CARRIED) <= MOST_READ
    return [
        Typed(name, value, is_read)
        for name, value in sent
        if value.strip() and not NEVER_GIVEN_BACK.search(name)
    ]


def _came_from_here(request: HttpRequest) -> bool:
    """Browsers name the site whose page sent a form."""
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {here, *settings.CSRF_TRUSTED_ORIGINS}
