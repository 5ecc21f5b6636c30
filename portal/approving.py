"""The list that the secretariat and the chairs get each morning: which registrations theirs is it to approve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from members.models import CityMembership, Mandate, Person, Post
from members.models.periods import lasts_on
from portal import told
from portal.lib import locks, mail, site
from visits.models import Meeting, Registration
from visits.registration.addresses import to_be_answered_at
from visits.registration.in_a_line import in_a_line

MAIL: Final = "registrations_to_approve"


@transaction.atomic
def tell_who_approves() -> None:
    """One mail each with all that awaits them, if some of it is new. What passed from a city the secretariat was told
    within the hour; for chairs it is new.
    """
    locks.hold("tell what waits")
    waiting = _waiting()
    if not waiting:
        return
    before = told.last_told(MAIL)
    from_the_first = [row for row in waiting if row.approval == Registration.By.STAFF]
    if _is_new(from_the_first, before.get(None)):
        _tell(settings.NETWORK_EMAIL, None, waiting)
    for chair, rows in _by_chair(waiting).items():
        if _is_new(rows, before.get(chair.pk)):
            _tell(chair.email or "", chair, rows)


def _waiting() -> list[Registration]:
    rows = Registration.objects.awaiting_staff().select_related("person", "city", "meeting")
    known = rows.prefetch_related("meeting__host_rows__city", "meeting__joint_groups")
    return list(known.order_by("meeting__starts_on", "meeting", "registered_at"))


def _is_new(rows: Iterable[Registration], since: datetime | None) -> bool:
    since, until = since or told.earliest(), told.this_hour()
    return any(since <= (row.to_staff_at or row.registered_at) < until for row in rows)


def _by_chair(waiting: list[Registration]) -> dict[Person, list[Registration]]:
    """Whoever chairs a meeting's group today is asked about it, also where it is a joint one."""
    by_group: defaultdict[int, list[Registration]] = defaultdict(list)
    for row in waiting:
        joint = {group.pk for group in row.meeting.joint_groups.all()}
        for key in {row.meeting.lead_group_id, *joint} - {None}:
            by_group[key or 0].append(row)
    found: defaultdict[Person, list[Registration]] = defaultdict(list)
    for mandate in _mandates(by_group):
        known = found[mandate.person]
        known += [row for row in by_group[mandate.group_id] if row not in known]
    return found


def _mandates(groups: Iterable[int]) -> Iterable[Any]:
    """Held today with a post in a member city, by who can log in and be written to."""
    in_its_city = {"city": OuterRef("city")}
    return (
        Mandate.objects.filter(
            lasts_on(),
            Exists(Post.objects.filter(lasts_on(), person=OuterRef("person"), **in_its_city)),
            Exists(CityMembership.objects.filter(lasts_on(), **in_its_city)),
            group__in=list(groups),
            person__is_active=True,
            person__email__isnull=False,
        )
        .select_related("person")
        .order_by("person__name_key", "pk")
    )


def _tell(to: str, person: Person | None, rows: list[Registration]) -> None:
    context = {"person": person, "number": len(rows), "meetings": by_meeting(rows)}
    mail.send(MAIL, to=to, person=person, context=context)


def by_meeting(rows: Iterable[Registration]) -> list[dict[str, Any]]:
    """The requests to come to each meeting, with where they are answered."""
    found: defaultdict[Meeting, list[Registration]] = defaultdict(list)
    for row in rows:
        found[row.meeting].append(row)
    return [
        {
            "meeting": in_a_line(one),
            "rows": asked,
            "address": site.absolute(to_be_answered_at(one)),
        }
        for one, asked in found.items()
    ]
