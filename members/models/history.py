"""What was said of working groups before. Nothing about people is kept in this way."""

from django.utils.translation import gettext_lazy as _

from members.models.group import Group, GroupYear
from portal.lib.history import History, versions_of


class GroupHistory(versions_of(Group, "name", "short_name", "objectives", "closing_note")):  # type: ignore[misc]
    """A version of what is said of a group."""

    class Meta(History.Meta):
        abstract = False
        verbose_name = _("version of a group's words")
        verbose_name_plural = _("versions of groups' words")


class GroupYearHistory(versions_of(GroupYear, "group", "year", "objectives")):  # type: ignore[misc]
    """A version of the objectives of one year."""

    class Meta(History.Meta):
        abstract = False
        verbose_name = _("version of a year's objectives")
        verbose_name_plural = _("versions of objectives by year")
