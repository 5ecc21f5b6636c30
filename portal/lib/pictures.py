"""Pictures that people send in: found out from their content, and drawn again, so that nothing but the picture stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final, TypeVar

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

T = TypeVar("T")

FORMATS: Final = ("PNG", "JPEG", "WEBP")
MOST_BYTES: Final = 5 * 1024**2
# 6,000 by 4,000; each takes four bytes of memory while it is drawn.
MOST_PIXELS: Final = 24_000_000
LEAST_SIDE: Final = 48
# What is longer and thinner than this is no crest, and would be a line.
MOST_OBLONG: Final = 6
# AVIF looks alike at a lower figure; each is as slow as a person waits for.
SAVING: Final[dict[str, dict[str, int]]] = {
    "webp": {"quality": 82, "method": 4},
    "avif": {"quality": 62, "speed": 9},
}
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
    """A picture as WebP or AVIF, without the place, the camera and the hour that the file may have told.

    ``asked`` is the width that it was to have; it is never wider than it was.
    """

    width: int
    height: int
    content: bytes
    asked: int = 0
    form: str = "webp"


@dataclass(frozen=True)
class Drawing:
    """One picture in all widths and formats, and the size of the largest."""

    width: int
    height: int
    files: tuple[Drawn, ...]


@dataclass(frozen=True)
class Limits:
    """What is taken, in bytes and pixels."""

    bytes: int
    pixels: int


SMALL: Final = Limits(MOST_BYTES, MOST_PIXELS)
# As cameras and telephones make them; a JPEG is read no larger than it is needed.
PHOTOGRAPH: Final = Limits(20 * 1024**2, 64_000_000)


def draw(file: IO[bytes], *, size: int, widths: Iterable[int]) -> dict[int, Drawn]:
    """The picture in each width (never wider than it is); raises ValidationError with what is wrong and what to do."""
    return _each(
        file, size, SMALL, lambda picture: {width: _drawn(picture, width) for width in widths}
    )


def draw_photograph(
    file: IO[bytes], *, size: int, widths: Sequence[int], formats: Sequence[str]
) -> Drawing:
    """The same for the pictures of texts: in each width and in each of the formats "webp" and "avif"."""

    def drawn(picture: Image.Image) -> Drawing:
        files = tuple(_drawn(picture, width, form) for width in widths for form in formats)
        largest = max(files, key=lambda one: one.width)
        return Drawing(largest.width, largest.height, files)

    return _each(file, size, PHOTOGRAPH, drawn, needed=max(widths))


def _each(
    file: IO[bytes],
    size: int,
    limits: Limits,
    make: Callable[[Image.Image], T],
    needed: int | None = None,
) -> T:
    """What is made of the picture in *file*, once it is known to be one that is taken."""
    if size > limits.bytes:
        said = {"size": filesizeformat(size), "most": filesizeformat(limits.bytes)}
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
            # Only a JPEG can be read smaller than it is; all others are whole in memory.
            most = limits.pixels if opened.format == "JPEG" else MOST_PIXELS
            _refuse_size(opened.width, opened.height, most)
            if needed:
                opened.draft("RGB", (needed, needed))
            picture = _upright(opened)
        return make(picture)
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


def _refuse_size(width: int, height: int, most: int) -> None:
    said = {"width": width, "height": height}
    if width * height > most:
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


def _drawn(picture: Image.Image, width: int, form: str = "webp") -> Drawn:
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    kept = BytesIO()
    picture.save(kept, form, **SAVING[form], exif=b"", icc_profile=b"", xmp=b"")
    return Drawn(picture.width, picture.height, kept.getvalue(), width, form)
