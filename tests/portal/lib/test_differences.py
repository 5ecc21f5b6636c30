"""What changed between two states of a text, in words."""

import pytest

from portal.lib.differences import MOST_WORDS, difference

# What went is in brackets, what came between stars.
SIGNS = {"same": "{}", "gone": "[{}]", "new": "*{}*"}


def told(before: str, after: str) -> list[str]:
    return [
        " ".join(SIGNS[run.kind].format(run.words) for run in line)
        for line in difference(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("<p>The bus leaves at 8:15.</p>", "<p>The bus leaves at 9:15.</p>", ["The bus leaves at [8:15.] *9:15.*"]),
        ("<p>a</p><p>b</p>", "<p>a</p><p>b</p><p>c d</p>", ["*c d*"]),
        ("<p>a</p><p>b</p>", "<p>b</p>", ["[a]"]),
        ("<ul><li>one</li><li>two</li></ul>", "<ul><li>one</li><li>three</li></ul>", ["– [two] *three*"]),
        ("<p>Łódź</p>", "<p>Łódź 🚲 שלום</p>", ["Łódź *🚲 שלום*"]),
        ("<p>same</p>", "<p><strong>same</strong></p>", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_in_words(before: str, after: str, lines: list[str]) -> None:
    assert told(before, after) == lines


def test_a_line_beyond_reading_is_not_compared_word_by_word() -> None:
    before, after = ("word " * (MOST_WORDS + 1), "word " * 3)

    assert [[run.kind for run in line] for line in difference(before, after)] == [["gone", "new"]]
