"""``python -m portal.lib.fonts FOLDER`` makes all fonts, and the sheet that names them, in a folder that is not there.

A program of its own: what takes fonts apart is large, and is to be in no process that serves pages.
"""

import sys
from pathlib import Path

from portal.lib.fonts import fallback
from portal.lib.fonts.cutting import cut_all
from portal.lib.fonts.faces import FACES, SHEET


def main(folder: Path) -> None:
    (folder / "fonts").mkdir(parents=True)
    cut_all(folder / "fonts")
    (folder / SHEET).parent.mkdir()
    (folder / SHEET).write_text(sheet(folder / "fonts"), encoding="utf-8")


def sheet(folder: Path) -> str:
    """The faces as CSS names them. Text is there at once in the fallback, and changes its look, not its place."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; font-weight: {face.weights}; '
        f'font-display: swap; src: url("../fonts/{face.file_of(script)}") format("woff2"); '
        f"unicode-range: {script.unicode_range}; }}"
        for face in FACES
        for script in face.scripts
    ]
    fallbacks = [fallback.rule(one, folder) for one in fallback.FALLBACKS]
    return "\n".join([*rules, *fallbacks, ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
