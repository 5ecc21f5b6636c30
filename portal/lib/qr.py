"""QR codes: an address for the eye of a telephone, drawn as SVG."""

import segno


def svg_address(text: str) -> str:
    """A ``data:`` address of the code, without a margin: whoever shows it leaves white around it."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=0, omitsize=True))
