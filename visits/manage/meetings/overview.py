"""A meeting at a glance: what stands on its page, what is missing, and where each is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.richtext import to_text
from visits.listing import with_hosts_and_groups
from visits.manage.meetings.wording import said_of, way
from visits.models import Meeting

if TYPE_CHECKING:
    from members.reader import Reader


@dataclass(frozen=True)
class Line:
    """One fact with what stands there; ``way`` leads to where it is changed, if this reader may."""

    term: str
    said: str
    way: str = ""
    verb: str = ""
    is_missing: bool = False


@dataclass(frozen=True)
class Check:
    """Something to see to before publishing; what is ``needed`` is refused without."""

    said: str
    is_met: bool
    is_needed: bool = False
    way: str = ""


@dataclass(frozen=True)
class Overview:
    """All of it for one reader; ``numbers`` is the meeting with how much hangs on it."""

    meeting: Meeting
    numbers: Any
    organisers: list[str]
    may_decide: bool

    @classmethod
    def of(cls, meeting: Meeting, reader: Reader) -> Overview:
        with_hosts_and_groups([meeting])
        numbers = (
            Meeting.objects.with_numbers()
            .annotate(
                practical_count=Count("practical_parts", distinct=True),
                step_count=Count("countdown_steps", distinct=True),
                done_count=Count(
                    "countdown_steps",
                    distinct=True,
                    filter=Q(countdown_steps__done_at__isnull=False),
                ),
                days_outside=Count("days", distinct=True, filter=_is_outside(meeting)),
            )
            .get(pk=meeting.pk)
        )
        names = [row.person.name for row in meeting.organisers.select_related("person")]
        return cls(meeting, numbers, names, reader.is_staff)

    @property
    def parts(self) -> list[tuple[str, list[Line]]]:
        return [
            (_("When and where"), self._when_and_where()),
            (_("Whose and for whom"), self._whose()),
            (_("On the page"), self._on_the_page()),
        ]

    def _when_and_where(self) -> list[Line]:
        facts, dates = way("manage_meeting_facts", self.meeting), self._dates_way
        venue = ", ".join(part for part in (self.meeting.venue, self.meeting.address) if part)
        lines = [
            self._line(_("Dates"), said_of(self.meeting, "when"), dates, _("Change the dates")),
            self._line(_("Time zone"), said_of(self.meeting, "time_zone"), facts, ""),
            self._line(_("How it is held"), said_of(self.meeting, "mode"), facts, ""),
        ]
        if not self._is_online:
            hosts = said_of(self.meeting, "hosts") if self._has_host else ""
            lines.insert(1, self._line(_("Host cities"), hosts, facts if self.may_decide else ""))
            lines.append(self._line(_("Venue"), venue, facts))
        return lines

    def _whose(self) -> list[Line]:
        facts = way("manage_meeting_facts", self.meeting) if self.may_decide else ""
        meeting = self.meeting
        groups = [group for group in (meeting.lead_group, *meeting.joint_groups.all()) if group]
        contact = meeting.contact.name if meeting.contact else ""
        lines = [
            self._line(_("Groups"), ", ".join(map(str, groups)), facts, is_optional=True),
            self._line(_("Forum"), str(meeting.forum or ""), facts, is_optional=True),
            self._line(_("The page is for"), said_of(meeting, "page_audience"), facts),
            self._line(_("The report is for"), said_of(meeting, "report_audience"), facts),
            self._line(
                _("Participants are shown to"), said_of(meeting, "participants_audience"), facts
            ),
            self._line(_("Staff contact"), contact, facts),
            self._line(
                _("Organisers"),
                ", ".join(self.organisers),
                self._staffs("manage_meeting_organisers"),
                _("Name organisers"),
            ),
        ]
        return [line for line in lines if line.said or line.is_missing]

    def _on_the_page(self) -> list[Line]:
        meeting, numbers = self.meeting, self.numbers
        text = Truncator(to_text(meeting.introduction)).words(14)
        return [
            self._line(
                _("Introduction"), text, way("manage_text", meeting, "introduction"), _("Write it")
            ),
            self._line(
                _("Agenda"), self._agenda(), way("manage_agenda", meeting), _("Open the agenda")
            ),
            self._line(
                _("Practical information"),
                _counted(numbers.practical_count, "%d part", "%d parts"),
                way("manage_practical", meeting),
            ),
            self._line(
                _("Documents"),
                _counted(numbers.document_count, "%d document", "%d documents"),
                way("manage_documents", meeting),
            ),
            self._report(),
            self._line(_("Countdown"), self._countdown(), way("manage_countdown", meeting)),
        ]

    def _agenda(self) -> str:
        items = _counted(self.numbers.item_count, "%d item", "%d items")
        if not self.numbers.release_number:
            return _("%(items)s, not released") % {"items": items} if items else ""
        said = {"items": items, "number": self.numbers.release_number}
        if self.numbers.is_unreleased:
            return _("%(items)s, release %(number)s, changed since") % said
        return _("%(items)s, release %(number)s") % said

    def _countdown(self) -> str:
        said = {"done": self.numbers.done_count, "all": self.numbers.step_count}
        return _("%(done)s of %(all)s done") % said if self.numbers.step_count else ""

    def _report(self) -> Line:
        meeting = self.meeting
        report = way("manage_report", meeting)
        if meeting.is_reported:
            return self._line(_("Report"), _("Published"), report)
        if meeting.report:
            return self._line(_("Report"), _("Written, not published"), report)
        said = "" if meeting.is_held else _("After the meeting")
        return self._line(_("Report"), said, report)

    def _line(
        self, term: str, said: str, way: str = "", verb: str = "", *, is_optional: bool = False
    ) -> Line:
        is_missing = not said or said == "–"
        if is_missing and is_optional:
            return Line(term, "")
        return Line(term, "" if is_missing else said, way, verb, is_missing)

    # Before it is published -----------------------------------------------------------------------

    @property
    def checks(self) -> list[Check]:
        """What is needed comes first, then what is better there."""
        if self._is_online:
            return self._of_any_meeting()
        host, *others = self._of_a_place()
        return [host, *self._of_any_meeting(), *others]

    def _of_any_meeting(self) -> list[Check]:
        meeting, numbers = self.meeting, self.numbers
        return [
            Check(
                _("Every day of the agenda lies within the dates"),
                not numbers.days_outside,
                is_needed=True,
                way=way("manage_agenda", meeting),
            ),
            Check(
                _("The dates are fixed"), meeting.dates == Meeting.Dates.FIXED, way=self._dates_way
            ),
            Check(
                _("The introduction is written"),
                bool(meeting.introduction),
                way=way("manage_text", meeting, "introduction"),
            ),
            Check(
                _("The agenda has items: they become release 1"),
                bool(numbers.item_count),
                way=way("manage_paste", meeting),
            ),
            Check(
                _("Somebody of the secretariat is named as contact"),
                meeting.contact is not None,
                way=way("manage_meeting_facts", meeting) if self.may_decide else "",
            ),
        ]

    def _of_a_place(self) -> list[Check]:
        """The host first, which is needed."""
        meeting, facts = self.meeting, way("manage_meeting_facts", self.meeting)
        return [
            Check(
                _("A host city is named"),
                self._has_host,
                is_needed=True,
                way=facts if self.may_decide else "",
            ),
            Check(_("The venue is named"), bool(meeting.venue), way=facts),
            Check(
                _("Somebody of the host city prepares it"),
                bool(self.organisers),
                way=self._staffs("manage_meeting_organisers"),
            ),
            Check(
                _("There is practical information"),
                bool(self.numbers.practical_count),
                way=way("manage_practical", meeting),
            ),
        ]

    @property
    def hindrances(self) -> list[Check]:
        return [check for check in self.checks if check.is_needed and not check.is_met]

    @property
    def planned(self) -> str:
        """When it is to be published by itself, on the clocks of the meeting."""
        if self.meeting.publish_at is None:
            return ""
        local = self.meeting.publish_at.astimezone(self.meeting.zone)
        said = {"moment": date_format(local, "l j F Y, H:i"), "zone": self.meeting.time_zone}
        return _("%(moment)s, %(zone)s") % said

    @property
    def _is_online(self) -> bool:
        return self.meeting.mode == Meeting.Mode.ONLINE

    @property
    def _has_host(self) -> bool:
        return bool(self.meeting.host_rows.all())

    @property
    def _dates_way(self) -> str:
        return way("manage_meeting_dates", self.meeting)

    def _staffs(self, name: str) -> str:
        return way(name, self.meeting) if self.may_decide else ""


def _is_outside(meeting: Meeting) -> Q:
    if meeting.starts_on is None:
        return Q(pk__isnull=True)
    return ~Q(days__on__range=(meeting.starts_on, meeting.ends_on)) & Q(days__on__isnull=False)


def _counted(number: int, one: str, many: str) -> str:
    return ngettext(one, many, number) % number if number else ""
