"""What needs somebody of the desk now: of each meeting, of requests, of the countdown, of work that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import AccessRequest, GroupRequest
from members.reader import Reader
from portal.lib import dates, jobs
from portal.models import Autosave, Mention
from visits.models import CountdownStep, Meeting, Registration, RegistrationExport
from visits.models.reading import through
from visits.registration.delegation import to_be_decided
from visits.registration.needing import needing

if TYPE_CHECKING:
    from visits.models.reading import MeetingQuerySet
    from visits.models.registration import RegistrationQuerySet

# What is older than this is history: nobody is reminded of its report any more.
REMEMBERED: Final = timedelta(days=365)
# So long before a meeting its agenda is asked for.
AGENDA_DUE: Final = timedelta(weeks=8)


@dataclass(frozen=True)
class Need:
    """One thing to do, about what, and where. What is late comes first."""

    about: str
    sentence: str
    address: str
    is_late: bool = False


def prepared(reader: Reader, today: date) -> MeetingQuerySet:
    """The meetings this reader prepares that are not history, with how much of each is there."""
    return (
        Meeting.objects.prepared_by(reader)
        .needing_somebody(since=today - REMEMBERED)
        .with_numbers()
        .with_host_names()
        .select_related("lead_group")
    )


def of_meetings(meetings: Iterable[Any], today: date, *, publishes: bool) -> Iterator[Need]:
    for meeting in meetings:
        for sentence, name, is_late in _of_meeting(meeting, today, publishes=publishes):
            yield Need(meeting.title, sentence, reverse(name, args=[meeting.slug]), is_late)


def _of_meeting(meeting: Any, today: date, *, publishes: bool) -> Iterator[tuple[str, str, bool]]:
    """What it lacks: the sentence, the name of the address where that is done, and whether it is late."""
    if meeting.is_draft:
        yield from _of_draft(meeting, publishes=publishes)
    if meeting.ends_on and meeting.ends_on < today:
        yield from _of_past(meeting, publishes=publishes)
        return
    if not meeting.item_count and meeting.starts_on and meeting.starts_on - today <= AGENDA_DUE:
        begins = {"days": dates.when(meeting)}
        yield (
            _("It has no agenda yet, and takes place on %(days)s.") % begins,
            "manage_agenda",
            False,
        )
    if meeting.is_unreleased:
        number = {"number": meeting.release_number}
        words = _("Its agenda was changed after release %(number)d, and not released again.")
        yield words % number, "manage_release", False


def _of_draft(meeting: Any, *, publishes: bool) -> Iterator[tuple[str, str, bool]]:
    if meeting.publish_refused:
        why = {"reason": meeting.publish_refused}
        yield _("It was not published as planned: %(reason)s") % why, "manage_meeting", True
    elif meeting.publish_at is None:
        words = _("It is a draft, and nobody but its editors sees it.")
        yield (
            words if publishes else _("It is a draft, to be published by the secretariat."),
            "manage_meeting",
            False,
        )


def _of_past(meeting: Any, *, publishes: bool) -> Iterator[tuple[str, str, bool]]:
    held = {"days": dates.when(meeting)}
    if meeting.is_draft:
        return
    if not meeting.report:
        yield _("It was held on %(days)s and has no report yet.") % held, "manage_report", False
    elif publishes:
        yield _("Its report is written, and not published yet."), "manage_report", False
    if not meeting.document_count:
        yield _("It was held on %(days)s and has no documents.") % held, "manage_documents", False


def of_office(reader: Reader) -> Iterator[Need]:
    """Work that was given up, and what waits for the secretariat's decision, asked at once, each by the name of the page
    where it is seen to.
    """
    waiting = {
        "manage_requests": AccessRequest.objects.waiting_for(reader),
        "manage_places": GroupRequest.objects.waiting_for(reader),
        "manage_mentions": Mention.objects.filter(decision=""),
        "manage_jobs": jobs.failed(),
    }
    abouts = {
        "manage_requests": _("Requests for access"),
        "manage_places": _("Places in groups"),
        "manage_mentions": _("Erased people"),
    }
    first, *others = (
        rows.order_by().annotate(page=Value(name)).values_list("page", flat=True)
        for name, rows in waiting.items()
    )
    numbers = Counter(first.union(*others, all=True))
    yield from _of_jobs(numbers["manage_jobs"])
    for name, about in abouts.items():
        if number := numbers[name]:
            words = ngettext("%(number)d decision waits.", "%(number)d decisions wait.", number) % {
                "number": number
            }
            yield Need(about, words, reverse(name))


def of_registrations(reader: Reader) -> Iterator[Need]:
    """Those who wait for an answer of staff and chairs, and those who represent their city no more, by meeting."""
    asked, left = Registration.objects.awaiting_staff(), to_be_decided()
    if not reader.is_staff:
        chaired = Meeting.objects.all().is_of_groups(reader.chaired_group_ids)
        asked, left = asked.filter(through("meeting", chaired)), left.none()
    for row in _by_meeting(asked, left):
        if row["asked"]:
            words = ngettext(
                "%(number)d registration waits for an answer.",
                "%(number)d registrations wait for an answer.",
                row["asked"],
            )
            yield _of_registration(row, words % {"number": row["asked"]})
        if row["left"]:
            words = ngettext(
                "%(number)d who is registered does not represent the city any more.",
                "%(number)d who are registered do not represent their cities any more.",
                row["left"],
            )
            yield _of_registration(row, words % {"number": row["left"]})


def _by_meeting(asked: RegistrationQuerySet, left: RegistrationQuerySet) -> Iterable[Any]:
    """How many of each there are of a meeting, the next meeting first."""
    is_asked, has_left = (Q(pk__in=rows.order_by().values("pk")) for rows in (asked, left))
    return (
        Registration.objects.filter(is_asked | has_left)
        .order_by("meeting__starts_on", "meeting")
        .values("meeting__slug", "meeting__title")
        .annotate(asked=Count("pk", filter=is_asked), left=Count("pk", filter=has_left))
    )


def _of_registration(row: dict[str, Any], words: str) -> Need:
    address = reverse("manage_registration", args=[row["meeting__slug"]])
    return Need(row["meeting__title"], words, address)


def _of_jobs(number: int) -> Iterator[Need]:
    if number:
        words = ngettext(
            "%(number)d piece of work failed and was given up.",
            "%(number)d pieces of work failed and were given up.",
            number,
        )
        yield Need(
            _("The portal"), words % {"number": number}, reverse("manage_jobs"), is_late=True
        )


def of_countdown(reader: Reader, today: date) -> Iterator[Need]:
    """The host's steps whose day is over."""
    for step in CountdownStep.objects.late_for(reader, today):
        said = {"step": step.title, "day": date_format(cast("date", step.due_on), "j F")}
        words = _("%(step)s: this was due on %(day)s.") % said
        address = reverse("manage_countdown", args=[step.meeting.slug])
        yield Need(step.meeting.title, words, address, is_late=True)


def of_exports(reader: Reader, today: date) -> Iterator[Need]:
    """Lists that this reader took away, and has not said to be deleted by their day."""
    for export in RegistrationExport.objects.overdue_of(reader, today).select_related("meeting"):
        said = {
            "taken": date_format(timezone.localtime(export.made_at), "j F"),
            "day": date_format(cast("date", export.delete_by_on), "j F"),
        }
        words = _(
            "The list that you took away on %(taken)s was to be deleted by %(day)s: delete it, and say so."
        )
        address = reverse("manage_registration_export", args=[export.meeting.slug])
        yield Need(export.meeting.title, words % said, address, is_late=True)


def of_writing(reader: Reader) -> Iterator[Need]:
    """What this reader was writing about meetings, and has not saved."""
    kept = Autosave.objects.filter(person=reader.person, subject_type="meeting")
    about = Meeting.objects.prepared_by(reader).filter(pk=OuterRef("subject_id")).order_by()
    title, slug = (Subquery(about.values(name)[:1]) for name in ("title", "slug"))
    of_own = kept.annotate(title=title, slug=slug).filter(slug__isnull=False)
    for title, slug, field, saved_at in of_own.values_list("title", "slug", "field", "saved_at"):
        said = {"time": date_format(timezone.localtime(saved_at), "j F, H:i")}
        words = _("You were writing a text of it on %(time)s, and have not saved it.") % said
        yield Need(title, words, reverse("manage_text", args=[slug, field]))


def of_seats(reader: Reader) -> Iterator[Need]:
    """Where those who decide are to select, or more seats are held than there are."""
    for one in needing(reader):
        name = "manage_registration_select" if one.is_to_select else "manage_registration"
        address = reverse(name, args=[one.meeting.slug])
        yield Need(one.meeting.title, one.sentence, address, is_late=True)
