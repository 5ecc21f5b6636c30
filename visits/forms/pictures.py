"""What the desk asks about pictures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib import figures
from portal.lib.pictures import Drawing, draw_photograph
from visits.models import Picture

# As many as are drawn while one waits.
AT_ONCE = 4


class WordsForm(forms.Form):
    """What is to be seen, who took it, and what is known of the people on it."""

    alt = forms.CharField(
        label=_("What is to be seen"),
        max_length=250,
        help_text=_(
            "For whoever cannot see it: “Eight people in helmets look down into a tunnel under construction.”"
        ),
    )
    caption = forms.CharField(
        label=_("Caption"),
        max_length=250,
        required=False,
        help_text=_("Stands below it, for everybody."),
    )
    credit = forms.CharField(label=_("Photographer"), max_length=120, required=False)
    consent = forms.ChoiceField(
        label=_("People on it"),
        choices=Picture.Consent,
        required=False,
        help_text=_(
            "A report is published when this is known of each of its pictures. One that somebody did not agree to is shown to nobody but you who prepare the page."
        ),
    )


class PictureForm(WordsForm):
    """A picture to be added; one of several, of which the empty ones are left aside."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, at most 20 MB. Place and camera are taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    field_order = ("picture", "alt", "caption", "credit", "consent")

    def clean_picture(self) -> Drawing:
        """In all the widths and formats that pages ask for."""
        file = self.cleaned_data["picture"]
        return draw_photograph(file, size=file.size, widths=figures.WIDTHS, formats=figures.FORMATS)


class DescribeForm(WordsForm):
    """Other words for a picture."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def about(cls, picture: Picture, data: Any = None) -> "DescribeForm":
        names = ("alt", "caption", "credit", "consent", "version")
        return cls(data, initial={name: getattr(picture, name) for name in names})


def forms_for(data: Any = None, files: Any = None, *, count: int = AT_ONCE) -> list[PictureForm]:
    """Rows for several pictures at once; the first is asked for, the others are there if wanted."""
    return [
        PictureForm(
            data,
            files,
            prefix=f"p{number}",
            empty_permitted=number > 0,
            use_required_attribute=False,
        )
        for number in range(count)
    ]
