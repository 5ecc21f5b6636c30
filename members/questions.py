"""Reading rules as questions that are composed once for all readers of one kind."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, cast

from django.db import models
from django.utils import timezone

from members.reader import Reader
from portal.lib.questions import Numbers, Place, Questions, Row

# What differs among readers of one kind: places in the question, filled when it is asked.
SETS: Final = ("group_ids", "chaired_group_ids", "joined_meeting_ids", "organised_meeting_ids")


class Kind(NamedTuple):
    """What reading rules say more or less for."""

    is_known: bool
    is_signed_in: bool
    is_staff: bool
    is_representative: bool
    holds_post: bool

    @classmethod
    def of(cls, reader: Reader) -> "Kind":
        return cls(
            is_known=reader.is_known,
            is_signed_in=reader.is_signed_in,
            is_staff=reader.is_staff,
            is_representative=reader.is_representative,
            holds_post=bool(reader.posts),
        )


class AnyReader:
    """Every reader of one kind. It has no person: a rule that asks for more than this is no question for all."""

    def __init__(self, kind: Kind) -> None:
        self.is_known = kind.is_known
        self.is_signed_in = kind.is_signed_in
        self.is_staff = kind.is_staff
        self.is_representative = kind.is_representative
        self.is_member = kind.is_staff or kind.is_representative
        self.posts = kind.holds_post
        self.now = Place("now")
        for name in SETS:
            setattr(self, name, Numbers(name))


class ReadersQuestion:
    """Rows of values that depend on the reader; what else they depend on are places, given when it is asked."""

    def __init__(self, compose: Callable[[Reader], models.QuerySet[Any, Any]]) -> None:
        self._questions = Questions(compose)

    def ask(self, reader: Reader, **values: Any) -> list[Row]:
        kind = Kind.of(reader)
        sets = {name: getattr(reader, name) for name in SETS}
        return self._questions.ask(
            kind,
            lambda: cast("Reader", AnyReader(kind)),
            {"now": timezone.now(), **sets, **values},
        )
