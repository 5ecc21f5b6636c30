"""The addresses behind the rows of portal/access/desk/pictures.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.personas import Cast

Key = tuple[str, str]


def of_pictures(_cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in ("editor_tools", "editor_pasted"):
        yield (name, ""), reverse(name)
