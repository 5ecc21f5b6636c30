"""The components, as templates use them."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.template import Context, Template
from lucide import IconDoesNotExist


def rendered(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@dataclass
class Dated:
    starts_on: date | None = None
    ends_on: date | None = None
    month_on: date | None = None
    is_tentative: bool = False


def test_days_are_drawn_for_the_eye_and_said_in_words() -> None:
    html = rendered("{% day dated %}", dated=Dated(date(2026, 2, 23), date(2026, 2, 24)))

    assert '<span class="visually-hidden">23–24 February 2026</span>' in html
    assert '<b aria-hidden="true">23–24</b><span aria-hidden="true">February 2026</span>' in html
    assert 'class="day"' in html


def test_tentative_days_are_drawn_otherwise_and_said_to_be_so() -> None:
    html = rendered("{% day dated %}", dated=Dated(month_on=date(2026, 6, 1), is_tentative=True))

    assert 'class="day day-word day-tentative"' in html
    assert "June 2026 (to be confirmed)" in html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>First.</p><p>Second &amp; last.</p>", "First. Second & last."),
        ("<ul><li>One</li><li>Two</li></ul>", "One Two"),
        ("", ""),
    ],
)
def test_plain_gives_the_words_of_a_text(html: str, words: str) -> None:
    assert rendered("{% autoescape off %}{{ text|plain }}{% endautoescape %}", text=html) == words


def test_words_of_a_text_are_escaped_again_where_they_are_printed() -> None:
    assert rendered("{{ text|plain }}", text="<p>&lt;script&gt;</p>") == "&lt;script&gt;"


def test_prose_is_printed_as_the_html_it_is_and_anything_else_is_escaped() -> None:
    assert rendered("{{ text|prose }}{{ text }}", text="<p>A</p>") == "<p>A</p>&lt;p&gt;A&lt;/p&gt;"


def test_what_a_component_is_given_is_escaped() -> None:
    html = rendered(
        "{% tag kind %}{{ words }}{% endtag %}{% fact words %}{{ words }}{% endfact %}"
        '{% section_head words "anchor" %}{% endsection_head %}'
        "{% empty_state words %}{{ words }}{% endempty_state %}{% notice kind %}{{ words }}{% endnotice %}",
        words="<b>",
        kind='"><i>',
    )

    assert "<b>" not in html
    assert "<i>" not in html
    assert html.count("&lt;b&gt;") == 7


def test_a_breadcrumb_needs_an_address_for_each_step() -> None:
    html = rendered('{% breadcrumb "Meetings" "/meetings/" "Milan" "/meetings/milan/" %}')

    assert '<a href="/meetings/">Meetings</a>' in html
    assert '<a href="/meetings/milan/">Milan</a>' in html
    with pytest.raises(ValueError, match="shorter"):
        rendered('{% breadcrumb "Meetings" %}')


def test_a_value_is_found_by_a_key_that_varies() -> None:
    assert rendered("{{ values|value_of:key }}", values={7: "seven"}, key=7) == "seven"
    assert rendered("{{ values|value_of:key }}", values={7: "seven"}, key=8) == "None"


# Icons -------------------------------------------------------------------------------------------


def test_an_icon_says_nothing_itself() -> None:
    html = Template('{% icon "lock" %}').render(Context())

    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html
    assert 'class="icon"' in html
    assert "style=" not in html


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(IconDoesNotExist):
        Template('{% icon "no such thing" %}').render(Context())


def test_fonts_are_asked_for_early_only_where_they_were_collected() -> None:
    assert Template("{% font_preloads %}").render(Context()) == ""
