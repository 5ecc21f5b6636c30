"""Pictures that people send in."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageFile

from portal.lib import pictures
from tests.cities import image


def draw(content: bytes, widths: tuple[int, ...] = (320, 960)) -> dict[int, pictures.Drawn]:
    return pictures.draw(BytesIO(content), size=len(content), widths=widths)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_as_webp_in_each_width_and_never_larger(form: str) -> None:
    drawn = draw(image(600, 400, form))

    assert {width: (one.width, one.height) for width, one in drawn.items()} == {
        320: (320, 213),
        960: (600, 400),
    }
    with Image.open(BytesIO(drawn[320].content)) as opened:
        assert (opened.format, opened.size) == ("WEBP", (320, 213))


def test_what_the_camera_wrote_into_it_is_gone_but_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A camera"
    drawn = draw(image(600, 300, "JPEG", exif=exif.tobytes()))

    with Image.open(BytesIO(drawn[960].content)) as opened:
        assert opened.size == (300, 600)
        assert not dict(opened.getexif())
        assert {"exif", "icc_profile", "xmp"}.isdisjoint(opened.info)


def test_what_can_be_seen_through_stays_so() -> None:
    drawn = draw(image(200, 200, "PNG", mode="RGBA"))

    with Image.open(BytesIO(drawn[320].content)) as opened:
        assert opened.mode in {"RGBA", "RGB"}
    assert draw(image(200, 200, "PNG", mode="P"))[320].width == 200


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg/>",
        b"<!-- a shield --><SVG/>",
    ],
)
def test_an_svg_is_refused_with_the_reason(content: bytes) -> None:
    with pytest.raises(ValidationError, match="It is an SVG, which may carry programs"):
        draw(content)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.4", b"hello" * 500])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="It is no PNG, JPEG or WebP"):
        draw(content)


def test_a_picture_of_another_format_is_refused_whatever_its_name() -> None:
    with pytest.raises(ValidationError, match="It is no PNG, JPEG or WebP"):
        draw(image(100, 100, "GIF"))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a package has told Pillow to make do with it, as WeasyPrint does when it is loaded."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    content = image(900, 900, form)

    with pytest.raises(ValidationError, match="damaged"):
        draw(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("width", "height", "why"),
    [(40, 40, "too small"), (6001, 4001, "too large"), (700, 100, "too long and thin")],
)
def test_a_picture_of_no_fit_size_is_refused(width: int, height: int, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        draw(image(width, height, "PNG", mode="L"))


def test_a_file_that_is_too_heavy_is_not_even_opened() -> None:
    with pytest.raises(ValidationError, match="at most"):
        pictures.draw(BytesIO(b""), size=pictures.MOST_BYTES + 1, widths=(320,))
