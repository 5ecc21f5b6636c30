"""The addresses behind the rows of portal/access/desk/index.py."""

from collections.abc import Iterator

from tests.personas import Cast

Key = tuple[str, str]


def of_index(_cast: Cast) -> Iterator[tuple[Key, str]]:
    yield from ()
