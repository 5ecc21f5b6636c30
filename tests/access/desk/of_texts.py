"""The addresses behind the rows of portal/access/desk/texts.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.personas import Cast
from visits.models import Meeting

Key = tuple[str, str]


def of_texts(cast: Cast) -> Iterator[tuple[Key, str]]:
    yield ("autosave", ""), reverse("autosave")
    slug = cast.meeting.slug
    Meeting.objects.filter(slug=slug).update(introduction="<p>What is to be seen.</p>")
    yield ("manage_text", ""), reverse("manage_text", args=[slug, "introduction"])
    yield ("manage_text", "that there is not"), reverse("manage_text", args=[slug, "state"])
