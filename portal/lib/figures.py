"""Pictures within texts: what a text says of one, by an address of ours, and how a page shows it."""

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple, Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.lib import site

# As visits.models.PictureFile has them, by the names of their formats and in pixels.
WIDTHS: Final = (480, 960, 1920)
FORMATS: Final = ("avif", "webp")
# The one that stands in a text, and that a browser takes which knows no better.
MIDDLE: Final = 960
# A column of reading, or the whole of a small screen.
SIZES: Final = "(min-width: 46rem) 42rem, 92vw"
ADDRESS: Final = re.compile(r"/pictures/(\d{1,9})/\d{1,4}\.(?:avif|webp)")
WITHIN_TEXT: Final = re.compile(r'<img\b[^>]*?\bsrc="/pictures/(\d{1,9})/[^>]*>')
FIGURE: Final = re.compile(r"<figure>.*?</figure>", re.DOTALL)
CODE: Final = re.compile(r"<p>\[picture (\d{1,9})\]</p>", re.IGNORECASE)
ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')
MOST_PIXELS_ASIDE: Final = 20_000
# What counts readers instead of showing them anything.
UNSEEN: Final = frozenset({"0", "1", "2"})


class Figure(NamedTuple):
    """A picture as a text shows it."""

    alt: str
    caption: str
    width: int
    height: int

    def html(self, picture: int) -> SafeString:
        caption = format_html("<figcaption>{}</figcaption>", self.caption) if self.caption else ""
        return format_html("<figure>{}{}</figure>", self.image(picture), caption)

    def image(self, picture: int) -> SafeString:
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            address(picture),
            self.alt,
            self.width,
            self.height,
        )


class Shelf(Protocol):
    """The pictures that the texts of one record may show."""

    @property
    def address(self) -> str:
        """Where the desk lists them and takes new ones."""

    def find(self, numbers: Collection[int]) -> Mapping[int, Figure]:
        """Those of these numbers that are this record's."""


def address(picture: int, width: int = MIDDLE, form: str = "webp") -> str:
    """Where a picture is served, behind the audience of its page."""
    return f"/pictures/{picture}/{width}.{form}"


def shown_by(given: Mapping[str, str]) -> dict[str, str] | None:
    """What a text keeps of an ``<img>``: our own address, the words for whoever does not see it, its size.

    None, if it is no picture of ours or says nothing to who does not see it.
    """
    found = ADDRESS.fullmatch(given.get("src", "").strip().removeprefix(site.absolute("")))
    alt = " ".join(given.get("alt", "").split())
    if found is None or not alt:
        return None
    sides = {name: given[name] for name in ("width", "height") if _is_side(given.get(name, ""))}
    return {"src": address(int(found[1])), "alt": alt, **(sides if len(sides) == 2 else {})}


def _is_side(value: str) -> bool:
    is_number = value.isascii() and value.isdecimal() and len(value) < 6
    return is_number and 0 < int(value) <= MOST_PIXELS_ASIDE


def is_unseen(given: Mapping[str, str]) -> bool:
    """A picture of a pixel, which nobody misses."""
    return given.get("width") in UNSEEN or given.get("height") in UNSEEN


def pictures_in(html: str) -> set[int]:
    """The numbers of the pictures that a cleaned text shows."""
    return {int(found[1]) for found in WITHIN_TEXT.finditer(html)}


def codes_in(html: str) -> set[int]:
    """The numbers of the pictures that a cleaned text asks for by their codes."""
    return {int(found[1]) for found in CODE.finditer(html)}


def completed(html: str, known: Mapping[int, Figure]) -> str:
    """A cleaned text with pictures for codes, and each picture with the words and the size that it has now."""
    html = CODE.sub(lambda found: known[int(found[1])].html(int(found[1])), html)
    return WITHIN_TEXT.sub(lambda found: known[int(found[1])].image(int(found[1])), html)


def without(html: str) -> str:
    """A cleaned text without its pictures, where only words are read: captions alone would stand for nothing."""
    return FIGURE.sub("", html)


def shown(html: str) -> str:
    """A cleaned text with its pictures in the width and format that each browser asks for, fetched when they are near."""
    if "<img" not in html:
        return html
    return WITHIN_TEXT.sub(_picture, html)


def _picture(found: re.Match[str]) -> SafeString:
    picture = int(found[1])
    given = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[0])}
    kept = [(name, given[name]) for name in ("alt", "width", "height") if name in given]
    widths = list(_widths(int(given.get("width", WIDTHS[-1]))))
    sources = (
        (form, ", ".join(f"{address(picture, width, form)} {broad}w" for width, broad in widths))
        for form in FORMATS
    )
    return format_html(
        '<picture>{}<img src="{}" loading="lazy" decoding="async"{}></picture>',
        format_html_join(
            "",
            '<source type="image/{}" srcset="{}" sizes="{}">',
            ((form, srcset, SIZES) for form, srcset in sources),
        ),
        address(picture),
        format_html_join("", ' {}="{}"', kept),
    )


def _widths(natural: int) -> Iterator[tuple[int, int]]:
    """The widths that differ: none is drawn wider than the picture is."""
    for width in WIDTHS:
        yield width, min(width, natural)
        if width >= natural:
            return
