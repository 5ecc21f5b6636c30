"""The addresses behind the rows of portal/access/desk/pictures.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.personas import Cast
from tests.pictures import make_picture, showing

Key = tuple[str, str]


def of_pictures(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in ("editor_tools", "editor_pasted"):
        yield (name, ""), reverse(name)
    shown, unseen = make_picture(cast.meeting), make_picture(cast.meeting)
    cast.meeting.introduction += showing(shown)
    cast.meeting.save(update_fields=["introduction"])
    for situation, picture in (("that the page shows", shown), ("that no text shows", unseen)):
        yield ("picture", situation), reverse("picture", args=[picture.pk, 960, "webp"])
    yield ("manage_pictures", ""), reverse("manage_pictures", args=[cast.meeting.slug])
    yield ("manage_group_pictures", ""), reverse("manage_group_pictures", args=[cast.group.slug])
    for name in ("manage_picture", "manage_picture_remove"):
        yield (name, ""), reverse(name, args=[unseen.pk])
