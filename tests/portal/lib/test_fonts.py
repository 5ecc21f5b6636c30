"""The web's fonts: every letter of Europe is in them, once, in small files that a page can do without."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from portal.lib.fonts import finder
from portal.lib.fonts.faces import CYRILLIC, FACES, GREEK, LATIN, LATIN_EXTENDED, SANS, SERIF, Face

# The smallest that was reached, and some room for the packages' next versions.
KILOBYTES = {
    ("Source Sans 3", "latin"): 26,
    ("Source Sans 3", "latin-ext"): 20,
    ("Source Sans 3", "greek"): 16,
    ("Source Sans 3", "cyrillic"): 19,
    ("Source Serif 4", "latin"): 35,
    ("Source Serif 4", "latin-ext"): 20,
    ("Source Serif 4", "greek"): 17,
    ("Source Serif 4", "cyrillic"): 26,
}


@pytest.fixture(scope="module")
def folder() -> Path:
    """As collectstatic finds them; they stay for the whole run of the tests."""
    return finder.made() / "fonts"


def characters(path: Path) -> set[int]:
    with TTFont(path) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("face", [SANS, SERIF])
@pytest.mark.parametrize(
    ("script", "words"),
    [
        (LATIN, "Köln, Málaga, Århus – “naïve” … €"),
        (LATIN_EXTENDED, "łŻőşğČřŵțķėİ"),
        (GREEK, "ΑθήναΘεσσαλονίκηΆΈΉΊΌΎΏ"),
        (CYRILLIC, "КиївСофияҐґІіЄє"),
    ],
)
def test_letters_of_the_cities(folder: Path, face: Face, script: object, words: str) -> None:
    there = characters(folder / face.file_of(script))  # type: ignore[arg-type]

    assert {letter for letter in words if ord(letter) not in there} == set()


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.family} {face.style}")
def test_scripts_share_no_character(face: Face) -> None:
    every = [one for script in face.scripts for one in script.characters]

    assert len(every) == len(set(every))


@pytest.mark.parametrize("face", [SANS, SERIF])
def test_files_hold_no_more_than_their_script(folder: Path, face: Face) -> None:
    for script in face.scripts:
        assert characters(folder / face.file_of(script)) <= set(script.characters)


def test_files_are_small(folder: Path) -> None:
    sizes = {
        (face.family, script.name): (folder / face.file_of(script)).stat().st_size
        for face in (SANS, SERIF)
        for script in face.scripts
    }

    assert {key: size for key, size in sizes.items() if size > KILOBYTES[key] * 1000} == {}


@pytest.mark.parametrize(("face", "axes"), [(SANS, {"wght"}), (SERIF, {"wght"})])
def test_axes_that_pages_use_are_left(folder: Path, face: Face, axes: set[str]) -> None:
    with TTFont(folder / face.file_of(LATIN)) as font:
        left = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in font["fvar"].axes}

    assert left == dict.fromkeys(axes, (400, 700))


def test_the_sheet_names_every_file_once_and_fallbacks_as_wide(folder: Path) -> None:
    sheet = (folder.parent / "css" / "fonts.css").read_text()

    named = re.findall(r'url\("\.\./fonts/([^"]+)"\)', sheet)
    assert sorted(named) == sorted(path.name for path in folder.iterdir())
    assert sheet.count("font-display: swap") == len(named)
    stretched = [float(each) for each in re.findall(r"size-adjust: ([\d.]+)%", sheet)]
    assert stretched == pytest.approx([94.5, 110.7], abs=1)


def test_finding_makes_nothing(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path

    assert finder.FontFinder().find("fonts/source-sans-3-latin.woff2") == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_made_is_found_and_not_made_again(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}

    assert finders.find("fonts/source-sans-3-latin.woff2") == str(
        folder / "source-sans-3-latin.woff2"
    )
    assert finder.made() / "fonts" == folder
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
