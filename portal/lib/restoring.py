"""Words as they were beside what stands now, and the form that asks which of them come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib.acts import Kind, Words
from portal.lib.differences import Line, difference

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Compared:
    """A text as it was, beside what stands now; ``version`` is where it is restored from."""

    kind: Kind
    words: Words
    now: Words | None
    version: Any

    @property
    def key(self) -> str:
        return self.words.key

    @property
    def label(self) -> _StrOrPromise:
        return self.words.label

    @property
    def is_gone(self) -> bool:
        """The record is not there any more: restoring brings it back."""
        return self.now is None

    @property
    def is_same(self) -> bool:
        return self.now is not None and self.now.text == self.words.text

    @property
    def mark(self) -> str:
        """Another one as soon as what stands now is: what somebody looked at before restoring."""
        now = self.now.text if self.now else None
        return sha256(repr(now).encode()).hexdigest()[:16]

    @property
    def lines(self) -> list[Line]:
        return difference(self.words.html, self.now.html if self.now else "")


def compare(kind: Kind, version: Any, record: Any) -> list[Compared]:
    """The texts of one version, with those of its record as it is now, or none."""
    then = kind.texts(kind.values_of(version), version.pgh_obj_id)
    now = kind.texts(kind.values_of(record), record.pk) if record else []
    by_key = {words.key: words for words in now}
    return [Compared(kind, words, by_key.get(words.key), version) for words in then]


class RestoringForm(forms.Form):
    """Which of the texts are restored, and what stood there when they were looked at."""

    text = forms.MultipleChoiceField(
        label=_("Texts"),
        error_messages={"required": _("Choose at least one text. Nothing was restored.")},
    )

    def __init__(self, data: Any = None, *, compared: Sequence[Compared]) -> None:
        super().__init__(data)
        self.compared = compared
        self.fields["text"].choices = [(one.key, one.label) for one in compared]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        keys = self.cleaned_data.get("text", [])
        return {
            "compared": [one for one in self.compared if one.key in keys],
            "seen": {key: self.data.get(f"seen_{key}", "") for key in keys},
        }
