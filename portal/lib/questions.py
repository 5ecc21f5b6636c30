"""Questions to the database that are composed once from a QuerySet and asked many times, with other values each time.

Composing a reading rule's SQL takes Django longer than answering takes PostgreSQL. The rule stays where it is: here is
only the way to ask it again. docs/decisions/0051 says when to use it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Cursor, sql

Row = tuple[Any, ...]

# What may stand in a question for good. A day or a time would stand still, and is refused.
LASTING: Final = (str, int, bool, type(None))
# As Django writes ``__in`` with one value that is many; it becomes an array, which is looked through without a plan.
ANY_NUMBER: Final = "(SELECT unnest(%s::bigint[]))"
# A sign of percent that is meant as such is written twice, and stays so.
PARAMETER: Final = re.compile(r"%%|%s")


class Place(models.Value):
    """Where a value goes that is known only when the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def filled(self, values: Mapping[str, Any]) -> Any:
        return values[self.name]


class Numbers(Place):
    """Where any number of keys goes, for ``__in``."""

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return ANY_NUMBER, (self,)

    def filled(self, values: Mapping[str, Any]) -> list[int]:
        return list(values[self.name])


@dataclass(frozen=True)
class Question:
    """SQL, and the places for the values that it waits for, each once however often it stands there."""

    sql: str
    places: dict[str, Place]

    @classmethod
    def of(cls, rows: models.QuerySet[Any, Any]) -> "Question | None":
        """Composes it from a queryset of values; none when nothing can ever be found by it."""
        try:
            text, params = rows.query.sql_with_params()
            text = text.replace(f" IN {ANY_NUMBER}", " = ANY(%s::bigint[])")
        except EmptyResultSet:
            return None
        places = {value.name: value for value in params if isinstance(value, Place)}
        written = map(_written, params)
        return cls(
            PARAMETER.sub(lambda sign: "%%" if sign[0] == "%%" else next(written), text), places
        )

    def ask(self, values: Mapping[str, Any]) -> list[Row]:
        with _cursor() as cursor:
            cursor.execute(
                self.sql, {name: one.filled(values) for name, one in self.places.items()}
            )
            rows: list[Row] = cursor.fetchall()
            return rows


class PreparedCursor(Cursor[Row]):
    """PostgreSQL plans a question once for each connection, which takes it longer than most answers."""

    def execute(self, query: Any, params: Any = None, **_how: Any) -> Self:
        return super().execute(query, params, prepare=True)


def _cursor() -> CursorWrapper:
    """As Django makes them, so that what is asked is counted and logged."""
    connection.ensure_connection()
    cursor = PreparedCursor(connection.connection)
    made = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return made(cursor)  # type: ignore[arg-type]


class Questions:
    """One question for each kind of asker, since rules say less to a stranger than to staff."""

    def __init__(self, compose: Callable[..., models.QuerySet[Any, Any]]) -> None:
        self._compose = compose
        self._composed: dict[Any, Question | None] = {}

    def ask(self, kind: Any, asker: Any, values: Mapping[str, Any]) -> list[Row]:
        if kind not in self._composed:
            self._composed[kind] = Question.of(self._compose(asker()))
        question = self._composed[kind]
        return question.ask(values) if question else []


def _written(value: Any) -> str:
    """As it stands in the SQL, in which Django's cursor looks for places once more."""
    if isinstance(value, Place):
        return f"%({value.name})s"
    if not isinstance(value, LASTING):
        raise TypeError(f"{value!r} would stand still in a question: give it a place.")
    return sql.Literal(value).as_string().replace("%", "%%")
