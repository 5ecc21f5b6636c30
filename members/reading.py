"""How a page is opened: the record, or the refusal that its reader deserves."""

from typing import Any, NoReturn, Protocol, Self, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from members.reader import Reader

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class LoginFirst(Exception):  # noqa: N818 - it is a turn, not an error
    """The reader is a stranger and the thing is not public: the middleware leads to login and back.

    ``back_to`` is the address to come back to, when it is not the one that was asked for.
    """

    def __init__(self, back_to: str = "") -> None:
        super().__init__(back_to)
        self.back_to = back_to


class Readable(Protocol[M_co]):
    """A queryset with reading rules."""

    def openable_by(self, reader: Reader) -> Self: ...
    def published(self) -> Self: ...
    def filter(self, *args: Any, **kwargs: Any) -> Self: ...
    def first(self) -> M_co | None: ...
    def exists(self) -> bool: ...


def open_or_refuse(records: Readable[M_co], reader: Reader, **lookup: Any) -> M_co:
    """The record, if ``reader`` may open it."""
    if (record := records.openable_by(reader).filter(**lookup).first()) is None:
        refuse(records, reader, **lookup)
    return record


def refuse(records: Readable[M_co], reader: Reader, **lookup: Any) -> NoReturn:
    """To a reader who may not open it, what is not published is 404, whoever asks; published but not for a stranger
    leads to login; published but not for this reader is 403.
    """
    if not records.published().filter(**lookup).exists():
        raise Http404
    if not reader.is_known:
        raise LoginFirst
    raise PermissionDenied
