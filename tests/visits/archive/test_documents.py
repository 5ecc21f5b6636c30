"""Documents out of the lines that are glued to their links."""

import pytest

from tests.visits.archive.pages import passage
from visits.archive.documents import proposed_kind, proposed_title, read_documents
from visits.archive.facts import DocumentKind


def test_three_documents_in_a_row_are_three() -> None:
    row = passage(
        "Agenda Riga.pdfdownload/preview this fileSlides_Ghent.pptxDownload / preview this file"
        "Minutesdownload/preview this file"
    )

    documents, problems = read_documents([row])

    assert [fact.value.name for fact in documents] == [
        "Agenda Riga.pdf",
        "Slides_Ghent.pptx",
        "Minutes",
    ]
    assert problems == []


def test_a_link_without_a_name_and_words_after_the_last_are_reported() -> None:
    documents, problems = read_documents([passage("download/preview this file (2 MB)", line=7)])

    assert documents == ()
    assert [(problem.sentence, problem.lines) for problem in problems[:2]] == [
        ('Before "download/preview this file" there is no name of a document.', (7,)),
        ('"(2 MB)" stands after the last document and was not understood.', (7,)),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("AgendaStudyvisitinMilanFebruary2017", "Agenda study visit in Milan February 2017"),
        ("Presentation_FabriQ.pptx", "Presentation FabriQ"),
        ("minutes-WGMeeting", "Minutes-WG meeting"),
        ("OpenCare And Housing first in Lyon", "OpenCare And Housing first in Lyon"),
        ("programme1stDay", "Programme 1st Day"),
        ("Αθήνα2018.pdf", "Αθήνα 2018"),
        ("_", "_"),
    ],
)
def test_a_title_is_proposed_from_the_name(name: str, title: str) -> None:
    assert proposed_title(name) == title


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("AgendaStudyvisitinMilanFebruary2017", DocumentKind.AGENDA),
        ("draft programme.docx", DocumentKind.AGENDA),
        ("Lyon (slides)", DocumentKind.PRESENTATION),
        ("MinutesLisbon", DocumentKind.MINUTES),
        ("Final_report.pdf", DocumentKind.REPORT),
        ("Reporters without borders", DocumentKind.OTHER),
    ],
)
def test_a_kind_is_proposed_from_the_name(name: str, kind: DocumentKind) -> None:
    assert proposed_kind(name) == kind
