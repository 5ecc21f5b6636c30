"""The pages of versions: drawn from real PDFs by the real program, kept once, or the reason why not."""

import hashlib
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader, PdfWriter

from documents import preparation
from documents.actions import pages
from documents.actions.documents import add_document, add_version
from documents.drawing import cleaned
from documents.models import DocumentPage, DocumentVersion, PageImage
from portal.demo import slides
from portal.lib import jobs
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db

Preparation, Failure = DocumentVersion.Preparation, DocumentVersion.Failure
DECK: slides.Slides = [("After the incubator", ["34 of 41 trade"]), ("Łódź, Αθήνα", ["Κyiv"])]


def deck() -> bytes:
    return bytes(slides.pdf_slides("FabriQ", DECK).read())


def add(content: bytes, content_type: str = "application/pdf") -> DocumentVersion:
    document = add_document(title="FabriQ", kind="presentation", meeting=make_meeting(), by=None)
    return add_version(
        document=document,
        file=ContentFile(content),
        file_name="slides.pdf",
        content_type=content_type,
        by=None,
    )


def prepared(content: bytes) -> DocumentVersion:
    version = add(content)
    jobs.run_due()
    version.refresh_from_db()
    return version


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def blank(*, count: int = 1, width: float = 720, height: float = 405) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(width, height)
    return written(writer)


def decoded(image: PageImage) -> Image.Image:
    with default_storage.open(str(image.file.name)) as file:
        picture = Image.open(io.BytesIO(file.read()))
        picture.load()
    return picture


def test_each_page_gets_its_text_and_two_pictures() -> None:
    version = prepared(deck())

    assert version.preparation == Preparation.READY
    found = list(version.pages.all())
    assert [page.number for page in found] == [1, 2, 3]
    assert [page.first_line for page in found] == ["FabriQ", "After the incubator", "Łódź, Αθήνα"]
    assert "34 of 41 trade" in found[1].text
    for page in found:
        assert (page.width, page.height) == (720, 405)
        shapes = {
            image.width: (decoded(image).format, decoded(image).size) for image in page.images.all()
        }
        assert shapes == {480: ("WEBP", (480, 270)), 1600: ("WEBP", (1600, 901))}


def test_what_is_kept_of_a_picture_is_true() -> None:
    version = prepared(deck())

    for image in PageImage.objects.filter(page__version=version):
        with default_storage.open(str(image.file.name)) as file:
            content = file.read()
        assert image.size == len(content)
        assert image.sha256 == hashlib.sha256(content).hexdigest()


def test_a_version_that_is_no_pdf_is_downloaded_only() -> None:
    version = add(b"PK", content_type="application/vnd.ms-powerpoint")

    assert jobs.run_due() == 0
    assert version.preparation == Preparation.NONE


def test_a_second_run_changes_nothing() -> None:
    version = prepared(deck())
    before = list(PageImage.objects.order_by("pk").values())

    preparation.prepare_pages(version_id=version.pk)

    assert list(PageImage.objects.order_by("pk").values()) == before


def test_what_an_interrupted_run_left_in_the_store_makes_room() -> None:
    version = add(deck())
    left = default_storage.save(f"pages/{version.pk}/1-480.webp", ContentFile(b"half"))

    jobs.run_due()

    image = PageImage.objects.get(page__version=version, page__number=1, width=480)
    assert image.file.name == left
    assert decoded(image).size == (480, 270)


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(deck())))
    writer.encrypt("a password", algorithm="RC4-128")
    return written(writer)


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (encrypted, Failure.ENCRYPTED),
        (lambda: b"%PDF-1.7 and nothing of it", Failure.BROKEN),
        (lambda: b"", Failure.BROKEN),
        (lambda: blank(count=0), Failure.BROKEN),
        (lambda: blank(count=10_000), Failure.TOO_MANY_PAGES),
    ],
    ids=["encrypted", "broken", "nothing", "no pages", "10,000 pages"],
)
def test_why_not_is_noted(content: Callable[[], bytes], failure: str) -> None:
    version = prepared(content())

    assert (version.preparation, version.failure) == (Preparation.FAILED, failure)
    assert not DocumentPage.objects.exists()


@pytest.mark.parametrize(
    ("setting", "most", "failure"),
    [
        ("PREVIEW_PAGES", 2, Failure.TOO_MANY_PAGES),
        ("PREVIEW_BYTES", 5_000, Failure.TOO_LARGE),
        ("PREVIEW_MEMORY", 60 * 1024**2, Failure.TOO_HEAVY),
    ],
)
def test_each_limit_is_a_setting(
    settings: LazySettings, setting: str, most: int, failure: str
) -> None:
    setattr(settings, setting, most)

    version = prepared(deck())

    assert (version.preparation, version.failure) == (Preparation.FAILED, failure)


def test_pictures_that_are_too_large_together_are_refused(settings: LazySettings) -> None:
    target = io.BytesIO()
    Image.effect_noise((1600, 900), 120).save(target, "PDF", quality=5)
    settings.PREVIEW_BYTES = len(target.getvalue())

    assert prepared(target.getvalue()).failure == Failure.TOO_LARGE


def endless() -> bytes:
    """A page that draws a form that draws a form ten times, and so on: 10^9 rectangles in two kilobytes."""
    depth = 9
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 720 405]/Contents 4 0 R"
        "/Resources<</XObject<</F 5 0 R>>>>>>"
    )
    objects.append("<</Length 5>>stream\n/F Do\nendstream")
    for level in range(depth):
        content = "/F Do " * 10 if level < depth - 1 else "0 0 700 400 re f 1 0 0 rg " * 10
        inner = f"/Resources<</XObject<</F {6 + level} 0 R>>>>" if level < depth - 1 else ""
        objects.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 720 405]{inner}/Length {len(content)}>>"
            f"stream\n{content}\nendstream"
        )
    body, places = "%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode()


def test_a_page_that_takes_for_ever_is_given_up(settings: LazySettings) -> None:
    settings.PREVIEW_SECONDS = 2

    version = prepared(endless())

    assert (version.preparation, version.failure) == (Preparation.FAILED, Failure.TOO_HEAVY)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(14_400, 14_400, (1600, 1600)), (14_400, 3, (1600, 1)), (3, 14_400, (4, 16_000))],
)
def test_a_page_of_any_shape_is_drawn_within_the_pixels(
    width: float, height: float, size: tuple[int, int]
) -> None:
    version = prepared(blank(width=width, height=height))

    assert version.preparation == Preparation.READY
    drawn = decoded(PageImage.objects.get(page__version=version, width=1600)).size
    assert drawn[0] * drawn[1] <= 8_000_000
    assert all(abs(one - other) <= 1 for one, other in zip(drawn, size, strict=True))


def test_a_file_that_is_gone_is_said() -> None:
    version = add(deck())
    default_storage.delete(str(version.file.name))

    jobs.run_due()

    version.refresh_from_db()
    assert version.failure == Failure.GONE


def test_the_job_stands_in_the_transaction_of_the_version() -> None:
    version = add(deck())

    queued = ProcrastinateJob.objects.get()
    assert (queued.task_name, queued.args) == ("prepare_pages", {"version_id": version.pk})


def test_what_waits_for_too_long_is_given_up_and_may_still_end_well() -> None:
    version = add(deck())
    with time_machine.travel(timezone.now() + timedelta(hours=7)):
        pages.give_up_overdue()
    version.refresh_from_db()
    assert version.failure == Failure.INTERRUPTED

    jobs.run_due()

    version.refresh_from_db()
    assert (version.preparation, version.failure) == (Preparation.READY, "")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("One\r\n  two\tthree \r\n", "One\ntwo three"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("half a sign \ud83d", "half a sign"),
        ("hidden \u202egnp.exe", "hidden gnp.exe"),
    ],
)
def test_text_is_cleaned(text: str, clean: str) -> None:
    assert cleaned(text) == clean
