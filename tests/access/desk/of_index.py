"""The addresses behind the rows of portal/access/desk/index.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import index as rows
from tests.personas import Cast

Key = tuple[str, str]


def of_index(_cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in (*rows.PAGES, "manage_jobs"):
        yield (name, ""), reverse(name)
    yield ("manage_job_again", ""), reverse("manage_job_again", args=[2_000_000_000])
