"""Where the parts of a meeting's public pages are edited by those who prepare it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

if TYPE_CHECKING:
    from visits.models import Meeting

# Parts of pages, and the names of the desk's addresses behind them.
PARTS: Final = {
    "facts": "manage_meeting",
    "agenda": "manage_agenda",
    "practical": "manage_practical",
    "documents": "manage_documents",
}
# Texts that are edited on the page itself.
TEXTS: Final = ("introduction", "report")


def edits_of(meeting: Meeting) -> dict[str, str]:
    """The address by part; none at all for readers."""
    if not meeting.is_prepared:  # type: ignore[attr-defined]  # noted where meetings are opened
        return {}
    found = {part: reverse(name, args=[meeting.slug]) for part, name in PARTS.items()}
    texts = {field: reverse("manage_text", args=[meeting.slug, field]) for field in TEXTS}
    return found | texts
