"""Pages of other shapes than Milan's: what is understood, what is reported, what is never guessed."""

from datetime import date

from tests.visits.archive.pages import names, read
from visits.archive import Problem, Understanding
from visits.archive.facts import DocumentKind, Kind, Mode, Month, Reason

LISBON = """Working groups housing and homelessness: Housing first in practice

From Thursday 1st to Friday 2nd June, members of the working groups met in Lisbon to exchange on housing.

The following cities took part:
• Nürnberg
• Kiev
• Sibiu

Topics:
• Evictions

MinutesLisbonJune2017download/preview this filePresentation_Ghent.pptxdownload/preview this file

Share this page

EUROCITIES staff contact
Policy advisor for housing, Brussels office
"""

GOTHENBURG = """Home
WG digital – Open data in Gothenburg
start date: 01-06-2017
end date: 02-06-2017

Göteborg and Malmö hosted a working group meeting. Participating cities: Lyon (France), Köln & Porto.
Our next study visit will be hosted by Ghent in October. Details will follow.

Staff contact: Anna van der Example (mobility, Brussels)
"""


def problems_about(understanding: Understanding, about: str) -> list[Problem]:
    return [problem for problem in understanding.problems if problem.about == about]


def test_joint_meeting_with_bullets_and_glued_documents() -> None:
    understanding = read(LISBON)

    assert [fact.value for fact in understanding.groups] == ["housing", "homelessness"]
    assert understanding.kind is not None
    assert understanding.kind.value == Kind.WORKING_GROUP
    assert understanding.starts_on is not None
    assert understanding.starts_on.value == date(2017, 6, 1)
    assert names(understanding.hosts) == ["Lisbon"]
    assert names(understanding.visiting) == ["Nürnberg", "Kyiv"]
    assert [fact.value.kind for fact in understanding.documents] == [
        DocumentKind.MINUTES,
        DocumentKind.PRESENTATION,
    ]


def test_what_is_not_understood_is_reported_with_its_line() -> None:
    understanding = read(LISBON)

    [unknown] = problems_about(understanding, "visiting")
    assert (unknown.reason, unknown.lines) == (Reason.UNKNOWN, (8,))
    assert '"Sibiu"' in unknown.sentence
    assert understanding.contact is None
    assert [line.text for line in understanding.unused] == [
        "Share this page",
        "Policy advisor for housing, Brussels office",
    ]


def test_labelled_dates_two_hosts_and_a_month_for_the_next() -> None:
    understanding = read(GOTHENBURG)

    assert understanding.title is not None
    assert understanding.title.value == "Open data in Gothenburg"
    assert understanding.starts_on is not None
    assert understanding.ends_on is not None
    assert (understanding.starts_on.lines, understanding.ends_on.lines) == ((3,), (4,))
    assert understanding.ends_on.value == date(2017, 6, 2)
    assert names(understanding.hosts) == ["Gothenburg", "Malmö"]
    assert names(understanding.visiting) == ["Lyon", "Cologne", "Porto"]
    assert understanding.next_meeting is not None
    assert names(understanding.next_meeting.value.hosts) == ["Ghent"]
    assert understanding.next_meeting.value.month is not None
    assert understanding.next_meeting.value.month.value == Month(2017, 10)
    assert understanding.contact is not None
    assert understanding.contact.value.name == "Anna van der Example"
    assert understanding.contact.value.details == ("mobility, Brussels",)
    assert [line.text for line in understanding.unused] == ["Home"]


def test_a_page_wrapped_by_hand_is_read_as_paragraphs() -> None:
    understanding = read(
        "Working group mobility: Scooters\n\n"
        "On 5 & 6 April 2017, the city of Nantes hosted a study visit for the\n"
        "members of the working group on mobility. Representatives from Brno, Las\n"
        "Palmas and Riga were in attendance.\n"
        "\n"
        "The second day was spent on the quays, where the new bicycle lanes of\n"
        "the city were shown. The next meeting of the group will be in Utrecht\n"
        "on 29 September.\n"
    )

    assert [fact.lines for fact in understanding.report] == [(3, 4, 5), (7, 8, 9)]
    assert names(understanding.visiting) == ["Brno", "Las Palmas de Gran Canaria", "Riga"]
    assert understanding.next_meeting is not None
    assert understanding.next_meeting.lines == (8, 9)


def test_online_meetings_need_no_host() -> None:
    understanding = read(
        "WG digital: Open data\n\nThe group met online on 3 May 2020 for a meeting."
    )

    assert understanding.mode is not None
    assert understanding.mode.value == Mode.ONLINE
    assert understanding.hosts == ()
    assert problems_about(understanding, "host") == []
    assert understanding.names_a_meeting


def test_without_any_year_the_days_are_no_dates() -> None:
    understanding = read(LISBON.replace("2017", ""))

    assert understanding.starts_on is None
    assert [p.reason for p in problems_about(understanding, "year")] == [Reason.MISSING]
    assert not understanding.names_a_meeting


def test_two_years_in_the_names_are_none_until_one_is_given() -> None:
    text = LISBON.replace("Presentation_Ghent", "PresentationJune2018")

    [problem] = problems_about(read(text), "year")
    assert problem.reason == Reason.AMBIGUOUS
    assert read(text).starts_on is None
    given = read(text, year=2018).starts_on
    assert given is not None
    assert given.value == date(2018, 6, 1)


def test_the_year_of_another_month_is_not_taken() -> None:
    understanding = read(LISBON.replace("MinutesLisbonJune2017", "MinutesRigaOctober2016"))

    assert understanding.year is None


def test_a_given_year_against_the_page_is_said() -> None:
    [problem] = problems_about(read(GOTHENBURG, year=2016), "year")

    assert problem.reason == Reason.CONTRADICTION


def test_two_hosts_in_two_places_are_none() -> None:
    understanding = read(
        "WG digital: Data\n\nBrno hosted a study visit. Riga hosted a meeting. On 3 May 2017 we met."
    )

    assert understanding.hosts == ()
    assert [p.reason for p in problems_about(understanding, "host")] == [Reason.AMBIGUOUS]


def test_a_host_that_is_not_known_is_named() -> None:
    problems = problems_about(
        read("WG digital: Data\n\nOn 3 May 2017 Sibiu hosted a meeting."), "host"
    )

    assert [p.reason for p in problems] == [Reason.MISSING, Reason.UNKNOWN]
    assert problems[1].sentence.startswith('"Sibiu" stands where a host would')


def test_earlier_and_later_meetings_are_not_this_one() -> None:
    understanding = read(
        "WG digital: Data\n\nThe previous meeting was held in Ghent on 3 March 2015. "
        "On 4 May 2017 Brno hosted a study visit. Next meeting: 29 February, Brighton and Hove."
    )

    assert names(understanding.hosts) == ["Brno"]
    assert understanding.starts_on is not None
    assert understanding.starts_on.value == date(2017, 5, 4)
    assert understanding.next_meeting is not None
    assert names(understanding.next_meeting.value.hosts) == ["Brighton"]
    assert understanding.next_meeting.value.starts_on is not None
    assert understanding.next_meeting.value.starts_on.value == date(2020, 2, 29)


def test_two_next_meetings_are_none() -> None:
    understanding = read(
        "WG digital: Data\n\nOn 4 May 2017 Brno hosted a study visit. "
        "The next meeting will be in Riga. The next study visit will be in Ghent."
    )

    assert understanding.next_meeting is None
    assert [p.reason for p in problems_about(understanding, "next meeting")] == [Reason.AMBIGUOUS]


def test_groups_that_cannot_be_told_apart_are_none() -> None:
    understanding = read("Working groups housing, youth and education: Title\n\nText.")

    assert understanding.groups == ()
    assert [p.reason for p in problems_about(understanding, "group")] == [Reason.AMBIGUOUS]


def test_the_group_may_stand_in_the_text_alone() -> None:
    understanding = read("Open data\n\nThe working group on open data met in Riga on 3 May 2017.")

    assert [fact.value for fact in understanding.groups] == ["open data"]
    assert understanding.title is not None
    assert understanding.title.value == "Open data"


def test_days_against_those_of_the_label_are_said() -> None:
    understanding = read(
        "Working group noise: Quiet nights\n\nDate: 1-2 June 2018\n\nOn 3 June Brno hosted a meeting.\n"
    )

    assert understanding.starts_on
    assert understanding.starts_on.value == date(2018, 6, 1)
    (problem,) = [problem for problem in understanding.problems if problem.about == "dates"]
    assert problem.sentence == '"3 June" is not within the days of the label, "1-2 June 2018".'


def test_who_only_hosts_is_told_from_where_it_is() -> None:
    understanding = read(
        "Working group noise: Quiet nights\n\n"
        "On 1-2 June 2018 the group met in Brussels, hosted by Ghent and Antwerp.\n"
    )

    assert names(understanding.hosts) == ["Ghent", "Antwerp"]
