"""A paper: the HTML and the sheets that are to be printed, and the key that their content has."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

TOKENS: Final = "css/tokens.css"
BASE: Final = "css/paper/paper.css"
# What else decides how a paper comes out: another version of these prints anew.
PRINTED_BY: Final = ("weasyprint", "fontpkg-source-sans-3", "fontpkg-source-serif-4")
# One level of brackets within each half, as in light-dark(oklch(…), oklch(…)).
HALF: Final = r"\s*((?:[^(),]|\([^()]*\))+)"
LIGHT_DARK: Final = re.compile(rf"light-dark\({HALF},{HALF}\)")


@dataclass(frozen=True)
class Paper:
    """What one PDF is made of. Two papers with the same ``key`` come out the same, byte for byte."""

    html: str
    css: str

    @cached_property
    def key(self) -> str:
        parts = (*versions(), self.css, self.html)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def compose(template: str, context: dict[str, Any], *sheets: str) -> Paper:
    """A paper from a template and the static ``sheets`` that come after the tokens and what all papers share."""
    css = "\n".join(_sheet(name) for name in (TOKENS, BASE, *sheets))
    return Paper(html=render_to_string(template, context), css=css)


def in_light(css: str) -> str:
    """*css* with the first half of each ``light-dark()``, which WeasyPrint does not know: paper is light."""
    return LIGHT_DARK.sub(lambda match: match[1].strip(), css)


def _sheet(name: str) -> str:
    """A sheet is read once, except where it is being written."""
    return _read(name) if settings.DEBUG else _read_once(name)


def _read(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"The sheet {name} is not among the static files.")
    return in_light(Path(path).read_text("utf-8"))


_read_once = cache(_read)


@cache
def versions() -> tuple[str, ...]:
    return tuple(version(package) for package in PRINTED_BY)
