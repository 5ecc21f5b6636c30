"""How every page of the desk opens its working group."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from members.models import Group
from members.permissions import may_prepare
from members.reader import Reader


def open_prepared_group(reader: Reader, slug: str, groups: QuerySet[Group] | None = None) -> Group:
    """The group, if this reader prepares its page; others are refused."""
    group: Group = get_object_or_404(Group.objects.all() if groups is None else groups, slug=slug)
    if not may_prepare(reader, group):
        raise PermissionDenied
    return group
