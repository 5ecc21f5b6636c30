"""The sentence about who came, and where it stands in a text."""

import pytest

from tests.factories import make_attendance, make_city, make_meeting
from visits.in_attendance import compare, put, sentence, sentence_of


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Nantes"], "Representatives from Nantes were in attendance."),
        (["Katowice", "Nantes"], "Representatives from Katowice and Nantes were in attendance."),
        (
            ["Katowice", "Nantes", "Utrecht"],
            "Representatives from Katowice, Nantes and Utrecht were in attendance.",
        ),
    ],
)
def test_sentence(names: list[str], said: str) -> None:
    assert sentence(names) == said


@pytest.mark.django_db
def test_a_host_is_never_said_to_have_come_and_names_are_spelt_as_the_network_spells_them() -> None:
    milan, hague = make_city("Milan"), make_city("'s-Gravenhage")
    meeting = make_meeting(hosts=(milan,))
    for city in (milan, hague, make_city("Łódź"), make_city("Ghent")):
        make_attendance(meeting=meeting, city=city)

    said = sentence_of(meeting)

    assert said == "Representatives from Ghent, Łódź and 's-Gravenhage were in attendance."
    report = put("<p>What was seen.</p>", said)
    assert not compare(report, said).is_missing
    assert not compare(report, said).is_outdated
    assert put(report, said) == report


def test_when_nobody_came_after_all_the_sentence_goes() -> None:
    report = put("<p>Seen.</p>", sentence(["Ghent"]))

    assert "attendance" not in put(report, "")
