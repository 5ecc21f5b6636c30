"""Real PDF and PPTX files for the demonstration, each marked as made up on its first page."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from weasyprint import HTML

from portal.demo.programmes import MARK

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

Slides = list[tuple[str, list[str]]]


def pdf_slides(title: str, slides: Slides) -> ContentFile[bytes]:
    """Landscape slides as a tagged PDF."""
    return _pdf("portal/demo/slides.html", title=title, slides=slides)


def pdf_agenda(
    title: str, days: list[tuple[str, list[tuple[str, str, str]]]]
) -> ContentFile[bytes]:
    """A programme on A4: days of (hours, title, place)."""
    return _pdf("portal/demo/agenda.html", title=title, days=days)


def _pdf(template: str, **context: object) -> ContentFile[bytes]:
    html = render_to_string(template, {"mark": MARK, **context})
    return ContentFile(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


def pptx_slides(title: str, slides: Slides) -> ContentFile[bytes]:
    """The same as a presentation that an office program opens."""
    from pptx import Presentation  # noqa: PLC0415 - installed for the demonstration alone

    deck = Presentation()
    deck.core_properties.title = title
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = title
    first.placeholders[1].text = MARK
    for heading, points in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = heading
        slide.placeholders[1].text = "\n".join(points)
    written = BytesIO()
    deck.save(written)
    return ContentFile(written.getvalue())
