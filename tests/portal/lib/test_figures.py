"""Pictures within texts, as a text keeps them and as pages show them."""

from collections.abc import Collection, Mapping

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template

from portal.lib import figures
from portal.lib.figures import Figure
from portal.lib.formfields import RichText
from portal.lib.richtext import to_text

SHOWN = '<p>a</p><figure><img src="/pictures/12/960.webp" alt="A &amp; B" width="900" height="600"><figcaption>c</figcaption></figure>'


class Shelf:
    """Two pictures."""

    address = "/manage/meetings/brno/pictures/"

    def find(self, numbers: Collection[int]) -> Mapping[int, Figure]:
        known = {12: Figure("A & B", "c", 900, 600), 13: Figure("Depot", "", 60, 50)}
        return {number: known[number] for number in numbers if number in known}


@pytest.fixture
def field() -> RichText:
    field = RichText(required=False)
    field.offer(Shelf())
    return field


def test_a_page_asks_for_the_width_it_needs_when_the_picture_is_near() -> None:
    html = Template("{{ text|prose }}").render(Context({"text": SHOWN}))

    assert 'srcset="/pictures/12/480.avif 480w, /pictures/12/960.avif 900w"' in html
    assert '<source type="image/webp" srcset="/pictures/12/480.webp 480w' in html
    assert (
        '<img src="/pictures/12/960.webp" loading="lazy" decoding="async" '
        'alt="A &amp; B" width="900" height="600"></picture>'
    ) in html


def test_where_only_words_are_read_there_is_no_picture() -> None:
    assert to_text(SHOWN) == "a"
    assert Template("{{ text|plain }}").render(Context({"text": SHOWN})) == "a"
    assert figures.pictures_in(SHOWN) == {12}


def test_a_code_alone_between_blank_lines_becomes_the_picture(field: RichText) -> None:
    assert field.clean("a\n\n[picture 12]") == SHOWN
    assert field.clean("see [picture 12]") == "<p>see [picture 12]</p>"


def test_a_picture_has_the_words_and_the_size_that_it_has_now(field: RichText) -> None:
    given = (
        '<figure><img src="/pictures/13/480.avif" alt="Old words" width="1" height="1"></figure>'
    )

    assert field.clean(given) == (
        '<figure><img src="/pictures/13/960.webp" alt="Depot" width="60" height="50"></figure>'
    )


@pytest.mark.parametrize("text", ["[picture 14]", SHOWN.replace("12", "14")])
def test_a_picture_of_another_page_is_refused(field: RichText, text: str) -> None:
    with pytest.raises(ValidationError, match="Picture 14 is not among the pictures"):
        field.clean(text)


def test_without_pictures_of_its_own_a_text_keeps_those_it_has() -> None:
    assert RichText().clean(SHOWN) == SHOWN
