"""The type of a request that has met our middleware."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from members.models import Person
from members.reader import Reader
from portal.lib.parts import Content


class ReaderRequest(HttpRequest):
    """A request with its reader, and whether htmx asks for a part of a page."""

    reader: Reader
    content: Content
    user: Person
    htmx: HtmxDetails
