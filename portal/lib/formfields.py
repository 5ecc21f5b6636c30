"""Form fields that several apps share, and how a form says what an action refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any, Final, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from portal.lib import richtext

T = TypeVar("T")

TAG: Final = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
BLANK_LINES: Final = re.compile(r"\n\s*\n")
# What from_paragraphs makes, and nothing more.
PARAGRAPHS: Final = re.compile(r"(?:<p>(?:[^<]|<br>)*</p>\s*)*")


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar where it has one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget} | kwargs)


class RichText(forms.CharField):
    """A formatted text, which comes out cleaned: paragraphs parted by blank lines, or simple HTML."""

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            _("Blank lines part paragraphs. Simple HTML is kept: lists, links, headings, bold."),
        )
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows})} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Paragraphs alone are shown as they were typed."""
        if not isinstance(value, str) or not PARAGRAPHS.fullmatch(value.strip()):
            return value
        text = value.replace("<br>", "\n").replace("</p>", "\n\n")
        return unescape(strip_tags(text)).strip()

    def clean(self, value: Any) -> richtext.CleanHTML:
        text = super().clean(value).replace("\r\n", "\n")
        if TAG.search(text):
            return richtext.clean(text)
        return richtext.from_paragraphs(BLANK_LINES.split(text))


class LinesField(forms.CharField):
    """Several short texts, one a line; comes out as a list."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows})} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))


@dataclass(frozen=True)
class Done(Generic[T]):
    """That an action was done, and what it gave."""

    value: T


def attempt(form: forms.BaseForm, action: Callable[..., T], **given: Any) -> Done[T] | None:
    """Do *action*. What it refuses becomes the form's error, nothing is kept of it, and there is nothing done."""
    try:
        with transaction.atomic():
            return Done(action(**given))
    except ValidationError as error:
        say(form, error)
        return None


def say(form: forms.BaseForm, error: ValidationError) -> None:
    """An error at the field of its name; of a field that the form has not, at the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
