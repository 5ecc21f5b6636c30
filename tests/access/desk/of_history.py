"""The addresses behind the rows of portal/access/desk/history.py."""

from collections.abc import Iterator

from django.urls import reverse

from members.models import GroupHistory
from tests.personas import Cast
from visits.models import MeetingHistory

Key = tuple[str, str]


def of_history(cast: Cast) -> Iterator[tuple[Key, str]]:
    yield from of_meeting(cast)
    slug = cast.group.slug
    for name in ("manage_group", "manage_group_year"):
        yield (name, "that one chairs"), reverse(name, args=[slug])
    for name in ("manage_group_history", "manage_group_forget"):
        yield (name, ""), reverse(name, args=[slug])
    yield ("manage_group_text", ""), reverse("manage_group_text", args=[slug, "objectives"])
    name = "manage_group_text"
    yield (name, "that there is not"), reverse(name, args=[slug, "slug"])
    version = GroupHistory.objects.filter(pgh_obj=cast.group).latest("pk")
    address = reverse("manage_group_version", args=[slug, "group", version.pk])
    yield ("manage_group_version", ""), address


def of_meeting(cast: Cast) -> Iterator[tuple[Key, str]]:
    slug = cast.meeting.slug
    for name in ("manage_history", "manage_history_moment", "manage_history_forget"):
        yield (name, ""), reverse(name, args=[slug])
    preview = reverse("manage_preview", args=[slug])
    yield ("manage_preview", ""), preview
    yield ("manage_preview", "as nobody there is"), f"{preview}?as=king"
    for meeting, situation in ((cast.meeting, ""), (cast.other_meeting, "of another meeting")):
        version = MeetingHistory.objects.filter(pgh_obj=meeting).latest("pk")
        address = reverse("manage_history_version", args=[slug, "page", version.pk])
        yield ("manage_history_version", situation), address
