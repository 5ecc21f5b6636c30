from collections.abc import Iterator
from datetime import date

import pypdf
import pytest
import time_machine
from django.core.files.storage import default_storage
from pptx import Presentation

from documents.models import Document
from members.models import City, Group, Mandate, Person
from members.reader import Reader
from portal.demo.accounts import ACCOUNTS
from portal.demo.calendar import Years
from portal.demo.load import load
from tests.once import once
from visits.actions.registration.registering import register
from visits.agenda import Agenda
from visits.models import Meeting
from visits.registration.states import Actor
from visits.registration.wishes import Wish

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
PASSWORD = "a password of the demonstration"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """Registration is open on some days only."""
    with time_machine.travel(TODAY):
        yield


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 11, 22), Years(2026, 2027)),
        (date(2026, 2, 24), Years(2025, 2026)),
        (date(2026, 2, 25), Years(2026, 2026)),
        (date(2026, 6, 1), Years(2026, 2027)),
        (date(2028, 2, 29), Years(2028, 2028)),
    ],
)
def test_years_milan_is_over_and_brno_is_to_come(today: date, years: Years) -> None:
    assert Years.around(today) == years


def test_load_brings_milan_brno_and_a_tentative_one() -> None:
    assert load(password=PASSWORD, today=TODAY)

    meetings = {meeting.slug: meeting for meeting in Meeting.objects.all()}
    assert set(meetings) == {"milan-2026-02", "brno-2027-06", "porto-2027-10"}
    assert meetings["milan-2026-02"].state == "reported"
    assert meetings["brno-2027-06"].state == "published"
    assert meetings["brno-2027-06"].starts_on == date(2027, 6, 1)
    assert meetings["brno-2027-06"].follows == meetings["milan-2026-02"]
    assert meetings["porto-2027-10"].is_tentative


def load_once() -> None:
    """As above, and as on that day."""
    once("the demonstration as it is loaded here", lambda: load(password=PASSWORD, today=TODAY))


def test_load_gives_both_meetings_breaks_a_visit_tracks_and_speakers() -> None:
    load_once()

    for slug in ("milan-2026-02", "brno-2027-06"):
        release = Meeting.objects.get(slug=slug).releases.first()
        assert release is not None
        agenda = Agenda.of(release)
        assert {"session", "visit", "break", "meal", "travel"} <= {
            item.kind for item in agenda.items()
        }
        assert any(slot.is_parallel for day in agenda.days for slot in day.slots)
        assert any(item.speakers for item in agenda.items())
        assert "Made up for the demonstration." in release.note


def test_load_makes_files_that_open() -> None:
    load_once()

    agenda = Document.objects.get(original_name="AgendaStudyvisitinMilanFebruary2017")
    assert agenda.current is not None
    with default_storage.open(agenda.current.file.name or "") as stored:
        text = pypdf.PdfReader(stored).pages[0].extract_text()
    assert "Agenda, study visit in Milan" in text
    assert "Made up for the demonstration." in text
    slides = Document.objects.get(title="FabriQ: five years of incubation")
    assert slides.current is not None
    with default_storage.open(slides.current.file.name or "") as stored:
        assert len(Presentation(stored).slides) == 4


def test_load_lets_every_account_do_what_it_is_for() -> None:
    load_once()

    people = {account.mailbox: Person.objects.get(email=account.email) for account in ACCOUNTS}
    assert all(person.check_password(PASSWORD) for person in people.values())
    assert Reader(people["member"]).is_representative
    assert Reader(people["staff"]).is_staff
    assert Reader(people["admin"]).is_staff
    assert Mandate.objects.get(kind="chair").person == people["chair"]
    assert Reader(people["coordinator"]).number_waiting == 3
    brno = Meeting.objects.filter(slug="brno-2027-06")
    assert brno.prepared_by(Reader(people["host"])).exists()
    assert not brno.prepared_by(Reader(people["member"])).exists()


def test_load_lets_cities_and_the_group_say_what_they_want_and_marks_it() -> None:
    load_once()

    utrecht = City.objects.get(slug="utrecht")
    assert utrecht.domains.get().domain == "utrecht.example"
    assert utrecht.pictures.count() == 2
    years = list(Group.objects.get().years.all())
    assert [row.year for row in years] == [TODAY.year, TODAY.year - 1]
    for text in (utrecht.text, utrecht.picture_alt, *(row.objectives for row in years)):
        assert "Made up for the demonstration." in text


def test_load_on_the_last_day_twice_is_once_and_takes_the_new_password() -> None:
    last = date(2027, 5, 31)
    with time_machine.travel(last):
        load(password=PASSWORD, today=last)

        assert not load(password="another password of it", today=date(2028, 1, 1))

    assert Meeting.objects.count() == 3
    assert Meeting.objects.get(slug="brno-2027-06").registrations.exists()
    assert Person.objects.get(email="member@example.org").check_password("another password of it")


def test_load_opens_brno_with_people_in_every_state_and_a_seat_for_the_member() -> None:
    load_once()

    brno = Meeting.objects.get(slug="brno-2027-06")
    settings = brno.registration_settings
    assert (settings.way, settings.room_seats, settings.seats_per_city) == ("here", 40, 2)
    assert set(brno.registrations.values_list("state", flat=True)) == {
        *("confirmed", "offered", "waiting", "pending", "invited", "cancelled", "refused")
    }
    coordinator = Reader(Person.objects.get(email="coordinator@example.org"))
    asked = brno.registrations.awaiting_city()
    assert asked.filter(city__in=coordinator.coordinated_city_ids).count() == 2
    member = Person.objects.get(email="member@example.org")
    city, wish = City.objects.get(slug="utrecht"), Wish.simplest(brno)
    mine = register(
        meeting=brno, person=member, city=city, wish=wish, by=member, actor=Actor.PERSON
    )
    assert mine.state == "confirmed"
    assert not Meeting.objects.get(slug="milan-2026-02").registrations.exists()
    sensitive = brno.questions.filter(care="sensitive").values_list("key", flat=True)
    assert set(sensitive) == {"diet", "access"}
