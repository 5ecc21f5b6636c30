"""The type of a request that has met our middleware."""

from django.http import HttpRequest

from members.models import Person
from members.reader import Reader
from portal.lib.parts import Content


class ReaderRequest(HttpRequest):
    """A request with its reader."""

    reader: Reader
    content: Content
    user: Person
