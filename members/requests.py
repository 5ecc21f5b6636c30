"""The type of a request that has met our middleware."""

from django.http import HttpRequest

from members.models import Person
from members.reader import Reader


class ReaderRequest(HttpRequest):
    """A request with its reader."""

    reader: Reader
    user: Person
