from pathlib import Path

import pytest

from portal.lib.pdf.headings import below
from portal.lib.pdf.paper import Paper, compose, in_light
from portal.lib.richtext import CleanHTML


def test_colours_are_those_of_the_web_in_the_light() -> None:
    css = "a { color: light-dark(oklch(43% 0.17 264), oklch(78% 0.11 255)); b: light-dark(red, #fff) }"

    assert in_light(css) == "a { color: oklch(43% 0.17 264); b: red }"


def test_a_paper_has_the_tokens_of_the_web_and_no_colour_of_the_dark() -> None:
    tokens = Path("static/css/tokens.css").read_text("utf-8")

    paper = compose("404.html", {})

    assert "--ink: light-dark(oklch(25% 0.03 265)" in tokens
    assert "--ink: oklch(25% 0.03 265);" in paper.css
    assert "light-dark" not in paper.css


def test_the_key_follows_from_content_alone() -> None:
    paper = Paper(html="<p>a", css="b{}")

    assert paper.key == Paper(html="<p>a", css="b{}").key
    assert paper.key != Paper(html="<p>c", css="b{}").key
    assert paper.key != Paper(html="<p>a", css="c{}").key
    assert paper.key != Paper(html="{}<p>a", css="b").key


def test_a_sheet_that_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"css/paper/none\.css"):
        compose("404.html", {}, "css/paper/none.css")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("<p>none</p>", "<p>none</p>"),
        ("<h2>a</h2><h3>b</h3>", "<h4>a</h4><h5>b</h5>"),
        ("<h4>a</h4><p>x</p><h4>b</h4>", "<h4>a</h4><p>x</p><h4>b</h4>"),
        ("<h2>a</h2><h4>b</h4><h2>c</h2>", "<h4>a</h4><h5>b</h5><h4>c</h4>"),
        ("<h3>a</h3><h2>b</h2>", "<h4>a</h4><h4>b</h4>"),
    ],
)
def test_headings_of_a_text_come_below_without_a_gap(text: str, moved: str) -> None:
    assert below(CleanHTML(text), 3) == moved
