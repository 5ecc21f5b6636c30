"""Pictures that people send in: found out from their content, and drawn again, so that nothing but the picture stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

FORMATS: Final = ("PNG", "JPEG", "WEBP")
MOST_BYTES: Final = 5 * 1024**2
# 6,000 by 4,000; each takes four bytes of memory while it is drawn.
MOST_PIXELS: Final = 24_000_000
LEAST_SIDE: Final = 48
# What is longer and thinner than this is no crest, and would be a line.
MOST_OBLONG: Final = 6
QUALITY: Final = 82
CANNOT_BE_READ: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    MemoryError,
    Image.DecompressionBombError,
)


@dataclass(frozen=True)
class Drawn:
    """A picture as WebP, without the place, the camera and the hour that the file may have told."""

    width: int
    height: int
    content: bytes


def draw(file: IO[bytes], *, size: int, widths: Iterable[int]) -> dict[int, Drawn]:
    """The picture in each width (never wider than it is); raises ValidationError with what is wrong and what to do."""
    if size > MOST_BYTES:
        said = {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
        raise ValidationError(
            _("It has %(size)s; at most %(most)s are taken. Save it smaller.") % said
        )
    head = file.read(1024)
    file.seek(0)
    if _is_svg(head):
        raise ValidationError(
            _("It is an SVG, which may carry programs: save it as PNG, and send that.")
        )
    # WeasyPrint, in a process that has loaded it, lets Pillow fill up what is missing of a picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(file, formats=FORMATS) as opened:
            _refuse_size(opened.width, opened.height)
            picture = _upright(opened)
        return {width: _drawn(picture, width) for width in widths}
    except UnidentifiedImageError:
        raise ValidationError(
            _("It is no PNG, JPEG or WebP, whatever its name says: save it as one of these.")
        ) from None
    except CANNOT_BE_READ:
        raise ValidationError(
            _("It is damaged and cannot be opened: save it again, and send that.")
        ) from None


def _is_svg(head: bytes) -> bool:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!--")) and b"<svg" in text)


def _refuse_size(width: int, height: int) -> None:
    said = {"width": width, "height": height}
    if width * height > MOST_PIXELS:
        raise ValidationError(
            _("It is %(width)d by %(height)d pixels, which is too large: save it smaller.") % said
        )
    if min(width, height) < LEAST_SIDE:
        raise ValidationError(
            _("It is %(width)d by %(height)d pixels, which is too small to be recognised.") % said
        )
    if max(width, height) > MOST_OBLONG * min(width, height):
        raise ValidationError(
            _("It is %(width)d by %(height)d pixels, which is too long and thin: cut it.") % said
        )


def _upright(opened: Image.Image) -> Image.Image:
    """As it is meant to be looked at, in colours that every screen knows; only its first frame."""
    turned = ImageOps.exif_transpose(opened)
    has_holes = "A" in turned.getbands() or "transparency" in turned.info
    return turned.convert("RGBA" if has_holes else "RGB")


def _drawn(picture: Image.Image, width: int) -> Drawn:
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    kept = BytesIO()
    picture.save(kept, "WEBP", quality=QUALITY, method=6, exif=b"", icc_profile=b"", xmp=b"")
    return Drawn(picture.width, picture.height, kept.getvalue())
