"""What templates do not contain: inline styles and scripts, unescaped values, words without translation, dead names."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from tests.conventions.sources import modules, templates

# Printed to PDF by the demo, never served: WeasyPrint needs no policy, and what they print is made up.
PRINTED = {"portal/demo/agenda.html", "portal/demo/slides.html"}
# Django's own help texts are HTML of Django's own making.
TRUSTED = {("ui/_field.html", "{{ field.help_text|safe }}")}
# What makes HTML safe, and where: the one cleaner, the filters that print what it cleaned (on paper with its headings
# moved), and a select whose parts are escaped one by one.
MAKERS = {"mark_safe", "SafeString", "CleanHTML", "SafeText"}
MAKES_SAFE = {
    "portal.lib.pdf.headings",
    "portal.lib.richtext",
    "portal.lib.select",
    "portal.templatetags.paper",
    "portal.templatetags.ui",
}

TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script's address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx's own handler": re.compile(r"\shx-on", re.IGNORECASE),
}


def inline(text: str) -> list[str]:
    written = TEMPLATE_CODE.sub("", text)
    return [what for what, pattern in INLINE.items() if pattern.search(written)]


def test_nothing_inline() -> None:
    found = {name: inline(text) for name, text in templates() if name not in PRINTED}

    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "line",
    [
        "<script>go()</script>",
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a href="#" onclick="go()">',
        '<a href="javascript:go()">',
        '<form hx-on:submit="go()">',
    ],
)
def test_nothing_inline_bites(line: str) -> None:
    assert len(inline(line)) == 1


def test_nothing_inline_lets_pass() -> None:
    assert inline('<script type="module" src="{% static "js/dialog.js" %}"></script>') == []


# Unescaped ---------------------------------------------------------------------------------------

UNESCAPED = re.compile(r"{{[^}]*\|\s*safe(?:seq)?\b[^}]*}}|{%-?\s*autoescape\s+off[^%]*%}")


def unescaped(name: str, text: str) -> list[str]:
    return [found for found in UNESCAPED.findall(text) if (name, found) not in TRUSTED]


def test_nothing_unescaped() -> None:
    found = {name: unescaped(name, text) for name, text in templates()}

    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "line", ["{{ report|safe }}", "{{ rows|safeseq|join:'' }}", "{% autoescape off %}"]
)
def test_nothing_unescaped_bites(line: str) -> None:
    assert len(unescaped("visits/meeting/meeting.html", line)) == 1


def test_trusted_values_are_there() -> None:
    texts = dict(templates())

    assert all(value in texts[name] for name, value in TRUSTED)


def safe_makers(tree: ast.AST) -> list[str]:
    """Calls that declare a text to be safe HTML; ``format_html`` escapes what it is given and is none."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = (ast.unparse(called).rsplit(".", maxsplit=1)[-1] for called in calls)
    return [name for name in names if name in MAKERS]


def test_html_is_declared_safe_in_these_places_only() -> None:
    assert {name for name, tree in modules() if safe_makers(tree)} <= MAKES_SAFE


def test_html_declared_safe_bites() -> None:
    assert safe_makers(ast.parse("mark_safe(text)")) == ["mark_safe"]
    assert safe_makers(ast.parse("richtext.CleanHTML(text)")) == ["CleanHTML"]
    assert safe_makers(ast.parse("format_html('<b>{}</b>', text)")) == []


# Addresses ---------------------------------------------------------------------------------------

# In the demo alone.
DEMOS = {"demo_mail"}
KEPT_ADDRESS = re.compile(r"""{% url "([^"]+)"[^%]* as \w+ %}""")


def dead_names(text: str) -> Iterator[str]:
    """Names of no address. Where the tag keeps the address for later, Django keeps an empty one and says nothing."""
    known = {*get_resolver().reverse_dict, *DEMOS}
    yield from (name for name in KEPT_ADDRESS.findall(text) if name not in known)


def test_every_address_that_is_kept_is_one() -> None:
    found = {name: list(dead_names(text)) for name, text in templates()}

    assert {name: names for name, names in found.items() if names} == {}


def test_every_address_bites() -> None:
    line = '{% url "nowhere" city.slug as a %}{% url "home" as b %}{% url "city" city.slug as c %}'

    assert list(dead_names(line)) == ["nowhere"]


# Words -------------------------------------------------------------------------------------------

TRANSLATED = (
    re.compile(r"{#.*?#}", re.DOTALL),
    re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL),
    re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL),
    # A class for the stylesheet, and what an address ends in.
    re.compile(r"{%\s*block (?:width|query)\s*%}.*?{%\s*endblock\s*%}"),
    re.compile(r"{%.*?%}", re.DOTALL),
    re.compile(r"{{.*?}}", re.DOTALL),
    re.compile(r"<!doctype[^>]*>", re.IGNORECASE),
)
SPOKEN = re.compile(r"""\s(?:alt|title|placeholder|aria-label|aria-description)\s*=\s*"([^"]*)\"""")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")


def untranslated(text: str) -> list[str]:
    """The words of a template, in its text and in what is read aloud, that no translation reaches."""
    for pattern in TRANSLATED:
        text = pattern.sub(" ", text)
    spoken = SPOKEN.findall(text)
    return WORD.findall(ENTITY.sub(" ", " ".join([TAG.sub(" ", text), *spoken])))


def test_every_word_can_be_translated() -> None:
    found = {
        name: untranslated(text)
        for ending in (".html", ".txt")
        for name, text in templates(ending)
        if name not in PRINTED
    }

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "line",
    [
        "<p>Log in</p>",
        '<img alt="A map of Europe">',
        "{% if name %}Hello{% endif %}",
        '<button aria-label="Close">{{ sign }}</button>',
    ],
)
def test_every_word_bites(line: str) -> None:
    assert untranslated(line) != []


def test_every_word_lets_pass() -> None:
    line = (
        '{% load i18n %}<p class="lead">{% translate "Log in" %} · {{ name }}, &copy; 3</p>'
        '<img alt="{% translate "A map" %}">{# A remark. #}'
        "{% blocktranslate with a=b %}From <b>{{ a }}</b>{% plural %}Many{% endblocktranslate %}"
    )

    assert untranslated(line) == []
