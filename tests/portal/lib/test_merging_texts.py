"""Two people's changes of one text: put together where they touch different blocks, asked about where they do not."""

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.merging_texts import Merged, blocks, merge
from portal.lib.richtext import clean


def merged(base: str, mine: str, theirs: str) -> Merged:
    """Of texts that are written a letter a paragraph."""
    return merge(base=written(base), mine=written(mine), theirs=written(theirs))


def written(letters: str) -> str:
    return "".join(f"<p>{letter}</p>" for letter in letters)


def read(text: str) -> str:
    return re.sub("</?p>", "", text)


def test_blocks_are_the_top_level_elements() -> None:
    text = (
        "Words <strong>and</strong> more<p>A &amp; b</p>\n<ul><li>one<ul><li>two</li></ul></li></ul>"
        "<table><tbody><tr><td><p>cell</p></td></tr></tbody></table>tail<br>end<h2>Head</h2>"
    )

    assert blocks(text) == [
        "Words <strong>and</strong> more",
        "<p>A &amp; b</p>",
        "<ul><li>one<ul><li>two</li></ul></li></ul>",
        "<table><tbody><tr><td><p>cell</p></td></tr></tbody></table>",
        "tail<br>end",
        "<h2>Head</h2>",
    ]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "stands"),
    [
        ("ab", "Ab", "aB", "AB"),  # neighbours
        ("abc", "Abc", "abC", "AbC"),
        ("abc", "ac", "abcd", "acd"),  # one takes out, the other adds elsewhere
        ("abc", "xabc", "abcy", "xabcy"),
        ("ab", "ab", "aB", "aB"),
        ("ab", "Ab", "Ab", "Ab"),  # both the same
        ("ab", "", "ab", ""),
        ("", "", "a", "a"),
    ],
)
def test_different_blocks_are_put_together(base: str, mine: str, theirs: str, stands: str) -> None:
    outcome = merged(base, mine, theirs)

    assert outcome.is_clean
    assert read(outcome.resolved()) == stands


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "conflicts"),
    [
        ("ab", "xb", "yb", [("a", "x", "y")]),
        ("ab", "b", "yb", [("a", "", "y")]),  # taken out here, changed there
        ("", "x", "y", [("", "x", "y")]),
        ("a", "ax", "ay", [("", "x", "y")]),
        ("abc", "xbz", "ybw", [("a", "x", "y"), ("c", "z", "w")]),
        ("ab", "ba", "yb", [("ab", "ba", "yb")]),  # moved here, changed there
    ],
)
def test_the_same_block_is_asked_about(
    base: str, mine: str, theirs: str, conflicts: list[tuple[str, str, str]]
) -> None:
    outcome = merged(base, mine, theirs)

    found = [(one.before, one.mine, one.theirs) for one in outcome.conflicts]
    assert [tuple(map(read, one)) for one in found] == conflicts


def test_each_conflict_has_its_own_choice() -> None:
    outcome = merged("abc", "xbz", "ybw")

    assert read(outcome.resolved(["mine", "theirs"])) == "xbw"
    assert read(outcome.resolved(["theirs", "mine"])) == "ybz"
    assert read(outcome.resolved()) == "yxbwz"


def test_what_reads_the_same_is_no_change() -> None:
    """Signs written in another way, spaces, and paragraphs that an editor puts into entries."""
    outcome = merge(
        base="<ul><li>It's</li></ul><p>a</p>",
        mine="<ul><li><p>It&#x27;s</p></li></ul>\n<p>b</p>",
        theirs="<ul><li>It's late</li></ul><p>a</p>",
    )

    assert outcome.is_clean
    assert outcome.resolved() == "<ul><li>It's late</li></ul><p>b</p>"


def test_nothing_unsafe_comes_out() -> None:
    outcome = merge(base="", mine="<p onclick='x()'>a<script>x()</script></p>", theirs="")

    assert outcome.resolved() == "<p>a</p>"


# Whatever two people do --------------------------------------------------------------------------

EDITS = st.lists(
    st.tuples(st.sampled_from(["change", "add", "drop", "move"]), st.integers(0, 9)), max_size=6
)


def edited(base: list[str], edits: list[tuple[str, int]], who: str) -> tuple[list[str], set[str]]:
    """The paragraphs after some edits, and the words that came with them."""
    text, numbers, new = list(base), count(), set()
    for kind, place in edits:
        at = place % (len(text) + 1)
        if kind == "add" or at == len(text):
            new.add(word := f"{who}{next(numbers)}")
            text.insert(at, f"<p>{word}</p>")
        elif kind == "change":
            new.add(word := f"{who}{next(numbers)}")
            text[at] = f"<p>{words_of(text[at])} {word}</p>"
        elif kind == "move":
            text.append(text.pop(at))
        else:
            text.pop(at)
    return text, new & words_in("".join(text))


def words_of(paragraph: str) -> str:
    return re.sub("</?p>", "", paragraph)


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub("<[^>]*>", " ", text)))


@given(st.integers(0, 6), EDITS, EDITS)
def test_no_word_of_either_is_lost(
    size: int, my_edits: list[tuple[str, int]], their_edits: list[tuple[str, int]]
) -> None:
    base = [f"<p>base{place}</p>" for place in range(size)]
    mine, my_words = edited(base, my_edits, "mine")
    theirs, their_words = edited(base, their_edits, "theirs")

    outcome = merge(base="".join(base), mine="".join(mine), theirs="".join(theirs))

    shown = "".join(one.mine + one.theirs for one in outcome.conflicts)
    settled = "".join(getattr(one, "text", "") for one in outcome.pieces)
    untouched = words_in("".join(mine)) & words_in("".join(theirs)) & words_in("".join(base))
    assert my_words | their_words | untouched <= words_in(settled + shown)
    assert words_in(outcome.resolved()) >= my_words | their_words | untouched


@given(st.text(alphabet="ab<>/plith2& ;", max_size=60), st.text(max_size=40))
def test_any_text_goes_through_whole(one: str, other: str) -> None:
    text, words = clean(one), clean(other)

    assert words_in("".join(blocks(text))) == words_in(text)
    assert merge(base=text, mine=text, theirs=words).resolved() == clean("".join(blocks(words)))
