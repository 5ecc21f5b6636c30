"""Whose pictures a reader keeps in order."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from members.models import Group
from members.reader import Reader
from visits.manage.opening import open_prepared
from visits.models import Meeting, Picture


def open_group(reader: Reader, slug: str) -> Group:
    """The group, if this reader is staff or its chair; every group's page is for everyone, so others are refused."""
    group = get_object_or_404(Group, slug=slug)
    if not (reader.is_staff or group.pk in reader.chaired_group_ids):
        raise PermissionDenied
    return group


def open_picture(reader: Reader, picture_id: int) -> tuple[Picture, Meeting | Group]:
    """The picture with its page, for whoever prepares that page."""
    picture = Picture.objects.select_related("meeting", "group").filter(pk=picture_id).first()
    if picture is None:
        raise Http404
    if picture.meeting is not None:
        return picture, open_prepared(reader, picture.meeting.slug)
    if picture.group is None:
        raise Http404
    return picture, open_group(reader, picture.group.slug)
