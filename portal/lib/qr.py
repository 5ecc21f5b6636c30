"""QR codes: an address for the eye of a telephone, drawn as SVG."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode


# A paper is made anew after each change, and leads to the same page as before.
@lru_cache(maxsize=64)
def svg_address(text: str) -> str:
    """A ``data:`` address of the code, without a margin: whoever shows it leaves white around it."""
    return str(_code(text).svg_data_uri(border=0, omitsize=True))


def svg(text: str) -> str:
    """The code as SVG to stand in a page, with the margin that cameras need; black on white in the dark as well."""
    return str(_code(text).svg_inline(border=4, omitsize=True, light="#fff", svgclass="qr"))


def _code(text: str) -> "QRCode":
    # With it comes what writes XML; only papers and second factors are drawn.
    import segno  # noqa: PLC0415

    return segno.make(text, error="m", micro=False)
