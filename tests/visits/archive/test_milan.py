"""Every fact of the legacy page of Milan, with its words and lines."""

from datetime import date

from tests.visits.archive.pages import MILAN, known_cities, milan, names, read
from visits.archive.explanation import explain
from visits.archive.facts import Document, DocumentKind, Fact, Kind, Mode
from visits.archive.page import read_bytes


def test_group_and_title_stand_before_and_after_the_colon() -> None:
    understanding = read(milan())

    assert understanding.groups == (Fact("smart social inclusion", "smart social inclusion", (1,)),)
    assert understanding.title is not None
    assert understanding.title.value == "Milan’s social entrepreneurship strategy"


def test_days_are_in_the_text_and_the_year_in_the_name_of_the_document() -> None:
    understanding = read(milan())

    assert understanding.starts_on == Fact(date(2017, 2, 23), "23-24 February", (4,))
    assert understanding.ends_on == Fact(date(2017, 2, 24), "23-24 February", (4,))
    assert understanding.year == Fact(2017, "AgendaStudyvisitinMilanFebruary2017", (17,))


def test_kind_mode_and_host_are_in_the_first_sentence() -> None:
    understanding = read(milan())

    assert understanding.kind == Fact(Kind.STUDY_VISIT, "study visit", (4,))
    assert understanding.mode == Fact(Mode.IN_PERSON, "Milan hosted", (4,))
    assert names(understanding.hosts) == ["Milan"]


def test_nine_cities_visited_under_any_spelling() -> None:
    understanding = read(milan())

    assert names(understanding.visiting) == [
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
    assert understanding.visiting[0].words == "Bialystok"


def test_the_report_keeps_every_paragraph_word_for_word() -> None:
    lines = milan().split("\n")

    paragraphs = read(milan()).report

    assert [fact.lines for fact in paragraphs] == [(4,), (6,), (8,), (10,), (11,), (13,), (15,)]
    assert [fact.value for fact in paragraphs] == [lines[fact.lines[0] - 1] for fact in paragraphs]


def test_the_next_meeting_is_the_first_june_after_this_one() -> None:
    announced = read(milan()).next_meeting

    assert announced is not None
    assert names(announced.value.hosts) == ["Brno"]
    assert announced.value.starts_on == Fact(date(2017, 6, 1), "1-2 June", (13,))
    assert announced.value.ends_on == Fact(date(2017, 6, 2), "1-2 June", (13,))
    assert announced.value.note == Fact(
        "More information to follow.", "More information to follow.", (13,)
    )


def test_the_document_keeps_its_name_and_is_proposed_as_an_agenda() -> None:
    documents = read(milan()).documents

    assert [fact.value for fact in documents] == [
        Document(
            name="AgendaStudyvisitinMilanFebruary2017",
            title="Agenda study visit in Milan February 2017",
            kind=DocumentKind.AGENDA,
        )
    ]
    assert documents[0].words == "AgendaStudyvisitinMilanFebruary2017download/preview this file"


def test_the_staff_contact_stands_below_its_heading() -> None:
    contact = read(milan()).contact

    assert contact is not None
    assert contact.value.name == "Gabriel Jacqmin"
    assert contact.lines == (19, 21)


def test_nothing_is_left_over_or_in_doubt() -> None:
    understanding = read(milan())

    assert understanding.problems == ()
    assert understanding.unused == ()
    assert understanding.names_a_meeting


def test_a_given_year_overrides_and_the_next_meeting_follows_it() -> None:
    understanding = read(milan(), year=2019)

    assert understanding.year == Fact(2019, "", ())
    assert understanding.starts_on == Fact(date(2019, 2, 23), "23-24 February", (4,))
    assert understanding.next_meeting is not None
    assert understanding.next_meeting.value.starts_on is not None
    assert understanding.next_meeting.value.starts_on.value == date(2019, 6, 1)


def test_the_file_as_it_lies_there_reads_the_same() -> None:
    assert read_bytes(MILAN.read_bytes(), cities=known_cities()) == read(milan())


def test_windows_line_ends_change_nothing() -> None:
    assert read(milan().replace("\n", "\r\n")) == read(milan())


def test_another_network_has_no_contact_here() -> None:
    understanding = read_bytes(MILAN.read_bytes(), cities=known_cities(), network="Polis")

    assert understanding.contact is None
    assert [line.number for line in understanding.unused] == [19, 21]


def test_the_explanation_names_words_and_lines() -> None:
    told = explain(read(milan()))

    assert 'host city       Milan  <- line 4: "Milan"' in told
    assert 'visiting city   Białystok  <- line 4: "Bialystok"' in told
    assert 'first day       23 February 2017  <- line 4: "23-24 February"' in told
    assert '  first day     1 June 2017  <- line 13: "1-2 June"' in told
