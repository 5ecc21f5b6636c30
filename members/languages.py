"""Languages that people of the network speak, by their codes (ISO 639)."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

EUROPEAN: Final = (
    ("sq", _("Albanian")),
    ("hy", _("Armenian")),
    ("az", _("Azerbaijani")),
    ("eu", _("Basque")),
    ("be", _("Belarusian")),
    ("bs", _("Bosnian")),
    ("bg", _("Bulgarian")),
    ("ca", _("Catalan")),
    ("hr", _("Croatian")),
    ("cs", _("Czech")),
    ("da", _("Danish")),
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("et", _("Estonian")),
    ("fi", _("Finnish")),
    ("fr", _("French")),
    ("gl", _("Galician")),
    ("ka", _("Georgian")),
    ("de", _("German")),
    ("el", _("Greek")),
    ("hu", _("Hungarian")),
    ("is", _("Icelandic")),
    ("ga", _("Irish")),
    ("it", _("Italian")),
    ("lv", _("Latvian")),
    ("lt", _("Lithuanian")),
    ("lb", _("Luxembourgish")),
    ("mk", _("Macedonian")),
    ("mt", _("Maltese")),
    ("cnr", _("Montenegrin")),
    ("no", _("Norwegian")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("ru", _("Russian")),
    ("sr", _("Serbian")),
    ("sk", _("Slovak")),
    ("sl", _("Slovenian")),
    ("es", _("Spanish")),
    ("sv", _("Swedish")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("cy", _("Welsh")),
)


def names_of(codes: Iterable[str]) -> list[str]:
    """In the order of the codes; a code that is not in the list stands for itself."""
    names = dict(EUROPEAN)
    return [str(names.get(code, code)) for code in codes]
