"""Changing what is said of a meeting: what and whose it is, who hosts it, where, and who reads of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from portal.lib.locks import hold
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.meetings import ADDRESSES
from visits.addresses import address_of
from visits.facts import TOLD, facts_of, mark_of
from visits.models import Meeting, MeetingHost
from visits.registration.claimed import check_mode

# Rows of their own, not fields of the meeting's.
BESIDE: Final = ("hosts", "joint_groups")
CHANGED: Final = _(
    "Somebody changed this meanwhile. What you typed is still here, and what stands there now is said beside it: "
    "save again to put yours in its place."
)


@transaction.atomic
def change_facts(
    *, meeting: Meeting, facts: Mapping[str, Any], seen: str, by: Person | None
) -> Meeting:
    """Write these facts, if those that stand there are still the ones that were seen (``visits.facts.mark_of``).

    Another zone leaves the hours on the clock as they are, also that of a planned publication. A draft's address
    follows its first host and group. Calendars hear of what they show.
    """
    meeting = rows.take(meeting)
    if mark_of(meeting, facts) != seen:
        raise ValidationError(CHANGED, code="changed")
    before = facts_of(meeting, facts)
    if facts.get("mode", meeting.mode) != meeting.mode:
        check_mode(meeting, facts["mode"])
    _write(meeting, facts)
    changed = sorted(name for name, was in before.items() if facts_of(meeting, [name])[name] != was)
    _check_host(meeting)
    if meeting.is_draft:
        hold(ADDRESSES)
        meeting.slug = address_of(meeting, meeting.hosts.order_by("host_rows__position").first())
    else:
        meeting.sequence += not TOLD.isdisjoint(changed)
    plain = [name for name in facts if name not in BESIDE]
    rows.save(meeting, ["title_key", "slug", "sequence", "publish_at", *plain])
    LogEntry.objects.record("change_facts", meeting, by=by, fields=changed)
    return meeting


def _write(meeting: Meeting, facts: Mapping[str, Any]) -> None:
    if "time_zone" in facts and meeting.publish_at:
        clock = meeting.publish_at.astimezone(meeting.zone).replace(tzinfo=None)
    else:
        clock = None
    for name, value in facts.items():
        if name not in BESIDE:
            setattr(meeting, name, value)
    if clock:
        meeting.publish_at = clock.replace(tzinfo=meeting.zone)
    if "hosts" in facts:
        _seat_hosts(meeting, facts["hosts"])
    if "joint_groups" in facts:
        meeting.joint_groups.set(
            group for group in facts["joint_groups"] if group != meeting.lead_group
        )


def _seat_hosts(meeting: Meeting, cities: Sequence[City]) -> None:
    """These cities host it, in this order, and no others."""
    meeting.host_rows.exclude(city__in=cities).delete()
    for position, city in enumerate(cities):
        MeetingHost.objects.update_or_create(
            meeting=meeting, city=city, defaults={"position": position}
        )


def _check_host(meeting: Meeting) -> None:
    is_online = meeting.mode == Meeting.Mode.ONLINE
    if not meeting.is_draft and not is_online and not meeting.host_rows.exists():
        raise ValidationError(
            {"hosts": _("A published meeting has a host city: only an online one goes without.")}
        )
