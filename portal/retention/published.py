"""What is published: it may name people, and is exempt from erasing by itself; a person of the secretariat decides."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.retention.table import Basis, Erased, Held, Purpose, of


def _texts(label: str, fields: str) -> Held:
    """Words that are no one person's, and may name anybody."""
    return Held(label, fields, None, Erased.DECIDED)


PUBLISHED: Final = Purpose(
    "published",
    _("Published texts, agendas and slides"),
    _("The memory of the network: what was shown, said and decided, and by whom."),
    Basis.INTEREST,
    _("Whoever may open that page or document."),
    _("With the page or document."),
    _(
        "It stays. Where it names somebody who is erased, the secretariat is told the place and decides: it stays as it was "
        "published, or is changed."
    ),
    (
        Held("visits.Speaker", "name role organisation", of("person"), Erased.DECIDED),
        _texts("visits.Release", "note content"),
        _texts("visits.Meeting", "title venue address introduction report"),
        _texts("visits.Gathering", "title"),
        _texts("visits.AgendaDay", "heading cancel_reason"),
        _texts("visits.AgendaItem", "title description place track cancel_reason"),
        _texts("visits.PracticalPart", "heading text"),
        _texts("visits.Picture", "alt caption credit"),
        _texts("visits.PictureFile", "file"),
        _texts("visits.CountdownStep", "title note"),
        _texts("visits.Option", "title note"),
        _texts("visits.Question", "label help_text"),
        _texts("visits.ArchivePage", "file_name"),
        _texts("members.City", "text mailbox picture_alt"),
        _texts("members.Group", "name short_name objectives closing_note"),
        _texts("members.GroupYear", "objectives"),
        _texts("documents.Document", "title link original_name"),
        _texts("documents.DocumentVersion", "file file_name"),
        _texts("documents.DocumentPage", "text"),
        _texts("documents.PageImage", "file"),
    ),
)
