"""The preview: a meeting's public pages, and its agenda on paper, as others would see what is prepared."""

import copy
from collections.abc import Callable
from typing import Any, Final, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.models import Person
from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib.pdf.response import respond_with_paper
from portal.lib.policies import preparers
from visits.listing import with_hosts_and_groups
from visits.manage.inert import inert
from visits.manage.opening import open_prepared
from visits.models import Meeting
from visits.preview import WHO, Ahead, As, as_if_published, imagined
from visits.printouts.agenda import Layout, agenda_paper
from visits.views.agenda import agenda
from visits.views.meeting import meeting as meeting_page
from visits.views.opening import open_meeting
from visits.views.practical import practical

# The pages of a meeting that lead to one another, by their public addresses' names.
PAGES: Final[dict[str, Callable[..., HttpResponse]]] = {
    "meeting": meeting_page,
    "agenda": agenda,
    "practical": practical,
}


@preparers
@never_cache
@require_safe
def preview(request: ReaderRequest, slug: str) -> HttpResponseBase:
    """``?as=`` says for whom, ``?page=`` which page; a paper is the agenda alone."""
    prepared = open_prepared(request.reader, slug)
    try:
        kind = As(request.GET.get("as", As.STRANGER))
        page = request.GET.get("page", "meeting")
        view = PAGES[page]
    except (KeyError, ValueError) as error:
        raise Http404 from error
    answer = _paper(request, prepared) if kind == As.PAPER else None
    answer = answer or _page(request, prepared, kind, page, view)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _page(
    request: ReaderRequest,
    prepared: Meeting,
    kind: As,
    page: str,
    view: Callable[..., HttpResponse],
) -> HttpResponse:
    by = cast("Person", request.reader.person)
    asked = copy.copy(request)
    asked.reader = imagined(kind, prepared)
    asked.path = asked.path_info = reverse(page, args=[prepared.slug])
    with as_if_published(prepared, by) as ahead:
        try:
            answer = view(asked, prepared.slug) if kind != As.PAPER else _nothing_to_print(request)
        except (LoginFirst, PermissionDenied, Http404) as refusal:
            answer = _refused(request, refusal)
    bar = _bar(prepared, kind, page, ahead)
    return HttpResponse(_inert(answer.content.decode(), prepared, kind, bar))


def _paper(request: ReaderRequest, prepared: Meeting) -> HttpResponseBase | None:
    """The agenda as it is drafted, marked as a draft; none where there is nothing to print."""
    by = cast("Person", request.reader.person)
    with as_if_published(prepared, by) as ahead:
        reader = imagined(As.PAPER, prepared)
        ((meeting,),) = with_hosts_and_groups([open_meeting(reader, prepared.slug)])
        latest = list(meeting.releases.all()[:2])
        for release in latest[:1]:
            release.is_unreleased = ahead.release is not None  # type: ignore[attr-defined]
        given = {"meeting": meeting, "latest": latest, "reader": reader, "layout": Layout.HAND}
        paper = agenda_paper(**given) if latest else None  # type: ignore[arg-type]
    if paper is None:
        return None
    name = "draft" if ahead.release else f"release-{latest[0].number}"
    filename = f"agenda-{prepared.slug}-{name}.pdf"
    return respond_with_paper(request, paper, filename=filename, is_for_anyone=False)


def _nothing_to_print(request: ReaderRequest) -> HttpResponse:
    said = _("There is nothing to print yet: the agenda has no items.")
    return render(request, "visits/manage/history/refused.html", {"said": said})


def _refused(request: ReaderRequest, refusal: Exception) -> HttpResponse:
    """What such a reader is told instead of the page."""
    if isinstance(refusal, LoginFirst):
        said = _("This page is not for everyone: such a reader is asked to log in first.")
    else:
        said = _("This page is not for such a reader, who is told so.")
    return render(request, "visits/manage/history/refused.html", {"said": said})


def _bar(meeting: Meeting, kind: As, page: str, ahead: Ahead) -> str:
    context: dict[str, Any] = {
        "meeting": meeting,
        "who": WHO[kind],
        "notes": ahead.notes,
        "page": page,
        "kind": kind,
        "readers": [(one.label, _address(meeting, one, page), one == kind) for one in As],
    }
    return render_to_string("visits/manage/history/_bar.html", context)


def _address(meeting: Meeting, kind: As, page: str = "meeting") -> str:
    address = f"{reverse('manage_preview', args=[meeting.slug])}?as={kind}"
    return address if kind == As.PAPER or page == "meeting" else f"{address}&page={page}"


def _inert(html: str, meeting: Meeting, kind: As, bar: str) -> str:
    """Links to the meeting's own pages lead on within the preview."""
    own = {reverse(name, args=[meeting.slug]): _address(meeting, kind, name) for name in PAGES}
    own[reverse("agenda_pdf", args=[meeting.slug])] = _address(meeting, As.PAPER)
    return inert(html, own, bar)
