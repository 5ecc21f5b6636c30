"""QR codes: an address for the eye of a telephone, drawn as SVG."""

import segno


def svg_address(text: str) -> str:
    """A ``data:`` address of the code, without a margin: whoever shows it leaves white around it."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=0, omitsize=True))


def svg(text: str) -> str:
    """The code as SVG to stand in a page, with the margin that cameras need; black on white in the dark as well."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, light="#fff", svgclass="qr"))
