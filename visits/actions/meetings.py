"""The life of a meeting: drafted, its dates fixed, published."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import City, Forum, Group, Person
from portal.lib.locks import hold
from portal.lib.richtext import CleanHTML, clean
from portal.models import LogEntry
from visits import states
from visits.actions import rows
from visits.actions.releases import make_release
from visits.addresses import address_of
from visits.models import Meeting, MeetingHost, Organiser

# What changes with the days of a meeting.
DAYS: Final = (
    "dates",
    "starts_on",
    "ends_on",
    "month_on",
    "published_starts_on",
    "published_ends_on",
    "sequence",
)
# Held while an address is chosen and written, so that two meetings never choose the same.
ADDRESSES: Final = "addresses of meetings"
# What goes when a draft is published, however that came.
PLAN: Final = ("publish_at", "publish_planned_by", "publish_refused")
# Words that a calendar shows in its overview: who keeps an entry must be told when they change.
TOLD: Final = ("title", "venue", "address")


@transaction.atomic
def draft_meeting(
    *,
    title: str,
    kind: str,
    by: Person | None,
    hosts: Sequence[City] = (),
    lead_group: Group | None = None,
    joint_groups: Iterable[Group] = (),
    forum: Forum | None = None,
    mode: str = Meeting.Mode.IN_PERSON,
    dates: str = Meeting.Dates.UNKNOWN,
    starts_on: date | None = None,
    ends_on: date | None = None,
    month_on: date | None = None,
    time_zone: str = "",
    venue: str = "",
    address: str = "",
    introduction: str = "",
    report: str = "",
    page_audience: str = Meeting.Audience.PUBLIC,
    report_audience: str = Meeting.Audience.PUBLIC,
    participants_audience: str = Meeting.ParticipantsAudience.MEMBERS,
    staff_contact: Person | None = None,
    follows: Meeting | None = None,
) -> Meeting:
    """Begin a meeting as a draft. Its zone is the first host's, where none is given."""
    meeting = Meeting(
        title=title,
        kind=kind,
        mode=mode,
        lead_group=lead_group,
        forum=forum,
        dates=dates,
        starts_on=starts_on,
        ends_on=ends_on,
        month_on=month_on,
        time_zone=time_zone
        or (hosts[0].time_zone if hosts else timezone.get_default_timezone_name()),
        venue=venue,
        address=address,
        introduction=clean(introduction),
        report=clean(report),
        page_audience=page_audience,
        report_audience=report_audience,
        participants_audience=participants_audience,
        staff_contact=staff_contact,
        follows=follows,
    )
    hold(ADDRESSES)
    meeting.slug = address_of(meeting, hosts[0] if hosts else None)
    meeting.full_clean()
    meeting.save()
    meeting.joint_groups.set(joint_groups)
    MeetingHost.objects.bulk_create(
        MeetingHost(meeting=meeting, city=city, position=position)
        for position, city in enumerate(hosts)
    )
    LogEntry.objects.record("draft_meeting", meeting, by=by)
    return meeting


@transaction.atomic
def describe_meeting(
    *,
    meeting: Meeting,
    by: Person | None,
    title: str | None = None,
    introduction: str | None = None,
    venue: str | None = None,
    address: str | None = None,
) -> Meeting:
    """Change the words of a meeting's page; what is not given stays. Calendars hear of another title or place."""
    meeting = rows.take(meeting)
    if introduction is not None:
        introduction = clean(introduction)
    given = {"title": title, "introduction": introduction, "venue": venue, "address": address}
    changed = {field: text for field, text in given.items() if text is not None}
    is_told = any(
        changed.get(field, getattr(meeting, field)) != getattr(meeting, field) for field in TOLD
    )
    meeting.sequence += is_told and not meeting.is_draft
    for field, text in changed.items():
        setattr(meeting, field, text)
    rows.save(meeting, ["title_key", "sequence", *changed])
    LogEntry.objects.record("describe_meeting", meeting, by=by, fields=sorted(changed))
    return meeting


@transaction.atomic
def rewrite_from_archive(
    *,
    meeting: Meeting,
    title: str,
    kind: str,
    ends_on: date | None,
    report: CleanHTML,
    staff_contact: Person | None,
    by: Person | None,
    mode: str | None = None,
    hosts: Sequence[City] = (),
    joint_groups: Iterable[Group] = (),
) -> Meeting:
    """Give a meeting what its archive page says, so that its days are certain and its report is the page's text.

    Hosts and groups that the page names beside those that were announced are added.
    """
    meeting = rows.take(meeting)
    meeting.mode = mode or meeting.mode
    meeting.title, meeting.kind, meeting.report = title, kind, report
    meeting.staff_contact = staff_contact or meeting.staff_contact
    if (meeting.dates, meeting.ends_on) != (Meeting.Dates.FIXED, ends_on):
        _set_days(meeting, meeting.starts_on, ends_on)
    if meeting.published_at is not None:
        # The page tells of a meeting that is over: it was not moved, it was read more exactly.
        meeting.published_starts_on, meeting.published_ends_on = meeting.starts_on, ends_on
    rows.save(meeting, ["title", "title_key", "kind", "mode", "report", "staff_contact", *DAYS])
    meeting.joint_groups.add(*(group for group in joint_groups if group != meeting.lead_group))
    for position, city in enumerate(hosts):
        meeting.host_rows.get_or_create(city=city, defaults={"position": position})
    LogEntry.objects.record("rewrite_from_archive", meeting, by=by)
    return meeting


@transaction.atomic
def link_after(*, meeting: Meeting, follows: Meeting, by: Person | None) -> Meeting:
    """Say which meeting this one follows, unless that is said already."""
    if meeting.follows_id is None:
        meeting.follows = follows
        meeting.full_clean()
        meeting.save(update_fields=["follows"])
        LogEntry.objects.record("link_after", meeting, by=by, follows=follows.pk)
    return meeting


@transaction.atomic
def fix_dates(*, meeting: Meeting, starts_on: date, ends_on: date, by: Person | None) -> Meeting:
    """Fix the days of a meeting whose days were tentative or unknown, or set other days for a draft.

    A draft's address follows its month; once published it stays. Tentative days that were published stay visible
    beside the fixed ones; a month, or nothing, was no days. The agenda's days must lie within the new ones.
    """
    meeting = rows.take(meeting)
    states.check("fix_dates", meeting)
    if not meeting.is_draft and meeting.dates == Meeting.Dates.FIXED:
        raise ValidationError(
            _("The dates of this meeting are fixed and published: move the meeting instead.")
        )
    _set_days(meeting, starts_on, ends_on)
    if meeting.is_draft:
        hold(ADDRESSES)
        meeting.slug = address_of(meeting, meeting.hosts.order_by("host_rows__position").first())
    elif meeting.published_starts_on is None:
        meeting.published_starts_on, meeting.published_ends_on = starts_on, ends_on
    rows.save(meeting, ["slug", *DAYS])
    LogEntry.objects.record(
        "fix_dates", meeting, by=by, starts_on=str(starts_on), ends_on=str(ends_on)
    )
    return meeting


def _set_days(meeting: Meeting, starts_on: date | None, ends_on: date | None) -> None:
    """Fix the days of a row that was taken; calendars hear of it once the meeting is published."""
    if meeting.days.exclude(on__range=(starts_on, ends_on)).exists():
        raise ValidationError(
            _("The agenda has days outside the new dates: move or remove them first.")
        )
    meeting.dates = Meeting.Dates.FIXED
    meeting.starts_on, meeting.ends_on, meeting.month_on = starts_on, ends_on, None
    meeting.sequence += not meeting.is_draft


@transaction.atomic
def publish(*, meeting: Meeting, by: Person | None) -> Meeting:
    """Show a draft to its audience. An agenda that has items becomes release 1."""
    meeting = rows.take(meeting)
    row = states.check("publish", meeting)
    if meeting.mode != Meeting.Mode.ONLINE and not meeting.host_rows.exists():
        raise ValidationError(
            _("Name the host city before you publish: only an online meeting goes without.")
        )
    meeting.state = row.to or meeting.state
    meeting.published_at, meeting.published_by = timezone.now(), by
    meeting.published_starts_on, meeting.published_ends_on = meeting.starts_on, meeting.ends_on
    meeting.publish_at, meeting.publish_planned_by, meeting.publish_refused = None, None, ""
    changed = ("state", "published_at", "published_by", "published_starts_on", "published_ends_on")
    rows.save(meeting, [*changed, *PLAN])
    if meeting.days.filter(items__isnull=False).exists():
        make_release(meeting=meeting, by=by)
    LogEntry.objects.record("publish", meeting, by=by)
    return meeting


@transaction.atomic
def name_organiser(*, meeting: Meeting, person: Person, by: Person | None) -> Organiser:
    """Let someone of the host city prepare this meeting."""
    organiser = Organiser(meeting=meeting, person=person)
    organiser.full_clean()
    organiser.save()
    rows.touch(meeting)
    LogEntry.objects.record("name_organiser", meeting, by=by, person=person.pk)
    return organiser
