"""A font that most machines have, stretched to the measures of ours, so that nothing moves when ours arrives."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

from portal.lib.fonts.faces import LATIN, SANS, SERIF, Face

# How often letters and the space between words occur in English, in per cent.
FREQUENCIES: Final = {
    sign: float(often)
    for sign, often in (
        pair.split("=")
        for pair in [
            "a=8.2",
            "b=1.5",
            "c=2.8",
            "d=4.3",
            "e=12.7",
            "f=2.2",
            "g=2.0",
            "h=6.1",
            "i=7.0",
            "j=0.15",
            "k=0.77",
            "l=4.0",
            "m=2.4",
            "n=6.7",
            "o=7.5",
            "p=1.9",
            "q=0.1",
            "r=6.0",
            "s=6.3",
            "t=9.1",
            "u=2.8",
            "v=0.98",
            "w=2.4",
            "x=0.15",
            "y=2.0",
            "z=0.07",
        ]
    )
} | {" ": 20.0}


@dataclass(frozen=True)
class Fallback:
    """Fonts of the same measures under several names; ``width`` is that of the average letter, in em."""

    name: str
    face: Face
    local: tuple[str, ...]
    width: float


# The widths were measured in the free fonts of the same measures, by the frequencies above.
FALLBACKS: Final = (
    Fallback("Source Sans 3 fallback", SANS, ("Arial", "Liberation Sans", "Arimo"), 0.4442),
    Fallback(
        "Source Serif 4 fallback", SERIF, ("Times New Roman", "Liberation Serif", "Tinos"), 0.4026
    ),
)


def rule(fallback: Fallback, folder: Path) -> str:
    """The fallback as a face of CSS: as wide as the file in *folder*, and its lines as high."""
    font = TTFont(folder / fallback.face.file_of(LATIN))
    stretch = average_width(font) / fallback.width
    units = font["head"].unitsPerEm * stretch
    lines = font["hhea"]
    sources = ", ".join(f'local("{name}")' for name in fallback.local)
    return (
        f'@font-face {{ font-family: "{fallback.name}"; src: {sources}; size-adjust: {stretch:.2%}; '
        f"ascent-override: {lines.ascent / units:.2%}; descent-override: {-lines.descent / units:.2%}; "
        f"line-gap-override: {lines.lineGap / units:.2%}; }}"
    )


def average_width(font: Any) -> float:
    """Of a letter of English at the font's own weight, in em."""
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[glyphs[ord(letter)]][0] * often for letter, often in FREQUENCIES.items())
    return float(total / sum(FREQUENCIES.values()) / font["head"].unitsPerEm)
