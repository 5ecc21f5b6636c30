"""Saving a page that names a meeting, by the actions that anyone else would use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from documents.actions.documents import add_document
from members.actions.groups import make_forum
from portal.archive import records
from portal.archive.followers import announce_next
from portal.archive.markup import report_of
from portal.archive.outcome import Outcome, Result
from portal.archive.programme import add_programme
from portal.archive.shares import Share, shares_of
from visits.actions import meetings
from visits.actions.attendance import note_cities
from visits.actions.gatherings import gather
from visits.actions.reports import publish_report
from visits.models import ArchivePage, Meeting

if TYPE_CHECKING:
    from members.models import City, Forum, Group, Person
    from visits.archive import Understanding


@dataclass
class Saving:
    """One page on its way into the records, within the caller's transaction."""

    read: Understanding
    digest: str
    file_name: str
    by: Person | None
    sentences: list[str] = field(default_factory=list)
    contact: Person | None = None
    hosts: list[City] = field(default_factory=list)

    def save(self) -> Outcome:
        """Save every meeting of the page; those of several groups with programmes of their own are gathered."""
        self.contact, self.sentences = records.contact_called(self.read.contact, by=self.by)
        self.hosts = records.cities_of(self.read.hosts)
        shares, sentences = shares_of(self.read, self._groups(), self._forum())
        saved = [self._save(share) for share in shares]
        changed = [m for result, m in saved if result in {Result.NEW, Result.UPDATED}]
        if changed:
            self.sentences += [*sentences, *self._details()]
        if len(saved) > 1 and not any(meeting.part_of_id for _, meeting in saved):
            gather(title=self._title, meetings=changed, by=self.by)
        for meeting in changed:
            self._remember(meeting)
        result = next(r for r in Result if r in {result for result, _ in saved})
        return Outcome(result, self.read, tuple(m for _, m in saved), self.sentences)

    def _groups(self) -> list[Group]:
        return [
            records.group_called(fact.value, contact=self.contact, by=self.by)
            for fact in self.read.groups
        ]

    def _forum(self) -> Forum | None:
        name = self.read.forum
        return (
            make_forum(name=name.value[:1].upper() + name.value[1:], by=self.by) if name else None
        )

    def _details(self) -> list[str]:
        """What stands beside the contact's name has no field here, and is said instead of lost."""
        details = self.read.contact.value.details if self.read.contact else ()
        if not details:
            return []
        return [f'Not kept, as there is no place for it: the contact is "{"; ".join(details)}".']

    def _save(self, share: Share) -> tuple[Result, Meeting]:
        meeting = self._there(share)
        if meeting is None:
            return Result.NEW, self._fill(self._draft(share), share)
        page = ArchivePage.objects.filter(meeting=meeting).first()
        if page is not None and page.file_name != self.file_name:
            sentence = (
                f"{meeting.slug} was read from {page.file_name} already, and this page names the same group, first "
                "day and host: put both into one file, or correct what is wrong in one of them."
            )
            raise ValidationError(sentence)
        untouched = page.meeting_version if page else 0
        if meeting.version != untouched or (page is None and not meeting.is_draft):
            self.sentences.append(
                f"{meeting.title} ({meeting.slug}) was edited here: the page was not read again."
            )
            return Result.EDITED, meeting
        return Result.UPDATED, self._fill(meeting, share)

    def _there(self, share: Share) -> Meeting | None:
        """The meeting, if it is there: imported before, made by hand, or announced by an earlier page."""
        host = self.hosts[0] if self.hosts else None
        for whose in share.groups or (share.forum,):
            if whose is None:
                continue
            meeting = records.meeting_on(whose, starts_on=self._first_day, host=host)
            if meeting and (whose == share.lead or meeting.is_draft):
                return meeting
            announced = records.announced_for(whose, starts_on=self._first_day, host=host)
            if announced:
                return announced
        return None

    def _draft(self, share: Share) -> Meeting:
        return meetings.draft_meeting(
            title=self._title,
            kind=self._kind,
            mode=self._mode,
            lead_group=share.groups[0] if share.groups else None,
            joint_groups=share.groups[1:],
            forum=share.forum,
            hosts=self.hosts,
            dates=Meeting.Dates.FIXED,
            starts_on=self._first_day,
            ends_on=self._last_day,
            staff_contact=self.contact,
            by=self.by,
        )

    def _fill(self, meeting: Meeting, share: Share) -> Meeting:
        """Give the meeting what the page says, and publish it with its agenda and report."""
        by, first, last = self.by, self._first_day, self._last_day
        if meeting.starts_on is None:
            meeting = meetings.fix_dates(meeting=meeting, starts_on=first, ends_on=last, by=by)
        meeting = meetings.rewrite_from_archive(
            meeting=meeting,
            title=self._title,
            kind=self._kind,
            mode=self._mode,
            ends_on=last,
            report=report_of(self.read.report),
            staff_contact=self.contact,
            hosts=self.hosts,
            joint_groups=share.groups,
            by=by,
        )
        has_tracks = self.read.apart is None
        self.sentences += add_programme(meeting, share.programme, has_tracks=has_tracks, by=by)
        if meeting.is_draft:
            meeting = meetings.publish(meeting=meeting, by=by)
        if meeting.report and meeting.is_held and not meeting.is_reported:
            meeting = publish_report(meeting=meeting, by=by)
        note_cities(meeting=meeting, cities=records.cities_of(share.visiting), by=by)
        self._add_documents(meeting, share)
        groups = share.next_groups
        self.sentences += announce_next(share.next_meeting, after=meeting, groups=groups, by=by)
        return meeting

    def _add_documents(self, meeting: Meeting, share: Share) -> None:
        """Documents are known by the exact name the page gives them; their files are not in the archive."""
        there = set(meeting.documents.values_list("original_name", flat=True))
        for fact in share.documents:
            if fact.value.name in there:
                continue
            add_document(
                title=fact.value.title,
                kind=fact.value.kind,
                original_name=fact.value.name,
                meeting=meeting,
                by=self.by,
            )
            self.sentences.append(
                f"File missing: {fact.value.name}. Its editors see that; nobody else sees it."
            )

    def _remember(self, meeting: Meeting) -> None:
        """Note in which version the page left the meeting: a later one was edited by hand."""
        meeting.refresh_from_db()
        ArchivePage.objects.update_or_create(
            meeting=meeting,
            defaults={
                "file_name": self.file_name,
                "digest": self.digest,
                "meeting_version": meeting.version,
            },
        )

    @property
    def _title(self) -> str:
        return self.read.title.value if self.read.title else ""

    @property
    def _kind(self) -> str:
        return self.read.kind.value if self.read.kind else Meeting.Kind.WORKING_GROUP

    @property
    def _mode(self) -> str:
        return self.read.mode.value if self.read.mode else Meeting.Mode.IN_PERSON

    @property
    def _first_day(self) -> date:
        if self.read.starts_on is None:
            raise ValidationError("The first day is not known.")
        return self.read.starts_on.value

    @property
    def _last_day(self) -> date:
        return self.read.ends_on.value if self.read.ends_on else self._first_day
