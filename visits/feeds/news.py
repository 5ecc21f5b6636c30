"""The Atom feed: meetings as they are announced, and reports as they are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.lib import dates, site
from portal.lib.richtext import CleanHTML, from_paragraphs, to_text
from visits.feeds import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from visits.models import Meeting

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
ENTRIES: Final = 40
WORDS: Final = 60


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One piece of news. ``guid`` is a tag URI (RFC 4151): it stays when the address or the title changes."""

    guid: str
    title: str
    path: str
    text: CleanHTML
    published_at: datetime
    changed_at: datetime


def announced(meeting: Meeting) -> Entry:
    """The news that a meeting is published, with what became of it; it comes with hosts, groups and ``told_at``."""
    title = _("Cancelled: %(title)s") if words.is_cancelled(meeting) else "%(title)s"
    facts = (words.held_by(meeting), dates.when(meeting), words.place_of(meeting))
    texts = (
        words.state_of(meeting),
        ", ".join(fact for fact in facts if fact),
        Truncator(to_text(meeting.introduction)).words(WORDS),
        words.registration_of(meeting),
    )
    return Entry(
        guid=_tag(meeting, "meeting"),
        title=title % {"title": meeting.title},
        path=meeting.get_absolute_url(),
        text=from_paragraphs(texts),
        published_at=meeting.told_at,  # type: ignore[attr-defined]
        changed_at=meeting.changed_at,
    )


def reported(meeting: Meeting) -> Entry:
    """The news that a meeting's report is published; it comes with ``told_at``."""
    return Entry(
        guid=_tag(meeting, "report"),
        title=_("Report: %(title)s") % {"title": meeting.title},
        path=f"{meeting.get_absolute_url()}#report",
        text=from_paragraphs([Truncator(to_text(meeting.report)).words(WORDS)]),
        published_at=meeting.told_at,  # type: ignore[attr-defined]
        changed_at=meeting.changed_at,
    )


def _tag(meeting: Meeting, what: str) -> str:
    return f"tag:{site.host()},{meeting.created_at:%Y-%m-%d}:{what}/{meeting.pk}"


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """The latest news first, as many as a feed holds."""
    return sorted(entries, key=lambda entry: entry.published_at, reverse=True)[:ENTRIES]


def atom(entries: Iterable[Entry], *, path: str) -> bytes:
    """The feed of these entries at ``path``."""
    feed = Atom1Feed(
        title=_("%(network)s: meetings and reports") % {"network": settings.NETWORK_NAME},
        subtitle=settings.NETWORK_TAGLINE,
        description=settings.NETWORK_TAGLINE,
        link=site.absolute("/"),
        feed_url=site.absolute(path),
        language=get_language(),
        author_name=settings.NETWORK_NAME,
        author_email=settings.NETWORK_EMAIL,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=site.absolute(entry.path),
            description=entry.text,
            unique_id=entry.guid,
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
        )
    return feed.writeString("utf-8").encode()
