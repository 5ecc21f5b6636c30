"""The meetings before, after and beside one: by what follows what, else by the days of its group's meetings; and those
of the same gathering.

Whoever reads is shown the first that is listed for them. As the first that is open to everyone is listed for all, those
behind it are not needed.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from members.reader import STRANGER
from visits.models import Meeting
from visits.models.reading import whether


class Around(NamedTuple):
    """A meeting, and which may stand before, after and beside it, whoever reads."""

    meeting_id: int
    following: tuple[int, ...]
    preceding: tuple[int, ...]
    beside: tuple[int, ...]


def around(slug: str) -> Around | None:
    """What follows it, else the next of its group that begin after it; what it follows, else the latest of its group
    that began before it; and the others of its gathering. One query.
    """
    near = _near(slug)
    this = next((one for one in near if one.slug == slug), None)
    if this is None:
        return None
    followers = [one for one in near if one.follows_id == this.pk]
    followed = [one for one in near if one.pk == this.follows_id]
    dated = [one for one in near if one.is_of_group and one.begins and this.begins]
    later = [one for one in dated if one.is_upcoming and one.begins > this.begins]
    earlier = [one for one in dated if one.begins < this.begins]
    beside = [one for one in near if one.part_of_id == this.part_of_id is not None]
    return Around(
        this.pk,
        _up_to_first_for_all([*sorted(followers, key=_soonest), *sorted(later, key=_soonest)]),
        _up_to_first_for_all([*followed, *sorted(earlier, key=_latest)]),
        tuple(one.pk for one in sorted(beside, key=_soonest) if one is not this),
    )


def _near(slug: str) -> list[Any]:
    """The meeting, those it is linked with or gathered with, and those of its group, alone or with others."""
    this = Meeting.objects.filter(slug=slug)
    joint = Meeting.joint_groups.through.objects.filter(group__in=this.values("lead_group"))
    of_group = Q(lead_group__in=this.values("lead_group")) | Q(pk__in=joint.values("meeting"))
    linked = Q(slug=slug) | Q(follows__in=this.values("pk")) | Q(pk__in=this.values("follows"))
    gathered = Q(part_of__in=this.values("part_of"))
    noted = Meeting.objects.filter(of_group | linked | gathered).annotate(
        begins=Coalesce("starts_on", "month_on"),
        is_of_group=whether(of_group),
        is_upcoming=Exists(Meeting.objects.upcoming().filter(pk=OuterRef("pk"))),
    )
    open_to_all = noted.noting_whether_openable_by(STRANGER, name="is_open_to_all")
    return list(open_to_all.only("slug", "follows", "part_of", "title_key"))


def _soonest(one: Any) -> tuple[date, str]:
    return one.begins or date.max, one.title_key


def _latest(one: Any) -> tuple[int, str]:
    return -one.begins.toordinal(), one.title_key


def _up_to_first_for_all(candidates: Sequence[Any]) -> tuple[int, ...]:
    first = next((number for number, one in enumerate(candidates) if one.is_open_to_all), None)
    needed = candidates if first is None else candidates[: first + 1]
    return tuple(dict.fromkeys(one.pk for one in needed))
