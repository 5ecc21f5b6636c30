"""The pictures that the texts of a meeting or a group may show, and where a picture is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import Group
from visits.models import AgendaItem, Meeting, Picture

if TYPE_CHECKING:
    from portal.lib.figures import Shelf
    from visits.models.picture import PictureQuerySet


def pictures_of(page: Meeting | Group) -> Shelf:
    """What the forms of a page's texts offer: ``form.fields["report"].offer(pictures_of(meeting))``."""
    name = "manage_pictures" if isinstance(page, Meeting) else "manage_group_pictures"
    return all_of(page).shelf(reverse(name, args=[page.slug]))


def all_of(page: Meeting | Group) -> PictureQuerySet:
    return page.pictures.all()


def places_of(picture: Picture) -> list[str]:
    """Where it is shown, in words, each once; also in the agenda as it was released last."""
    return list(dict.fromkeys(_places(picture)))


def _places(picture: Picture) -> Iterator[str]:
    if picture.meeting is not None:
        yield from _places_of_meeting(picture, picture.meeting)
    elif picture.group is not None:
        years = picture.group.years.all()
        texts = [(_("the objectives"), picture.group.objectives)]
        texts += [
            (_("the objectives of %(year)d") % {"year": one.year}, one.objectives) for one in years
        ]
        yield from (place for place, text in texts if _shows(picture, text))


def _places_of_meeting(picture: Picture, meeting: Meeting) -> Iterator[str]:
    texts = [
        (_("the introduction"), meeting.introduction),
        (_("the report"), meeting.report),
        *(
            (_("practical information, “%(heading)s”") % {"heading": part.heading}, part.text)
            for part in meeting.practical_parts.all()
        ),
        *(
            (_("the agenda, “%(title)s”") % {"title": item.title}, item.description)
            for item in AgendaItem.objects.filter(day__meeting=meeting)
        ),
    ]
    if release := meeting.releases.first():
        texts.append((_("the agenda, as it was released last"), str(release.content)))
    yield from (place for place, text in texts if _shows(picture, text))


def _shows(picture: Picture, text: str) -> bool:
    return f"/pictures/{picture.pk}/" in text
