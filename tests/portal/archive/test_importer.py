from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from documents.actions.documents import add_document
from documents.models import Document
from members.models import City, Group, Person
from portal.archive.importer import Outcome, Result, import_page
from portal.models import LogEntry
from tests.factories import make_city, make_group, make_meeting, make_person, make_representative
from tests.once import have_cities
from tests.racing import race
from visits.actions.agenda_days import add_day
from visits.actions.meetings import describe_meeting, name_organiser
from visits.models import ArchivePage, Attendance, Meeting

pytestmark = pytest.mark.django_db

SEED = (Path(settings.BASE_DIR) / "portal/demo/milan-2017.txt").read_bytes()
VISITORS = [
    "Białystok",
    "Brno",
    "Katowice",
    "Madrid",
    "Nantes",
    "Porto",
    "Riga",
    "Utrecht",
    "Warsaw",
]


@pytest.fixture
def cities() -> None:
    have_cities()


def import_seed(content: bytes = SEED, **options: object) -> Outcome:
    given = {"content": content, "file_name": "milan-2017.txt", "by": None} | options
    return import_page(**given)  # type: ignore[arg-type]


@pytest.mark.usefixtures("cities")
class TestMilan:
    def test_becomes_a_reported_study_visit_of_its_group(self) -> None:
        outcome = import_seed()

        meeting = Meeting.objects.get(slug="milan-2017-02")
        assert (outcome.result, outcome.meeting) == (Result.NEW, meeting)
        assert (meeting.title, meeting.kind) == (
            "Milan’s social entrepreneurship strategy",
            "study_visit",
        )
        assert (meeting.starts_on, meeting.ends_on) == (date(2017, 2, 23), date(2017, 2, 24))
        assert meeting.is_reported
        assert meeting.lead_group == Group.objects.get(slug="smart-social-inclusion")
        assert [city.name for city in meeting.hosts.all()] == ["Milan"]
        assert meeting.time_zone == "Europe/Rome"

    def test_keeps_every_word_of_the_report(self) -> None:
        import_seed()

        report = Meeting.objects.get(slug="milan-2017-02").report
        told = SEED.decode().split("\n\n\n")[1].split("\n\n   ")[0]
        for line in filter(None, (line.strip() for line in told.splitlines())):
            if not line.startswith(("EUROCITIES staff", "Gabriel", "Agenda")):
                assert line in unescape(report)

    def test_notes_the_visiting_cities_and_not_the_host(self) -> None:
        import_seed()

        rows = Attendance.objects.filter(meeting__slug="milan-2017-02")
        assert [row.city.name for row in rows if row.city] == VISITORS

    def test_makes_the_next_meeting_a_tentative_draft_that_follows(self) -> None:
        import_seed()

        brno = Meeting.objects.get(slug="brno-2017-06")
        assert (brno.state, brno.dates) == ("draft", "tentative")
        assert (brno.starts_on, brno.ends_on) == (date(2017, 6, 1), date(2017, 6, 2))
        assert brno.follows == Meeting.objects.get(slug="milan-2017-02")

    def test_keeps_the_document_without_its_file_for_members(self) -> None:
        import_seed()

        document = Document.objects.get()
        assert document.original_name == "AgendaStudyvisitinMilanFebruary2017"
        assert (document.kind, document.audience, document.is_missing) == (
            "agenda",
            "members",
            True,
        )

    def test_names_the_contact_who_cannot_log_in(self) -> None:
        import_seed()

        contact = Person.objects.get()
        meeting = Meeting.objects.get(slug="milan-2017-02")
        assert contact.name == "Gabriel Jacqmin"
        assert (contact.email, contact.office, contact.has_usable_password()) == (None, "", False)
        assert meeting.contact == contact == meeting.lead_group.staff_contact  # type: ignore[union-attr]

    def test_takes_the_year_that_is_given(self) -> None:
        import_seed(year=2026)

        slugs = set(Meeting.objects.values_list("slug", flat=True))
        assert slugs == {"milan-2026-02", "brno-2026-06"}
        assert Document.objects.get().original_name == "AgendaStudyvisitinMilanFebruary2017"

    def test_is_logged_for_whoever_did_it(self) -> None:
        staff = make_person(office="staff")

        import_seed(by=staff)

        assert LogEntry.objects.filter(verb="publish", actor_id=staff.pk).count() == 1
        assert not LogEntry.objects.exclude(actor_id=staff.pk).exclude(verb="load_cities").exists()


@pytest.mark.usefixtures("cities")
class TestAgain:
    def test_twice_is_once(self) -> None:
        import_seed()
        before = [model.objects.count() for model in (Meeting, Group, Person, Attendance, Document)]

        outcome = import_seed()

        assert outcome.result == Result.UNCHANGED
        after = [model.objects.count() for model in (Meeting, Group, Person, Attendance, Document)]
        assert after == before

    def test_a_page_that_changed_is_read_again(self) -> None:
        import_seed()

        outcome = import_seed(SEED.replace(b"At a makerspace", b"In a makerspace"))

        assert outcome.result == Result.UPDATED
        assert "In a makerspace" in Meeting.objects.get(slug="milan-2017-02").report
        assert Meeting.objects.count() == 2

    def test_days_that_are_read_more_exactly_were_not_moved(self) -> None:
        milan = import_seed().meeting
        assert milan is not None

        import_seed(SEED.replace(b"23-24 February", b"23-25 February"))

        milan.refresh_from_db()
        assert milan.ends_on == date(2017, 2, 25)
        assert milan.original_days is None
        assert milan.sequence == 1

    @pytest.mark.parametrize("edit", ["an agenda", "a file", "an organiser"])
    def test_what_was_added_by_hand_counts_as_an_edit(self, edit: str) -> None:
        milan = import_seed().meeting
        assert milan is not None
        if edit == "an agenda":
            add_day(meeting=milan, on=date(2017, 2, 24), by=None)
        elif edit == "a file":
            add_document(title="Slides", kind="presentation", meeting=milan, by=None)
        else:
            name_organiser(meeting=milan, person=make_person(), by=None)

        outcome = import_seed(SEED.replace(b"23-24 February", b"23-25 February"))

        milan.refresh_from_db()
        assert outcome.result == Result.EDITED
        assert milan.ends_on == date(2017, 2, 24)

    def test_a_meeting_edited_since_is_never_overwritten(self) -> None:
        milan = import_seed().meeting
        assert milan is not None
        describe_meeting(meeting=milan, title="Edited by hand", by=None)

        outcome = import_seed(SEED.replace(b"At a makerspace", b"In a makerspace"))

        milan.refresh_from_db()
        assert outcome.result == Result.EDITED
        assert milan.title == "Edited by hand"
        assert "At a makerspace" in milan.report
        assert any("was edited here" in sentence for sentence in outcome.sentences)

    def test_the_announced_meeting_is_filled_in_by_its_own_page(self) -> None:
        import_seed()
        page = (
            "Working group smart social inclusion: Homes in Brno\n\n"
            "On 1-2 June 2017, Brno hosted a study visit for the group. "
            "Representatives from Riga and Porto were in attendance.\n"
        )

        outcome = import_seed(page.encode())

        brno = Meeting.objects.get(slug="brno-2017-06")
        assert outcome.result == Result.UPDATED
        assert (brno.title, brno.state, brno.dates) == ("Homes in Brno", "reported", "fixed")
        assert brno.follows == Meeting.objects.get(slug="milan-2017-02")

    def test_a_meeting_made_by_hand_is_left(self) -> None:
        group = make_group("Smart social inclusion")
        milan = make_meeting(
            "By hand",
            lead_group=group,
            hosts=(City.objects.get(slug="milan"),),
            starts_on=date(2017, 2, 23),
            ends_on=date(2017, 2, 24),
        )

        outcome = import_seed()

        milan.refresh_from_db()
        assert (outcome.result, milan.title) == (Result.EDITED, "By hand")

    @pytest.mark.django_db(transaction=True)
    def test_by_six_at_once_is_once(self) -> None:
        results = race(import_seed, times=6)

        outcomes = [result.result for result in results if isinstance(result, Outcome)]
        assert sorted(outcomes) == sorted([Result.NEW, *[Result.UNCHANGED] * 5])
        assert ArchivePage.objects.count() == 1


@pytest.mark.usefixtures("cities")
class TestNothingHalfSaved:
    @pytest.mark.parametrize(
        "content", [b"", b"\x00\x01\x02", b"Just a line of text.", b"<html><p>x</p></html>"]
    )
    def test_what_names_no_meeting_is_refused(self, content: bytes) -> None:
        outcome = import_seed(content)

        assert outcome.result == Result.REFUSED
        assert not Meeting.objects.exists()
        assert outcome.sentences

    def test_what_the_rules_refuse_leaves_nothing_behind(self) -> None:
        title = "x" * 300
        page = SEED.decode().replace("Milan’s social entrepreneurship strategy", title, 1)

        outcome = import_seed(page.encode())

        assert outcome.result == Result.REFUSED
        assert outcome.sentences == [
            "The title has 300 signs, and a title has at most 200: shorten it in the file. Nothing was saved."
        ]
        assert not Meeting.objects.exists()
        assert not Group.objects.exists()

    def test_of_two_people_of_one_name_neither_becomes_the_contact(self) -> None:
        for _ in range(2):
            make_person("Gabriel Jacqmin")

        outcome = import_seed()

        assert outcome.meeting is not None
        assert outcome.meeting.contact is None
        assert (
            "Two people are called Gabriel Jacqmin: choose the staff contact by hand."
            in outcome.sentences
        )


@pytest.mark.usefixtures("cities")
def test_a_representative_of_the_same_name_does_not_become_the_contact() -> None:
    make_representative("Gabriel Jacqmin")

    outcome = import_seed()

    assert outcome.meeting is not None
    assert outcome.meeting.contact is None
    assert (
        "Gabriel Jacqmin holds a post in a city: choose the staff contact by hand."
        in outcome.sentences
    )


def test_without_cities_nothing_is_guessed() -> None:
    make_city("Riga")

    outcome = import_seed()

    assert outcome.result == Result.REFUSED
