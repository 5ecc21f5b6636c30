"""The sitemap: every page that a stranger may open, for those who search the web."""

from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import Document
from members.models import City, Group
from members.reader import STRANGER
from portal.lib import site
from portal.lib.feeds import respond_with_feed
from portal.lib.kept import kept
from portal.lib.policies import everyone
from visits.models import Meeting, PracticalPart, Release

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
STANDING_PAGES = ("home", "meetings", "groups", "cities", "accessibility", "privacy", "cookies")

Page = tuple[str, datetime | None]


@everyone
@kept
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    root = ET.Element("urlset", xmlns=NAMESPACE)
    for path, changed_at in _pages():
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = site.absolute(path)
        if changed_at is not None:
            ET.SubElement(page, "lastmod").text = changed_at.isoformat(timespec="seconds")
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return respond_with_feed(request, content, content_type="application/xml", changed_at=None)


def _pages() -> Iterator[Page]:
    """Path and, where it is known, time of the last change."""
    yield from ((reverse(name), None) for name in STANDING_PAGES)
    yield from _pages_of_meetings()
    yield from ((group.get_absolute_url(), None) for group in Group.objects.all())
    yield from ((city.get_absolute_url(), None) for city in City.objects.members())
    documents = Document.objects.listed_for(STRANGER).openable_by(STRANGER)
    yield from ((document.get_absolute_url(), None) for document in documents.order_by("pk"))


def _pages_of_meetings() -> Iterator[Page]:
    of_meeting = OuterRef("pk")
    meetings = Meeting.objects.listed_for(STRANGER).annotate(
        has_agenda=Exists(Release.objects.filter(meeting=of_meeting)),
        has_practical=Exists(
            PracticalPart.objects.openable_by(STRANGER).filter(meeting=of_meeting)
        ),
    )
    rows = meetings.order_by("pk").values_list("slug", "changed_at", "has_agenda", "has_practical")
    for slug, changed_at, has_agenda, has_practical in rows:
        yield reverse("meeting", args=[slug]), changed_at
        if has_agenda:
            yield reverse("agenda", args=[slug]), changed_at
        if has_practical:
            yield reverse("practical", args=[slug]), changed_at
