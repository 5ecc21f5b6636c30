"""A list of cities that is handed in, as a file at first and then as its text."""

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import city_table
from portal.lib import tables

# Far more than a long list, and, as a form writes it, less than what a form may carry.
MOST_BYTES = 512 * 1024


class CityListForm(forms.Form):
    """Comes out with the ``text``, and its ``lines`` with what is wrong with each."""

    file = forms.FileField(
        label=gettext_lazy("List of cities"),
        required=False,
        help_text=gettext_lazy("A CSV, as spreadsheets save it; its first line names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.txt"}),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    is_final = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["text"] = self._text(cleaned)
            cleaned["lines"] = self.read(cleaned["text"])
        except tables.UnreadableTableError as error:
            self.add_error("file", str(error))
        return cleaned

    def read(self, text: str) -> list[Any]:
        return city_table.read(text)

    def _text(self, cleaned: dict[str, Any]) -> str:
        file = cleaned.get("file")
        if file is None:
            if not cleaned.get("text"):
                raise tables.UnreadableTableError(_("Choose a file."))
            return str(cleaned["text"])
        if file.size > MOST_BYTES:
            said = {"size": filesizeformat(file.size), "most": filesizeformat(MOST_BYTES)}
            raise tables.UnreadableTableError(
                _("The file has %(size)s; a list has at most %(most)s.") % said
            )
        return tables.decoded(file.read())
