"""The quick select says what Django's own says."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms

from portal.lib.select import LongSelect

CHOICES = [("", "All"), ("brno", "Brno"), ("s-hertogenbosch", "'s-Hertogenbosch <b>"), (7, "Seven")]


class Marks(HTMLParser):
    """Tags with their attributes in any order, and words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if words := data.strip():
            self.found.append(words)


@pytest.mark.parametrize("value", [None, "", "brno", "7", 7, "nowhere"])
def test_it_is_written_as_djangos_own(value: object) -> None:
    attributes = {"id": "filter-city", "aria-describedby": 'a"b'}

    ours, djangos = (
        Marks(widget(choices=CHOICES).render("city", value, attributes)).found
        for widget in (LongSelect, forms.Select)
    )

    assert ours == djangos
