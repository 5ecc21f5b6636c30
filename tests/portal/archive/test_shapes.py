"""What becomes of the old site's other shapes: joint meetings, gatherings, forums, screens, lists and tables."""

from datetime import date

import pytest

from documents.models import Document
from members.actions.cities import load_cities
from portal.archive.importer import import_page
from portal.archive.outcome import Outcome, Result
from tests.portal.archive.whole import FOLDER, GROUPS
from visits.models import AgendaItem, Attendance, Gathering, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cities() -> None:
    load_cities()


def import_one(name: str, year: int | None = None) -> Outcome:
    path = FOLDER / f"{name}.txt"
    return import_page(
        content=path.read_bytes(), file_name=path.name, by=None, groups=GROUPS, year=year
    )


def meeting_of(name: str) -> Meeting:
    meeting = import_one(name).meeting
    assert meeting is not None
    return meeting


class TestJointMeeting:
    def test_is_one_meeting_of_several_groups(self) -> None:
        lisbon = meeting_of("joint-lisbon-2018")

        assert str(lisbon.lead_group) == "Mobility"
        assert {str(group) for group in lisbon.joint_groups.all()} == {"Green areas", "Housing"}
        assert lisbon.part_of is None

    def test_has_the_table_as_its_agenda_with_a_track_for_each_group(self) -> None:
        lisbon = meeting_of("joint-lisbon-2018")

        items = AgendaItem.objects.filter(day__meeting=lisbon)
        assert [str(day.on) for day in lisbon.days.all()] == [
            "2018-06-25",
            "2018-06-26",
            "2018-06-27",
        ]
        assert [(item.title, item.place, item.track) for item in items.filter(track__gt="")] == [
            ("Trees in narrow streets", "Room 2", "green areas"),
            ("Rents along new tram lines", "Room 3", "housing"),
            ("Parking policies compared", "Room 1", "mobility"),
        ]
        assert (items.count(), lisbon.releases.count()) == (8, 1)

    def test_has_the_next_meeting_of_the_group_that_is_named(self) -> None:
        oslo = meeting_of("joint-lisbon-2018").followers.get()

        assert (oslo.slug, str(oslo.lead_group), oslo.joint_groups.count()) == (
            "oslo-2018-10",
            "Mobility",
            0,
        )


class TestGathering:
    def test_is_a_meeting_for_each_group_with_its_own_part_of_the_programme(self) -> None:
        import_one("gathering-vienna-2016")

        gathering = Gathering.objects.get()
        assert gathering.title == "Three groups under one roof"
        agendas = {
            str(meeting.lead_group): list(
                AgendaItem.objects.filter(day__meeting=meeting).values_list("title", flat=True)
            )
            for meeting in gathering.meetings.all()
        }
        dinner = "Dinner hosted by the deputy mayor"
        assert agendas == {
            "Employment": ["Traineeships in city hall", dinner, "Skills of newcomers"],
            "Education": ["Late starters in school", dinner, "Language classes for parents"],
            "Migration": [dinner, "Visit to the welcome centre"],
        }
        assert not AgendaItem.objects.exclude(track="").exists()

    def test_tells_the_documents_apart_by_the_groups_in_their_names(self) -> None:
        outcome = import_one("gathering-vienna-2016")

        owners = {
            document.original_name: str(document.meeting.lead_group)
            for document in Document.objects.select_related("meeting__lead_group")
            if document.meeting
        }
        assert owners == {
            "Programme_Vienna_employment.pdf": "Employment",
            "Minutes-education-Vienna.doc": "Education",
            "List of participants": "Employment",
        }
        assert (
            "Documents that name no group were put with the first, Employment." in outcome.sentences
        )

    def test_does_not_guess_who_visited_which_group(self) -> None:
        outcome = import_one("gathering-vienna-2016")

        assert not Attendance.objects.exists()
        assert any("Which city came to which" in sentence for sentence in outcome.sentences)

    def test_has_one_next_meeting_after_the_group_that_is_named(self) -> None:
        import_one("gathering-vienna-2016")

        athens = Meeting.objects.get(slug="athens-2017-03")
        assert athens.follows is not None
        assert str(athens.follows.lead_group) == str(athens.lead_group) == "Migration"

    def test_is_there_once_however_often_it_is_imported(self) -> None:
        first = import_one("gathering-vienna-2016")
        path = FOLDER / "gathering-vienna-2016.txt"
        changed = path.read_bytes().replace(b"shared one evening", b"shared an evening")

        again = import_page(content=changed, file_name=path.name, by=None, groups=GROUPS)

        assert (first.result, again.result) == (Result.NEW, Result.UPDATED)
        assert (Gathering.objects.count(), Meeting.objects.count(), Document.objects.count()) == (
            1,
            4,
            3,
        )
        assert AgendaItem.objects.count() == 8
        assert all("shared an evening" in meeting.report for meeting in again.meetings)


class TestForumMeeting:
    def test_belongs_to_its_forum_and_so_does_the_next(self) -> None:
        leipzig = meeting_of("leipzig-2019")

        lille = leipzig.followers.get()
        assert [(m.kind, m.lead_group, str(m.forum)) for m in (leipzig, lille)] == [
            ("forum", None, "Culture")
        ] * 2
        assert (lille.title, lille.starts_on) == ("Culture: meeting in Lille", date(2020, 4, 22))


class TestOnline:
    def test_needs_no_host_and_the_next_is_online_too(self) -> None:
        online = meeting_of("online-2020")

        june = online.followers.get()
        assert [(m.mode, m.hosts.count()) for m in (online, june)] == [("online", 0)] * 2
        assert (online.slug, june.slug) == (
            "digital-citizenship-2020-05",
            "digital-citizenship-2020-06",
        )
        assert june.title == "Digital citizenship: meeting online"

    def test_a_hybrid_meeting_has_both(self) -> None:
        brno = meeting_of("brno-hybrid-2022")

        assert (brno.mode, [city.name for city in brno.hosts.all()]) == ("hybrid", ["Brno"])

    def test_a_webinar_is_one(self) -> None:
        assert meeting_of("webinar-2021").kind == "webinar"


class TestReport:
    def test_bullets_are_a_list(self) -> None:
        report = meeting_of("online-2020").report

        assert (
            "<p>Topics discussed:</p><ul><li>identification at a distance</li>"
            "<li>helplines for those without a computer</li>"
            "<li>what stays after the counters open again</li></ul><p>The next meeting" in report
        )

    def test_a_table_stays_a_table_with_its_head(self) -> None:
        report = meeting_of("brno-hybrid-2022").report

        assert '<thead><tr><th scope="col">Time</th>' in report
        assert "<tr><td>11:30-12:00</td><td>Coffee break</td><td>Foyer</td></tr>" in report

    def test_a_table_that_is_no_programme_stays_there_alone_and_is_reported(self) -> None:
        outcome = import_one("zagreb-2013")

        assert outcome.meeting is not None
        assert "<td>10:45</td><td>Blue room</td><td>Speed at night</td>" in outcome.meeting.report
        assert not AgendaItem.objects.exists()
        assert any(
            "not turned into an agenda" in p.sentence for p in outcome.understanding.problems
        )

    def test_the_last_sentences_of_the_page_stand_there_too(self) -> None:
        report = meeting_of("nantes-2017").report

        assert (
            "<p>The next meeting of WG culture and young people will take place in Turin" in report
        )
        assert "can be found in the presentations hereunder (login required).</p>" in report


def test_latin_letters_are_right() -> None:
    meeting = meeting_of("malaga-2014")

    assert "Café Central" in meeting.report
    assert (meeting.slug, str(meeting.contact)) == ("malaga-2014-03", "José Example")


def test_what_stands_beside_the_contact_is_said_not_lost() -> None:
    sentence = (
        'Not kept, as there is no place for it: the contact is "Senior policy advisor, social affairs; '
        'Brussels office, third floor".'
    )

    assert sentence in import_one("lisbon-2015").sentences


def test_a_page_without_a_year_waits_for_one_and_is_known_afterwards() -> None:
    assert import_one("no-year").result == Result.REFUSED

    rotterdam = import_one("no-year", year=2016)

    assert rotterdam.result == Result.NEW
    assert import_one("no-year").result == Result.UNCHANGED
    assert import_one("no-year", year=2016).result == Result.UNCHANGED
    assert Meeting.objects.filter(slug__startswith="rotterdam").count() == 1
