"""The style sheet as it is collected: one file, whose pictures are found and whose name follows its content."""

import json
import re
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core.management import call_command
from django.test import override_settings

BACKEND = {"staticfiles": {"BACKEND": "portal.lib.static.OneSheetStorage"}}


@pytest.fixture
def collected(settings: LazySettings, tmp_path: Path) -> Path:
    settings.STORAGES = settings.STORAGES | BACKEND
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path / "static"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that the portal has, collected once."""
    root = tmp_path_factory.mktemp("collected")
    with override_settings(STORAGES=settings.STORAGES | BACKEND, STATIC_ROOT=root):
        collect()
    return root


def collect() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def sheet(root: Path, name: str = "css/site.css") -> str:
    names: dict[str, str] = json.loads((root / "staticfiles.json").read_text())["paths"]
    return (root / names[name]).read_text()


def test_the_sheet_holds_every_part_and_asks_for_no_other(ours: Path) -> None:
    joined = sheet(ours)

    assert "@import" not in joined
    order = "@layer reset, tokens, base, layout, components, pages, print;"
    assert joined.index(order) < joined.index("--paper")
    # What few pages need is loaded by these alone.
    alone = ("site.css", "desk.css", "rich-text.css", "city-registrations.css")
    apart = {Path("static/css") / name for name in alone}
    # Papers have sheets of their own, which WeasyPrint reads.
    apart |= set(Path("static/css/paper").iterdir()) | set(Path("static/css/desk").iterdir())
    for part in set(Path("static/css").rglob("*.css")) - apart:
        assert first_rule_of(part) in joined, part


def test_the_sheet_of_the_desk_holds_the_parts_of_the_desk(ours: Path) -> None:
    joined = sheet(ours, "css/desk.css")

    assert "@import" not in joined
    for part in Path("static/css/desk").iterdir():
        assert first_rule_of(part) in joined, part


def first_rule_of(part: Path) -> str:
    first_rule = re.search(r"^ {2}[^/\s@][^\n]*", part.read_text(), re.MULTILINE)
    assert first_rule is not None, part
    return first_rule[0].split("{")[0]


def test_the_pictures_that_parts_name_are_there(ours: Path) -> None:
    targets = re.findall(r'url\("?([^")]+)"?\)', sheet(ours))

    assert targets
    for target in targets:
        assert (ours / "css" / target).resolve().is_file(), target


def test_a_part_that_changes_changes_the_sheet(
    collected: Path, settings: LazySettings, tmp_path: Path
) -> None:
    css = tmp_path / "source" / "css"
    css.mkdir(parents=True)
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    # What packages bring is not the question, and pressing it takes long.
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (css / "site.css").write_text('@import url("part.css");\n')
    (css / "part.css").write_text("a { color: red }")
    collect()

    (css / "part.css").write_text("a { color: blue }")
    collect()

    assert "blue" in sheet(collected)
    assert "red" not in sheet(collected)


def test_an_import_of_a_part_that_is_not_there_is_refused(
    collected: Path, settings: LazySettings, tmp_path: Path
) -> None:
    css = tmp_path / "source" / "css"
    css.mkdir(parents=True)
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    (css / "site.css").write_text('@import url("gone.css");\n')

    with pytest.raises(FileNotFoundError, match=re.escape("css/gone.css")):
        collect()


def test_the_sheet_names_fonts_by_their_content(ours: Path) -> None:
    fonts = [url for url in re.findall(r'url\("?([^")]+)"?\)', sheet(ours)) if "woff2" in url]

    assert len(fonts) == 9
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", font) for font in fonts)
    assert "css/fonts.css" not in json.loads((ours / "staticfiles.json").read_text())["paths"]
