"""What the desk asks for of documents: files that are sent in, links, and what is said of each."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import Document
from documents.sniffing import FORMATS, known_endings
from portal.lib.clocks import instant
from portal.lib.formfields import DayField

if TYPE_CHECKING:
    from django.http import QueryDict

    from documents.shelf import Shelf
    from visits.models import AgendaItem

ACCEPTED: Final = ",".join(f".{ending}" for each in FORMATS for ending in each.endings)
MOST_FILES: Final = 30


def what_is_taken(*, several: bool) -> str:
    """Told before anybody sends anything."""
    said = _("%(known)s; up to %(most)s each, %(files)d at once.")
    return (said if several else _("%(known)s; up to %(most)s.")) % {
        "known": known_endings(),
        "most": filesizeformat(settings.UPLOAD_BYTES),
        "files": MOST_FILES,
    }


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; what is wrong with one of them is nothing of the others, and is not asked here."""

    def __init__(self, *, several: bool = True, **kwargs: Any) -> None:
        self.several = several
        attrs = {"accept": ACCEPTED, "data-most-bytes": settings.UPLOAD_BYTES}
        widget = (SeveralFiles if several else forms.FileInput)(attrs=attrs)
        super().__init__(**{"widget": widget} | kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ARG002
        # An empty file is false.
        files = [one for one in (data if isinstance(data, list) else [data]) if one is not None]
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > (MOST_FILES if self.several else 1):
            raise ValidationError(
                _("At most %(most)d files are taken at once.") % {"most": MOST_FILES}
            )
        return files


class Timed(forms.Form):
    """From when a document is shown: a day and a time on the clocks of its meeting."""

    visible_on = DayField(label=gettext_lazy("Shown from"), required=False)
    visible_at = forms.TimeField(
        label=gettext_lazy("at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone: tzinfo

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        on, at = given.pop("visible_on", None), given.pop("visible_at", None)
        given["visible_from_at"] = None
        if at and not on:
            self.add_error("visible_on", _("Say the day as well, or leave the time empty."))
        if on:
            try:
                given["visible_from_at"] = instant(on, at or time(), cast("ZoneInfo", self.zone))
            except ValidationError as error:
                self.add_error("visible_at", error)
        return given

    def _say_zone(self, zone: tzinfo) -> None:
        self.zone = zone
        said = _("By the clocks of %(zone)s. Empty: at once, or as soon as the page is published.")
        self.fields["visible_on"].help_text = said % {"zone": zone}


class UploadForm(Timed):
    """Files for one shelf. What is left open is taken from each file: its title, kind and audience."""

    sent = FilesField(
        label=gettext_lazy("Files"),
        error_messages={"required": gettext_lazy("Choose at least one file.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Of a single file. Without one it is taken from the file’s name."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("For"), required=False)
    item = forms.ChoiceField(label=gettext_lazy("Belongs to"), required=False)
    field_order = ("sent", "title", "item", "kind", "audience", "visible_on", "visible_at")

    def __init__(self, posted: Any, files: Any, *, shelf: Shelf, **kwargs: Any) -> None:
        super().__init__(posted, files, **kwargs)
        self.shelf = shelf
        self.fields["sent"].help_text = what_is_taken(several=True)
        _offer(self, "kind", [("", _("As each file suggests")), *_kinds()])
        _offer(self, "audience", [("", _("As usual for its kind")), *shelf.audiences])
        _offer_items(self, shelf)
        self._say_zone(shelf.zone)

    def titles(self) -> list[str]:
        """One a file in the order of the files; empty ones are taken from the names."""
        files = self.cleaned_data["sent"]
        sent = cast("QueryDict", self.data).getlist("titles")
        given = [title.replace("\0", "").strip()[:200] for title in sent]
        if len(given) == len(files):
            return given
        return [self.cleaned_data["title"]] if len(files) == 1 else [""] * len(files)

    @property
    def item_chosen(self) -> AgendaItem | None:
        return self.shelf.item(self.cleaned_data.get("item", ""))


class ReplaceForm(forms.Form):
    """A newer file for a document. ``seen`` is the number of the version that was current when the form was made."""

    file = FilesField(
        several=False,
        label=gettext_lazy("The newer file"),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = what_is_taken(several=False)


class DocumentForm(Timed):
    """What is said of a document. ``version`` is that of the row from which the form was made."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    audience = forms.ChoiceField(label=gettext_lazy("For"))
    item = forms.ChoiceField(label=gettext_lazy("Belongs to"), required=False)
    link = forms.URLField(
        label=gettext_lazy("Address"),
        assume_scheme="https",
        help_text=gettext_lazy(
            "A recording, or a page elsewhere. Who may open it is decided as for a file; what the other "
            "site does with its readers is not ours."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        *("link", "title", "item", "kind", "audience", "visible_on", "visible_at", "version"),
    )

    def __init__(
        self, posted: Any, *, shelf: Shelf, is_link: bool, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(posted, initial=initial)
        self.shelf = shelf
        if not is_link:
            del self.fields["link"]
        _offer(self, "kind", _kinds())
        _offer(self, "audience", shelf.audiences)
        _offer_items(self, shelf)
        self._say_zone(shelf.zone)

    @classmethod
    def about(cls, document: Document, posted: Any, *, shelf: Shelf) -> DocumentForm:
        names = ("title", "kind", "audience", "link", "version")
        initial: dict[str, Any] = {name: getattr(document, name) for name in names}
        initial |= _moment(document.visible_from_at, shelf.zone) | {"item": document.item_id}
        return cls(posted, shelf=shelf, is_link=bool(document.link), initial=initial)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["item"] = self.shelf.item(given.get("item") or "")
        return given


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label).capitalize()) for kind in Document.Kind]


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _offer_items(form: forms.Form, shelf: Shelf) -> None:
    """A group has no agenda, and neither has a meeting without items."""
    if shelf.items:
        _offer(form, "item", [("", _("The whole meeting")), *shelf.item_choices])
    else:
        del form.fields["item"]


def _moment(at: datetime | None, zone: tzinfo) -> dict[str, Any]:
    if at is None:
        return {}
    local = timezone.localtime(at, zone)
    return {"visible_on": local.date(), "visible_at": local.time()}
