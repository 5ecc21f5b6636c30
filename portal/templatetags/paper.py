"""Filters of what is printed: addresses that are typed or scanned, since paper has no links."""

from typing import Protocol
from urllib.parse import urlsplit

from django import template

from portal.lib import figures, qr
from portal.lib.pdf import headings
from portal.lib.richtext import CleanHTML
from portal.lib.site import absolute

register = template.Library()


class HasPage(Protocol):
    def get_absolute_url(self) -> str: ...


@register.filter
def page_of(record: HasPage) -> str:
    """The whole address of a record's page."""
    return absolute(record.get_absolute_url())


@register.filter
def short_address(address: str) -> str:
    """network.example/documents/12/: an address as one types it."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}"


@register.filter
def qr_code(address: str) -> str:
    """The source of a picture that leads to *address*."""
    return qr.svg_address(address)


@register.filter
def below_level(text: str, level: int) -> CleanHTML:
    """A text that an action cleaned before it was kept, its headings below one of *level*; paper shows no pictures."""
    return headings.below(CleanHTML(figures.without(text)), level)
