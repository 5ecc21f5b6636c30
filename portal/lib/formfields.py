"""Form fields that several apps share, and how a form says what an action refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.lib import figures, richtext

if TYPE_CHECKING:
    from django.http import QueryDict

T = TypeVar("T")

# What a word processor sends along is read up to here; a page of a book has some 3,000 signs.
MOST_TYPED: Final = 1_500_000
MOST_KEPT: Final = 200_000
TOO_LONG: Final = _(
    "This text is longer than a page can be read: keep it as a document, and say here what is in it."
)

# The network was founded in 1986, and its cities know their own past.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

# Without a "<" within: texts of nothing but "<a" are looked through once, and not once for each.
TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
BLANK_LINES: Final = re.compile(r"\n\s*\n")
# What from_paragraphs makes, and nothing more.
PARAGRAPHS: Final = re.compile(r"(?:<p>(?:[^<]|<br>)*</p>\s*)*")


def is_likely(day: date) -> bool:
    """Whether it may have been meant."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar where it has one.

    Days that no calendar of ours knows are slips of the hand: the next day of 31 December 9999 is no day at all.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget} | kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not is_likely(day):
            raise ValidationError(
                _("Look at the year: it is none from %(first)d to %(last)d."),
                code="unlikely",
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return day


class RichTextArea(forms.Textarea):
    """A text area that becomes an editor where scripts run (static/js/rich-text.js); what is sent is its text always.

    It brings its script along, so that forms and pages need to know nothing of it. Scripts that write another text
    into it tell the editor by an event ``rich-text:set`` on the text area.
    """

    pictures_at = ""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        help_id = f"{(attrs or {}).get('id', name)}_typing"
        described = " ".join(filter(None, [(attrs or {}).get("aria-describedby"), help_id]))
        given = (attrs or {}) | self._addresses() | {"aria-describedby": described}
        return format_html(
            '{}<p class="field-help" id="{}">{}</p><script type="module" src="{}"></script>',
            super().render(name, value, given, renderer),
            help_id,
            self._help(),
            static("js/rich-text.js"),
        )

    def _addresses(self) -> dict[str, str]:
        return {
            "data-rich-text": "",
            "data-editor": static("django_prose_editor/editor.js"),
            "data-kinds": static("js/rich-text-kinds.js"),
            "data-dialogs": static("js/rich-text-dialogs.js"),
            "data-caret": static("js/rich-text-caret.js"),
            "data-sheet": static("css/rich-text.css"),
            "data-tools": reverse("editor_tools"),
            "data-pasted": reverse("editor_pasted"),
        } | ({"data-pictures": self.pictures_at} if self.pictures_at else {})

    def _help(self) -> str:
        said = _("Blank lines part paragraphs. Simple HTML is kept: lists, links, headings, bold.")
        if not self.pictures_at:
            return str(said)
        place = format_html('<a href="{}">{}</a>', self.pictures_at, _("the pictures"))
        numbered = _(
            "[picture 12], alone between blank lines, shows the picture of that number: see {pictures}."
        )
        return format_html("{} {}", said, format_html(str(numbered), pictures=place))


class RichText(forms.CharField):
    """A formatted text, which comes out cleaned: paragraphs parted by blank lines, or simple HTML.

    A form whose record has pictures says so, once for each field, where it is made::

        self.fields["report"].offer(pictures_of(meeting))    # visits.pictures; of a group: pictures_of(group)

    Then the editor has a button for them, ``[picture 12]`` becomes the picture, and pictures of other records are
    refused. Without it there is no such button, and a text keeps the pictures that it has.
    """

    widget = RichTextArea

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        self.pictures: figures.Shelf | None = None
        super().__init__(**{"widget": RichTextArea(attrs={"rows": rows})} | kwargs)

    def offer(self, pictures: figures.Shelf) -> None:
        """Let the text show these pictures."""
        self.pictures = pictures
        self.widget.pictures_at = pictures.address

    def prepare_value(self, value: Any) -> Any:
        """Paragraphs alone are shown as they were typed, if they are read so again."""
        if not isinstance(value, str) or not PARAGRAPHS.fullmatch(value.strip()):
            return value
        text = value.replace("<br>", "\n").replace("</p>", "\n\n")
        words = unescape(strip_tags(text)).strip()
        return value if TAG.search(words) else words

    def clean(self, value: Any) -> richtext.CleanHTML:
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > MOST_TYPED:
            raise ValidationError(TOO_LONG)
        if TAG.search(text):
            cleaned = richtext.clean(text)
        else:
            cleaned = richtext.from_paragraphs(BLANK_LINES.split(text))
        if len(cleaned) > MOST_KEPT:
            raise ValidationError(TOO_LONG)
        if self.required and not cleaned:
            raise ValidationError(self.error_messages["required"], code="required")
        return richtext.with_pictures(cleaned, self.pictures) if self.pictures else cleaned


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


def put_anew(form: forms.BaseForm, **values: Any) -> None:
    """Let a form that was sent say something else in some fields, and keep what was typed into the others."""
    sent = cast("QueryDict", form.data).copy()
    for name, value in values.items():
        sent[form.add_prefix(name)] = value
    form.data = sent


def say(form: forms.BaseForm, error: ValidationError) -> None:
    """An error at the field of its name; of a field that the form has not, at the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
