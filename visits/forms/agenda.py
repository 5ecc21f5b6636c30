"""What is asked of one item of an agenda."""

from datetime import time
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.formfields import RichText
from visits.forms.hours import TypedDuration, TypedTime
from visits.forms.typed import after, minutes_between, read_line
from visits.models import AgendaItem, Meeting

# In minutes, of what is typed without an end.
USUAL: Final = {
    AgendaItem.Kind.BREAK: 30,
    AgendaItem.Kind.MEAL: 60,
    AgendaItem.Kind.TRAVEL: 30,
    AgendaItem.Kind.VISIT: 120,
}
HOUR: Final = 60
KINDS: Final = [(kind.value, capfirst(kind.label)) for kind in AgendaItem.Kind]


class LineForm(forms.Form):
    """A title typed at the end of a day, perhaps with its hours before it; the kind is read from its first words."""

    starts = TypedTime(label=gettext_lazy("Start"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=220,
        error_messages={"required": gettext_lazy("Type a title, then press Enter.")},
    )

    def __init__(self, data: Any, *, follows: time) -> None:
        """``follows`` is when the day ends so far."""
        super().__init__(data)
        self.follows = follows

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "title" not in cleaned:
            return cleaned
        line = read_line(cleaned["title"])
        # It comes with the patterns that read whole programmes, and is asked of a typed line alone.
        from visits.archive.programme import kind_of  # noqa: PLC0415

        kind = kind_of(line.title).value
        starts = line.starts or cleaned.get("starts") or self.follows
        ends = line.ends or after(starts, USUAL.get(AgendaItem.Kind(kind), HOUR))
        return {"title": line.title, "starts": starts, "ends": ends, "kind": kind}


class HoursForm(forms.Form):
    """A start, and an end or how long it lasts."""

    starts = TypedTime(label=gettext_lazy("Start"))
    ends = TypedTime(label=gettext_lazy("End"), required=False)
    duration = TypedDuration(label=gettext_lazy("or how long"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        minutes = cleaned.pop("duration", None)
        if starts is None or {"ends", "duration"} & set(self.errors):
            return cleaned
        if minutes and (ends is None or "duration" in self.changed_data):
            if ends and "ends" in self.changed_data and minutes_between(starts, ends) != minutes:
                self.add_error("duration", _("The end that you typed says otherwise: leave one."))
                return cleaned
            cleaned["ends"] = after(starts, minutes)
        elif ends is None:
            self.add_error("ends", _("Say when it ends, or how long it lasts."))
        return cleaned


class ItemForm(HoursForm):
    """Everything about an item but its day; ``version`` is the row's from which the form was made."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    track = forms.CharField(
        label=gettext_lazy("Track"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Only where items run in parallel."),
    )
    description = RichText(label=gettext_lazy("Description"), required=False, rows=4)
    documents: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Documents"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    moves_following = forms.BooleanField(
        label=gettext_lazy("Move what follows on that day by as much"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["title", "starts", "ends", "duration", "kind", "place", "track"]

    def __init__(self, data: Any = None, *, meeting: Meeting, mark: str, **given: Any) -> None:
        """``mark`` keeps the ids of several forms on one page apart."""
        super().__init__(data, auto_id=f"{mark}-%s", **given)
        self.mark = mark
        rows = meeting.documents.all()
        self.fields["documents"].queryset = rows  # type: ignore[attr-defined]
        if not rows:
            del self.fields["documents"]
        for name in ("place", "track"):
            self.fields[name].widget.attrs["list"] = f"{mark}-{name}s"

    @classmethod
    def about(cls, item: AgendaItem, data: Any = None) -> "ItemForm":
        initial = {
            name: getattr(item, name)
            for name in ("title", "kind", "starts", "ends", "place", "track", "description")
        }
        attached = list(item.documents.values_list("pk", flat=True))
        return cls(
            data,
            meeting=item.day.meeting,
            mark=f"edit-{item.pk}",
            initial=initial
            | {
                "duration": minutes_between(item.starts, item.ends),
                "documents": attached,
                "version": item.version,
            },
        )

    @property
    def words(self) -> dict[str, Any]:
        """What the item itself says, of a form that is valid."""
        others = {"documents", "version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in others}

    @property
    def known_version(self) -> int | None:
        found: int | None = self.cleaned_data["version"]
        return found
