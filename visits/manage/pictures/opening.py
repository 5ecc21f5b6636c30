"""Whose pictures a reader keeps in order."""

from django.http import Http404

from members.manage.opening import open_prepared_group
from members.models import Group
from members.reader import Reader
from visits.manage.opening import open_prepared
from visits.models import Meeting, Picture


def open_picture(reader: Reader, picture_id: int) -> tuple[Picture, Meeting | Group]:
    """The picture with its page, for whoever prepares that page."""
    picture = Picture.objects.select_related("meeting", "group").filter(pk=picture_id).first()
    if picture is None:
        raise Http404
    if picture.meeting is not None:
        return picture, open_prepared(reader, picture.meeting.slug)
    if picture.group is None:
        raise Http404
    return picture, open_prepared_group(reader, picture.group.slug)
