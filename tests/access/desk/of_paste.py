"""The addresses behind the rows of portal/access/desk/paste.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.personas import Cast

Key = tuple[str, str]


def of_paste(cast: Cast) -> Iterator[tuple[Key, str]]:
    yield ("manage_paste", ""), reverse("manage_paste", args=[cast.meeting.slug])
