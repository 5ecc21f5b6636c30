"""Which faces pages use and from where, into which scripts each is cut, and what of a font is kept."""

from dataclasses import dataclass
from typing import Final

Range = tuple[int, int]


@dataclass(frozen=True)
class Script:
    """Characters that are fetched together, by the first page that has one of them."""

    name: str
    ranges: tuple[Range, ...]

    @property
    def characters(self) -> list[int]:
        return [one for first, last in self.ranges for one in range(first, last + 1)]

    @property
    def unicode_range(self) -> str:
        """As CSS writes it."""
        return ", ".join(
            f"U+{first:04X}" if first == last else f"U+{first:04X}-{last:04X}"
            for first, last in self.ranges
        )


@dataclass(frozen=True)
class Face:
    """One style of a family, cut from one file of a package; ``axes`` are what is left of its axes."""

    family: str
    package: str
    file: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...]
    scripts: tuple[Script, ...]
    style: str = "normal"

    @property
    def weights(self) -> str:
        """As CSS writes them: a range, or one."""
        weight = dict(self.axes)["wght"]
        return f"{weight[0]:g} {weight[1]:g}" if isinstance(weight, tuple) else f"{weight:g}"

    def file_of(self, script: Script) -> str:
        family = self.family.lower().replace(" ", "-")
        style = "" if self.style == "normal" else f"-{self.style}"
        return f"{family}{style}-{script.name}.woff2"


# English, the languages of western Europe, and the signs that every text has. Whatever its characters, a page has some.
LATIN: Final = Script(
    "latin",
    (
        (0x0020, 0x007E),
        (0x00A0, 0x00FF),
        (0x0131, 0x0131),
        (0x0152, 0x0153),
        (0x02BB, 0x02BC),
        (0x02C6, 0x02C6),
        (0x02DA, 0x02DA),
        (0x02DC, 0x02DC),
        (0x2002, 0x200B),
        (0x2010, 0x2015),
        (0x2018, 0x201E),
        (0x2020, 0x2022),
        (0x2026, 0x2026),
        (0x202F, 0x2030),
        (0x2032, 0x2033),
        (0x2039, 0x203A),
        (0x2044, 0x2044),
        (0x20AC, 0x20AC),
        (0x2116, 0x2116),
        (0x2122, 0x2122),
        (0x2190, 0x2199),
        (0x2212, 0x2212),
    ),
)
# The other languages of Europe in Latin letters: Białystok, Győr, Iași, Çanakkale, Caerdydd in Ŵ.
LATIN_EXTENDED: Final = Script(
    "latin-ext",
    (
        (0x0100, 0x0130),
        (0x0132, 0x0151),
        (0x0154, 0x017F),
        (0x01E6, 0x01E7),
        (0x01FA, 0x01FF),
        (0x0218, 0x021B),
        (0x0259, 0x0259),
        (0x1E80, 0x1E85),
        (0x1E9E, 0x1E9E),
        (0x1EF2, 0x1EF3),
    ),
)
GREEK: Final = Script("greek", ((0x0370, 0x03FF),))
CYRILLIC: Final = Script("cyrillic", ((0x0400, 0x045F), (0x0490, 0x0491), (0x04B0, 0x04B1)))
SCRIPTS: Final = (LATIN, LATIN_EXTENDED, GREEK, CYRILLIC)

SANS: Final = Face(
    "Source Sans 3",
    "fontpkg_source_sans_3",
    "SourceSans3[wght].ttf",
    (("wght", (400, 700)),),
    SCRIPTS,
)
SERIF: Final = Face(
    "Source Serif 4",
    "fontpkg_source_serif_4",
    "SourceSerif4[opsz,wght].ttf",
    (("wght", (400, 700)), ("opsz", 24)),
    SCRIPTS,
)
# For the emphasis that a text has here and there: of one weight, and in Latin letters.
SERIF_ITALIC: Final = Face(
    "Source Serif 4",
    "fontpkg_source_serif_4",
    "SourceSerif4-Italic[opsz,wght].ttf",
    (("wght", 400), ("opsz", 24)),
    (LATIN,),
    style="italic",
)
FACES: Final = (SANS, SERIF, SERIF_ITALIC)
# The rules that name the files; portal/lib/static.py joins them to the sheet that pages load.
SHEET: Final = "css/fonts.css"
# What the first picture of any page needs.
PRELOADED: Final = (f"fonts/{SANS.file_of(LATIN)}", f"fonts/{SERIF.file_of(LATIN)}")

# Pairs, ligatures, figures for tables and lines, and what letters with marks stand on; no small capitals and the like.
FEATURES: Final = ("kern", "liga", "lnum", "tnum", "locl", "ccmp", "mark", "rvrn")
