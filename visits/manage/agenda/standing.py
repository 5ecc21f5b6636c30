"""What stands now where somebody else was faster: beside what was typed, so that neither is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.html import strip_tags
from django.utils.text import capfirst

from portal.lib.formfields import put_anew
from visits.models import AgendaItem

if TYPE_CHECKING:
    from visits.forms.agenda import ItemForm

# What the form asks of the item itself.
WORDS = ("title", "kind", "starts", "ends", "place", "track", "description")


@dataclass(frozen=True)
class Standing:
    """Who changed the item, and what it says now wherever that is not what was typed, by the form's labels."""

    by: str
    differences: list[tuple[str, str]]

    @classmethod
    def of(cls, item: AgendaItem, form: ItemForm) -> Standing | None:
        """None, where the form was refused for another reason. Sent once more, the form counts as knowing this."""
        if not form.has_error(NON_FIELD_ERRORS, code="changed"):
            return None
        now = AgendaItem.objects.get(pk=item.pk)
        typed = form.cleaned_data
        differences = [
            (str(form.fields[name].label), _in_words(now, name))
            for name in WORDS
            if getattr(now, name) != typed.get(name)
        ]
        put_anew(form, version=now.version)
        return cls(_who(item), differences)


def _who(item: AgendaItem) -> str:
    """Who changed it last, as far as the journal knows."""
    changes = item.day.meeting.agenda_changes.filter(after__items__has_key=str(item.pk))
    last = changes.select_related("made_by").first()
    return last.made_by.name if last else ""


def _in_words(item: AgendaItem, name: str) -> str:
    value: Any = getattr(item, name)
    if name == "kind":
        return capfirst(item.get_kind_display())
    if name in {"starts", "ends"}:
        return f"{value:%H:%M}"
    return " ".join(strip_tags(value).split())
