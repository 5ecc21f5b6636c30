"""Personal data that is there while somebody writes: unsaved texts, and the way back of an agenda."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.retention.table import Basis, Erased, Held, Purpose, of

WRITING: Final = Purpose(
    "writing",
    _("Texts that you are writing, and the way back while an agenda is edited"),
    _("So that nothing is lost when the browser closes, and a slip can be undone."),
    Basis.INTEREST,
    _("Your unsaved text, you alone; the way back, who prepares that meeting."),
    _(
        "A text until you save it or throw it away, 30 days at most; the way back of an agenda 7 days."
    ),
    _("It is deleted."),
    (
        Held(
            "portal.Autosave",
            "person subject_type subject_id field base text saved_at",
            of("person"),
            Erased.DELETED,
            about_anyone="base text",
        ),
        Held(
            "visits.AgendaChange",
            "made_at made_by before after",
            of("made_by"),
            Erased.DELETED,
            about_anyone="before after",
        ),
    ),
    ("autosaves", "agenda_changes"),
)
