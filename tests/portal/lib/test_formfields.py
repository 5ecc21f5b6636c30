"""Form fields that several apps share."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from portal.lib.formfields import DayField, Done, LinesField, RichText, RichTextArea, attempt
from portal.models import LogEntry
from tests.factories import make_person


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("One.\r\n\r\nTwo,\r\nand on.", "<p>One.</p><p>Two,<br>and on.</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>One</p><script>x()</script>", "<p>One</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_a_formatted_text_comes_out_clean(typed: str, kept: str) -> None:
    assert RichText(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (None, None),
        ("", ""),
        ("<p>One.</p><p>Two,<br>and &lt; on.</p>", "One.\n\nTwo,\nand < on."),
        ("<p>One <em>two</em>.</p>", "<p>One <em>two</em>.</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_paragraphs_alone_are_shown_as_they_were_typed(kept: str | None, shown: str | None) -> None:
    field = RichText(required=False)

    assert field.prepare_value(kept) == shown
    assert field.clean(field.prepare_value(kept)) == (kept or "")


def test_lines_come_out_as_a_list_each_once() -> None:
    field = LinesField(required=False)

    assert field.clean(" a  b \n\nc\r\na b\n") == ["a b", "c"]
    assert field.prepare_value(["a b", "c"]) == "a b\nc"
    assert field.prepare_value("typed") == "typed"


def test_a_day_is_asked_for_in_the_browsers_own_way() -> None:
    field = DayField()

    assert field.clean("2026-02-23") == date(2026, 2, 23)
    assert 'type="date"' in field.widget.render("day", date(2026, 2, 23))
    assert "2026-02-23" in field.widget.render("day", date(2026, 2, 23))


class Asking(forms.Form):
    name = forms.CharField()


def refusing(errors: object) -> None:
    LogEntry.objects.record("begun", make_person(), by=None)
    raise ValidationError(errors)  # type: ignore[arg-type]  # whatever it takes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("errors", "at"),
    [
        ("No.", "__all__"),
        ({"name": "No."}, "name"),
        ({"other": "No."}, "__all__"),
        ({"__all__": ["No."]}, "__all__"),
    ],
)
def test_what_an_action_refuses_is_said_at_its_field_and_nothing_is_kept(
    errors: object, at: str
) -> None:
    form = Asking({"name": "x"})
    assert form.is_valid()

    with transaction.atomic():
        assert attempt(form, refusing, errors=errors) is None

    assert form.errors == {at: ["No."]}
    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_what_an_action_gives_is_handed_on_be_it_nothing() -> None:
    assert attempt(Asking(), lambda: None) == Done(None)


def test_a_text_area_brings_its_editor_and_is_told_apart_by_its_pictures() -> None:
    html = RichTextArea().render(
        "text", "", {"id": "id_text", "aria-describedby": "id_text_helptext"}
    )

    assert 'aria-describedby="id_text_helptext id_text_typing"' in html
    assert '<script type="module" src="/static/js/rich-text.js"></script>' in html
    assert "data-pictures" not in html


def test_signs_that_look_like_tags_are_not_shown_as_tags_to_be_typed() -> None:
    kept = "<p>use &lt;b&gt; here</p>"

    assert RichText().prepare_value(kept) == kept


@pytest.mark.parametrize("text", ["<p></p>", "<script>x</script>", "&nbsp;<br>"])
def test_what_says_nothing_is_missing_where_it_is_asked_for(text: str) -> None:
    with pytest.raises(ValidationError, match="required"):
        RichText().clean(text)


@pytest.mark.parametrize("length", [200_001, 1_500_001])
def test_a_text_that_nobody_reads_to_its_end_is_refused(length: int) -> None:
    with pytest.raises(ValidationError, match="longer than a page can be read"):
        RichText().clean("a" * length)


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_a_slip_of_the_hand(typed: str) -> None:
    with pytest.raises(ValidationError, match="none from 1900 to 2199"):
        DayField().clean(typed)


def test_a_text_of_nothing_but_beginnings_of_tags_is_looked_through_once() -> None:
    with pytest.raises(ValidationError):
        RichText().clean("<a" * 700_000)
