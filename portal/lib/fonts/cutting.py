"""One file for the web out of a full font: a script's characters, the axes that pages use, compressed.

It runs in processes of its own, since two cores make the files in half the time, and imports nothing of Django.
"""

from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from portal.lib.fonts.faces import FACES, FEATURES, Face, Script

PROCESSES = 2


def cut_all(folder: Path) -> None:
    """Write the files of all faces into *folder*."""
    jobs = [(face, script, folder) for face in FACES for script in face.scripts]
    # The longest first: Latin of both families.
    jobs.sort(key=lambda job: len(job[1].ranges), reverse=True)
    # Started anew, as this process may have threads and connections.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(cut, *zip(*jobs, strict=True)))


def cut(face: Face, script: Script, folder: Path) -> None:
    """Write one file. The characters first and the axes after them, which is several times quicker than the reverse."""
    font = full_font(face)
    options = subset.Options(
        layout_features=list(FEATURES), hinting=False, glyph_names=False, notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=script.characters)
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, dict(face.axes), inplace=True)
    font.flavor = "woff2"
    font.save(folder / face.file_of(script))


def full_font(face: Face) -> Any:
    source = files(face.package).joinpath("files", face.file)
    # The same input gives the same bytes, and so the same name: no time of making is written.
    return TTFont(BytesIO(source.read_bytes()), lazy=True, recalcTimestamp=False)
