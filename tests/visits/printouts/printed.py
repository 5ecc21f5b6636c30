"""An agenda as it comes from the printer, read by another library."""

from datetime import date

from django.test import Client
from pypdf import PdfReader

from tests import papers
from tests.demonstration import load_demonstration
from visits.models import Meeting

TODAY = date(2026, 11, 22)


def agenda_pdf(meeting: Meeting, layout: str = "") -> PdfReader:
    asked = {"layout": layout} if layout else {}
    response = Client().get(f"{meeting.get_absolute_url()}agenda.pdf", asked)
    assert response.status_code == 200
    return papers.read(response.getvalue())


def demonstration(slug: str) -> Meeting:
    load_demonstration(TODAY)
    return Meeting.objects.get(slug=slug)
