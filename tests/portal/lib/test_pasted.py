"""What word processors and web pages put into the clipboard, read as it was meant."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.richtext import TAGS, clean, clean_pasted

CLIPBOARDS = Path(__file__).parent / "clipboards"

WORD = """<h2>Programme</h2><p>Brno’s <strong>tram</strong> depot in Brno, <a href="https://www.brno.cz/" rel="noopener">see
it</a>.</p><ul><li>Helmets<ul><li>Yellow ones</li></ul></li><li>Boots</li></ul><ol start="3"><li>Third
point</li></ol><table><thead><tr><th scope="col"><strong>Time</strong></th><th
scope="col"><strong>What</strong></th></tr></thead><tbody><tr><td>9.00</td><td>Welcome</td></tr></tbody></table>"""
GOOGLE = """<h2>Arrival</h2><p>Take <strong>tram 4</strong>, <em>not</em> the bus.</p><ul><li>Hotel<ul><li>breakfast
included</li></ul></li><li>Station</li></ul>"""
LIBREOFFICE = """<h2>Die Reise</h2><p>Treffpunkt: <em>Hauptbahnhof</em></p><ol><li>Anreise</li><li>Abreise</li></ol><table><tbody><tr><td>Tag</td><td>Ort</td></tr></tbody></table>"""
WEB_PAGE = """<h2>City of Brno</h2><h3>Transport</h3><p>First line<br>second line</p><p>Next</p><table><caption>Lines</caption><thead><tr><th
scope="col">Line</th><th scope="col">To</th></tr></thead><tbody><tr><th
scope="row">4</th><td>Obilní trh</td></tr></tbody></table><blockquote><p>Well done</p></blockquote>"""


@pytest.mark.parametrize(
    ("name", "read", "left_out"),
    [
        ("word", WORD, 2),
        ("google_docs", GOOGLE, 1),
        ("libreoffice", LIBREOFFICE, 1),
        ("web_page", WEB_PAGE, 1),
    ],
)
def test_a_clipboard_is_read_as_it_was_meant(name: str, read: str, left_out: int) -> None:
    given = (CLIPBOARDS / f"{name}.html").read_text()

    found = clean_pasted(given)

    assert found.html == " ".join(read.split())
    assert found.left_out == left_out


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>a</p><p>&nbsp;</p><p><o:p></o:p></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>10&nbsp;h&nbsp;&nbsp; &nbsp;sharp</p>", "<p>10&nbsp;h sharp</p>"),
        ("words <b>alone</b>", "<p>words <strong>alone</strong></p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p></li></ul><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "<ol><li>a</li></ol><ol><li>b</li></ol>"),
        ("<ol><li>a</li></ol><ol start=2><li>b</li></ol>", "<ol><li>a</li><li>b</li></ol>"),
        ("<h2>One</h2><h3>Two</h3>", "<h2>One</h2><h3>Two</h3>"),
        ("<h1>One</h1><h2>Two</h2><h4>Deep</h4>", "<h2>One</h2><h3>Two</h3><h4>Deep</h4>"),
        ("<p><a href='#_Toc12'>Contents</a></p>", "<p>Contents</p>"),
        ("<p><a href='file:///C:/x.doc'>x</a></p>", "<p>x</p>"),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
         "<table><tbody><tr><td><p>a</p><p>b</p></td></tr></tbody></table>"),
        ("<p>👩‍🚀 and שלום</p>", "<p>👩‍🚀 and שלום</p>"),
    ],
)  # fmt: skip
def test_stray_markup_is_put_in_order(html: str, read: str) -> None:
    assert clean(html) == read


OURS = '<figure><img src="/pictures/12/960.webp" alt="A bridge" width="900" height="600"></figure>'


@pytest.mark.parametrize(
    ("html", "read"),
    [
        (OURS, OURS),
        (
            '<p>a<img src="/pictures/12/480.avif" alt="A bridge">b</p>',
            '<p>a</p><figure><img src="/pictures/12/960.webp" alt="A bridge"></figure><p>b</p>',
        ),
        (
            '<figure><img src="/pictures/12/960.webp" alt=" A  bridge "><figcaption>It <b>is</b></figcaption></figure>',
            '<figure><img src="/pictures/12/960.webp" alt="A bridge"><figcaption>It is</figcaption></figure>',
        ),
        ('<figure><img src="/pictures/12/960.webp" alt=""><figcaption>c</figcaption></figure>', "<p>c</p>"),
        ('<img src="/pictures/12/960.webp/../../x" alt="x"><p>a</p>', "<p>a</p>"),
        ('<img src="//elsewhere.example/pictures/12/960.webp" alt="x"><p>a</p>', "<p>a</p>"),
    ],
)  # fmt: skip
def test_pictures_are_ours_and_have_words(html: str, read: str) -> None:
    assert clean(html) == read


PIECES = [
    *(f"<{tag}>" for tag in (*sorted(TAGS), "h1", "b", "div", "pre")),
    *(f"</{tag}>" for tag in (*sorted(TAGS), "h1", "b", "div", "pre")),
    '<p style="mso-list:l0 level1 lfo1">', '<p style="mso-list:l0 level3 lfo1">', '<span style="mso-list:Ignore">', "</span>",
    '<b style="font-weight:normal">', '<a href="/x">', '<img src="/pictures/1/960.webp" alt="a">', "<ol start=3>",
    "a", " ", "\xa0", "\n", "1.", "<", "&", "\x00", "👩‍🚀", "\u2003",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_what_is_clean_comes_back_as_it_is(pieces: list[str]) -> None:
    cleaned = clean("".join(pieces))

    assert clean(cleaned) == cleaned


def test_a_megabyte_of_word_is_read_while_one_waits() -> None:
    page = (CLIPBOARDS / "word.html").read_text()
    many = page * (1_000_000 // len(page) + 1)
    begun = time.process_time()

    read = clean(many)

    assert read.count("Helmets") == many.count("Helmets")
    assert time.process_time() - begun < 10


def test_what_is_nested_without_end_is_read_all_the_same() -> None:
    deep = "<blockquote><ul><li>" * 3000 + "the end"

    assert "the end" in clean(deep)
