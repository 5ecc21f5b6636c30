"""A public page as part of a preview: with a bar above it that says whose eyes these are, and with nothing to press."""

import re
from collections.abc import Mapping
from typing import Final

LINK: Final = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')
# The way past the head of the page comes first, as ever.
BEGIN: Final = re.compile(r'<body>\s*<a class="skip".*?</a>', re.DOTALL)
FORM: Final = re.compile(r"<form\b")


def inert(html: str, own: Mapping[str, str], bar: str) -> str:
    """The page with ``bar`` above it. Links to addresses that are ``own`` lead to what stands there; all else does nothing."""

    def led(found: re.Match[str]) -> str:
        start, address = found.groups()
        if address.startswith("#"):
            return found[0]
        place, _sign, anchor = address.partition("#")
        if place in own:
            to = f"{own[place]}#{anchor}" if anchor else own[place]
            return f'{start} href="{to.replace("&", "&amp;")}"'
        return f'{start} data-inert=""'

    html = FORM.sub("<form inert", LINK.sub(led, html))
    return BEGIN.sub(lambda found: found[0] + bar, html, count=1)
