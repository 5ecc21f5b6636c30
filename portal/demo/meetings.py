"""The meetings of the demonstration: Milan from its page, Brno as it might be, and one still tentative."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile
from django.utils import formats

from documents.actions.documents import add_document, add_version
from documents.models import Document
from members.models import City, Person
from portal.archive.importer import import_page
from portal.demo import slides
from portal.demo.programmes import BRNO, MARK, MILAN, Row, Talker
from visits.actions import agenda_days, agenda_items, meetings, practical
from visits.actions.agenda_writing import write_agenda
from visits.actions.releases import release_agenda
from visits.models import AgendaItem, Meeting, PracticalPart
from visits.planned import PlannedItem, SpeakerGiven

PAGE: Final = Path(__file__).with_name("milan-2017.txt")


def import_milan(*, year: int, by: Person) -> Meeting:
    """The page of Milan, with the year of the demonstration; its texts and document names stay as they were."""
    outcome = import_page(content=PAGE.read_bytes(), file_name=PAGE.name, by=by, year=year)
    if outcome.meeting is None:
        raise ValueError(" ".join(outcome.sentences))
    return outcome.meeting


def add_programme(
    meeting: Meeting, days: tuple[tuple[str, tuple[Row, ...]], ...], *, by: Person
) -> list[AgendaItem]:
    """The made-up programme, day after day from the meeting's first."""
    cities = {city.name: city for city in City.objects.all()}
    planned: list[PlannedItem] = []
    for number, (heading, rows) in enumerate(days):
        on = _first_day(meeting) + timedelta(days=number)
        agenda_days.add_day(meeting=meeting, on=on, heading=heading, by=by)
        planned += [_planned(on, row, cities) for row in rows]
    return write_agenda(meeting=meeting, planned=planned, by=by)


def _first_day(meeting: Meeting) -> date:
    if meeting.starts_on is None:
        raise ValueError("A programme needs the days of its meeting.")
    return meeting.starts_on


def _planned(on: date, row: Row, cities: dict[str, City]) -> PlannedItem:
    starts, ends = row.hours
    return PlannedItem(
        on=on,
        kind=row.kind,
        title=row.title,
        starts=starts,
        ends=ends,
        place=row.place,
        track=row.track,
        description=row.text,
        speakers=tuple(_speaker(talker, cities) for talker in row.speakers),
    )


def _speaker(talker: Talker, cities: dict[str, City]) -> SpeakerGiven:
    person = Person.objects.filter(name=talker.name).first()
    return SpeakerGiven(
        person=person,
        name="" if person else talker.name,
        role=talker.role,
        organisation=talker.organisation,
        city=cities.get(talker.city),
    )


def add_milan(meeting: Meeting, *, by: Person) -> None:
    """Milan's programme as release 1, the missing file, and two presentations."""
    items = {item.title: item for item in add_programme(meeting, MILAN, by=by)}
    release_agenda(meeting=meeting, note=f"{MARK} The page of the old site told no hours.", by=by)
    title = "Agenda, study visit in Milan"
    _give_file(
        meeting.documents.get(), slides.pdf_agenda(title, _printed(meeting)), slides.PDF, "pdf", by
    )
    fabriq = items["Visit to FabriQ, Milan’s first social innovation incubator"]
    _add_presentation("FabriQ: five years of incubation", fabriq, FABRIQ, "pptx", by)
    care = items["OpenCare: redesigning care services together"]
    _add_presentation("OpenCare: care designed by those who need it", care, OPENCARE, "pdf", by)


def add_brno(meeting: Meeting, *, year: int, organiser: Person, by: Person) -> Meeting:
    """Brno, fixed and published, with its practical information, a programme in two releases, and documents."""
    starts_on, ends_on = date(year, 6, 1), date(year, 6, 2)
    meeting = meetings.fix_dates(meeting=meeting, starts_on=starts_on, ends_on=ends_on, by=by)
    meeting = meetings.describe_meeting(
        meeting=meeting,
        title="Social housing and the city as employer",
        introduction="<p>Brno invites the group to see how a city houses people first and helps "
        f"them afterwards, and how it hires those whom others do not.</p><p>{MARK}</p>",
        venue="New Town Hall",
        address="Dominikánské náměstí 1, Brno",
        by=by,
    )
    meetings.name_organiser(meeting=meeting, person=organiser, by=by)
    items = {item.title: item for item in add_programme(meeting, BRNO, by=organiser)}
    _add_practical(meeting, by=organiser)
    meeting = meetings.publish(meeting=meeting, by=by)
    visit = items["Visit to a shared housing project"]
    starts, ends = visit.starts.replace(hour=15, minute=0), visit.ends.replace(hour=17, minute=15)
    agenda_items.move_item(item=visit, starts=starts, ends=ends, by=organiser)
    agenda_items.cancel_item(
        item=items["Buying from social enterprises"],
        reason="The speaker cannot come.",
        by=organiser,
    )
    release_agenda(meeting=meeting, note=f"{MARK} The tram takes longer than we thought.", by=by)
    _add_brno_documents(meeting, items, by=organiser)
    return meeting


def _add_practical(meeting: Meeting, *, by: Person) -> None:
    kinds = PracticalPart.Kind
    parts = (
        (
            kinds.VENUE,
            "Where we meet",
            "<p>New Town Hall, entrance from the square, step-free on the left.</p>",
            False,
        ),
        (
            kinds.HOTEL,
            "Hotels",
            "<p>Rooms are kept under the code CITIES until six weeks before the visit.</p>",
            False,
        ),
        (
            kinds.ARRIVAL,
            "Getting here",
            "<p>Trains from Vienna and Prague arrive at the main station.</p>",
            False,
        ),
        (
            kinds.CONTACT,
            "On the day",
            "<p>Call the Brno organiser at the number on your badge.</p>",
            True,
        ),
    )
    for kind, heading, text, is_for_participants in parts:
        practical.add_part(
            meeting=meeting,
            kind=kind,
            heading=heading,
            text=f"{text}<p>{MARK}</p>",
            is_for_participants=is_for_participants,
            by=by,
        )


def _add_brno_documents(meeting: Meeting, items: dict[str, AgendaItem], *, by: Person) -> None:
    home = items["A home first: what Brno learned from rapid re-housing"]
    _add_presentation("A home first: ten years in Brno", home, HOUSING, "pdf", by)
    for title, audience in (
        ("Invitation to Brno", Document.Audience.PUBLIC),
        ("Work plan of the group, draft", Document.Audience.GROUP),
        ("List of rooms and bus stops", Document.Audience.PARTICIPANTS),
    ):
        document = add_document(
            title=title, kind=Document.Kind.WORKING, meeting=meeting, audience=audience, by=by
        )
        _give_file(document, slides.pdf_slides(title, []), slides.PDF, "pdf", by)


def add_tentative(after: Meeting, *, by: Person) -> Meeting:
    """A meeting of which only the month is known."""
    year = _first_day(after).year
    meeting = meetings.draft_meeting(
        title="Neighbourhood services under one roof",
        kind=Meeting.Kind.WORKING_GROUP,
        lead_group=after.lead_group,
        hosts=[City.objects.get(slug="porto")],
        dates=Meeting.Dates.TENTATIVE,
        month_on=date(year, 10, 1),
        introduction=f"<p>Porto thinks of showing how one door can lead to all that a neighbourhood needs.</p><p>{MARK}</p>",
        follows=after,
        by=by,
    )
    return meetings.publish(meeting=meeting, by=by)


def _add_presentation(
    title: str, item: AgendaItem, pages: slides.Slides, ending: str, by: Person
) -> None:
    document = add_document(
        title=title, kind=Document.Kind.PRESENTATION, meeting=item.day.meeting, item=item, by=by
    )
    make, content_type = {
        "pdf": (slides.pdf_slides, slides.PDF),
        "pptx": (slides.pptx_slides, slides.PPTX),
    }[ending]
    _give_file(document, make(title, pages), content_type, ending, by)


def _give_file(
    document: Document, file: ContentFile[bytes], content_type: str, ending: str, by: Person
) -> None:
    # A colon is no sign for a file's name.
    name = f"{(document.original_name or document.title).replace(':', '')}.{ending}"
    add_version(document=document, file=file, file_name=name, content_type=content_type, by=by)


def _printed(meeting: Meeting) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The programme by day, for paper."""
    return [
        (
            formats.date_format(day.on, "l j F"),
            [
                (f"{item.starts:%H:%M}–{item.ends:%H:%M}", item.title, item.place)
                for item in day.items.all()
            ],
        )
        for day in meeting.days.prefetch_related("items")
    ]


FABRIQ: Final[slides.Slides] = [
    (
        "What FabriQ is",
        [
            "A municipal incubator for social innovation",
            "Support for projects with high social impact",
        ],
    ),
    (
        "Who was incubated",
        ["Enterprises that are fully sustainable today", "Care, food, mobility, repair"],
    ),
    (
        "What we learned",
        ["Space matters less than mentors", "The first customer is often the city"],
    ),
]
OPENCARE: Final[slides.Slides] = [
    (
        "Care as a commons",
        ["Those who need care design it", "Makers build the first version within a week"],
    ),
    (
        "Three prototypes",
        [
            "A wheelchair ramp to carry",
            "A reminder that does not nag",
            "A shared allotment calendar",
        ],
    ),
]
HOUSING: Final[slides.Slides] = [
    ("A home first", ["A lease comes before any other help", "Fifty families in the first year"]),
    ("What it cost", ["Less than hostels over three years"]),
    ("What comes next", ["Flats from private owners, with a guarantee by the city"]),
]
