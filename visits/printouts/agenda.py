"""The agenda on paper: to be read in the hand, or across, to hang on a door."""

from collections import defaultdict
from typing import Any, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.reader import Reader
from portal.lib import site
from portal.lib.dates import day_graphic
from portal.lib.pdf.paper import Paper, compose
from visits.agenda import Agenda
from visits.agenda_changes import changes
from visits.models import Meeting, Release
from visits.printouts.door import size_of


class Layout(models.TextChoices):
    HAND = "", gettext_lazy("to read")
    DOOR = "door", gettext_lazy("to hang on a door")


SHEETS: Final = {
    Layout.HAND: ("css/paper/agenda.css",),
    Layout.DOOR: ("css/paper/agenda.css", "css/paper/door.css"),
}


def agenda_paper(
    *, meeting: Meeting, latest: list[Release], reader: Reader, layout: Layout
) -> Paper:
    """The first of the *latest* releases, with what changed since the one before and what is listed for *reader*.

    ``meeting`` has its hosts and groups, and ``shows_practical`` for this reader.
    """
    documents = defaultdict(list)
    for document in meeting.documents.rows_for(reader):
        documents[document.item_id].append(document)
    context: dict[str, Any] = {
        "network": site.network(),
        "meeting": meeting,
        "running": _running_title(meeting, latest[0]),
        "graphic": day_graphic(meeting),
        "layout": layout,
        "documents": documents,
        "agenda_page": site.absolute(reverse("agenda", args=[meeting.slug])),
        "practical_page": site.absolute(reverse("practical", args=[meeting.slug])),
        **_released(latest),
    }
    if layout == Layout.DOOR:
        context["sizes"] = {
            day.on: size_of(day, is_first=not number)
            for number, day in enumerate(context["agenda"].days)
        }
    return compose("print/agenda.html", context, *SHEETS[layout])


def filename(meeting: Meeting, release: Release, layout: Layout) -> str:
    """agenda-brno-2027-06-release-3.pdf: of the many in a folder, each says which it is."""
    ending = f"-{layout}" if layout else ""
    return f"agenda-{meeting.slug}-release-{release.number}{ending}.pdf"


def _running_title(meeting: Meeting, release: Release) -> str:
    """The title at the head of each page, with the state that nobody may overlook on any of them."""
    # Noted on what the preview prints: nobody may take it for what was released.
    if meeting.is_draft or getattr(release, "is_unreleased", False):
        return _("Draft: %(title)s") % {"title": meeting.title}
    if meeting.state == Meeting.State.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": meeting.title}
    if meeting.is_tentative:
        return _("%(title)s (dates to be confirmed)") % {"title": meeting.title}
    return meeting.title


def _released(latest: list[Release]) -> dict[str, Any]:
    read = [Agenda.of(release) for release in latest]
    if len(read) == 1:
        return {"release": latest[0], "agenda": read[0]}
    return {
        "release": latest[0],
        "agenda": read[0],
        "before": latest[1],
        "changes": changes(read[1], read[0]),
    }
