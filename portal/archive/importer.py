"""One archive page becomes one meeting, in one transaction: wholly, or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from documents.actions.documents import add_document
from portal.archive import records
from portal.archive.followers import announce_next
from portal.lib.locks import hold
from portal.lib.richtext import from_paragraphs
from visits.actions import meetings
from visits.actions.attendance import note_cities
from visits.archive import Understanding, read_bytes
from visits.models import ArchivePage, Meeting

if TYPE_CHECKING:
    from members.models import Person


class Result(StrEnum):
    """What became of a page."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited since, left as it is"
    REFUSED = "not imported"


@dataclass(frozen=True)
class Outcome:
    """What became of one page, what was understood of it, and sentences for whoever imports it."""

    result: Result
    understanding: Understanding
    meeting: Meeting | None = None
    sentences: list[str] = field(default_factory=list)


def import_page(
    *,
    content: bytes,
    file_name: str,
    by: Person | None,
    year: int | None = None,
    is_dry_run: bool = False,
) -> Outcome:
    """Import one page. A meeting is known by group, first day and host, so twice is once.

    A page that changed is read again only while nobody has edited its meeting. A dry run does all of it and takes
    it back. What the rules refuse is refused whole, with their sentences.
    """
    understanding = read_bytes(
        content, cities=records.known_cities(), network=settings.NETWORK_NAME, year=year
    )
    if not understanding.names_a_meeting:
        sentence = (
            "Group, title, first day and host city (or online) must be known: nothing was saved."
        )
        return Outcome(Result.REFUSED, understanding, sentences=[sentence])
    try:
        with transaction.atomic():
            hold("archive import")
            page = _Page(understanding, hashlib.sha256(content).hexdigest(), file_name, by)
            outcome = page.save()
            transaction.set_rollback(is_dry_run)
            return outcome
    except ValidationError as error:
        return Outcome(
            Result.REFUSED, understanding, sentences=[*error.messages, "Nothing was saved."]
        )


@dataclass
class _Page:
    """A page that names a meeting, on its way into the records."""

    understanding: Understanding
    digest: str
    file_name: str
    by: Person | None
    sentences: list[str] = field(default_factory=list)

    def save(self) -> Outcome:
        self.contact, self.sentences = records.contact_called(
            self.understanding.contact, by=self.by
        )
        self.groups = [
            records.group_called(fact.value, contact=self.contact, by=self.by)
            for fact in self.understanding.groups
        ]
        self.hosts = records.cities_of(self.understanding.hosts)
        starts_on = self.understanding.starts_on
        assert starts_on is not None  # noqa: S101 - the page names a meeting
        host = self.hosts[0] if self.hosts else None
        there = records.meeting_on(self.groups[0], starts_on=starts_on.value, host=host)
        if there is None:
            return self._outcome(Result.NEW, self._make())
        return self._again(there)

    def _again(self, meeting: Meeting) -> Outcome:
        """The meeting is there: announced by an earlier page, imported before, or made by hand."""
        page = ArchivePage.objects.filter(meeting=meeting).first()
        if page is not None and page.digest == self.digest:
            return self._outcome(Result.UNCHANGED, meeting)
        untouched = page.meeting_version if page else 0
        if meeting.version != untouched or (page is None and not meeting.is_draft):
            self.sentences.append(
                f"{meeting.title} ({meeting.slug}) was edited here: the page was not read again."
            )
            return self._outcome(Result.EDITED, meeting)
        return self._outcome(Result.UPDATED, self._fill(meeting))

    def _make(self) -> Meeting:
        read = self.understanding
        meeting = meetings.draft_meeting(
            title=self._title(),
            kind=self._kind(),
            mode=read.mode.value if read.mode else Meeting.Mode.IN_PERSON,
            lead_group=self.groups[0],
            joint_groups=self.groups[1:],
            hosts=self.hosts,
            dates=Meeting.Dates.FIXED,
            starts_on=read.starts_on.value if read.starts_on else None,
            ends_on=self._last_day(),
            staff_contact=self.contact,
            by=self.by,
        )
        return self._fill(meeting)

    def _fill(self, meeting: Meeting) -> Meeting:
        """Give the meeting what the page says, publish it, and remember in which version that left it."""
        read = self.understanding
        meeting = meetings.rewrite_from_archive(
            meeting=meeting,
            title=self._title(),
            kind=self._kind(),
            ends_on=self._last_day(),
            report=from_paragraphs(fact.value for fact in read.paragraphs),
            staff_contact=self.contact,
            by=self.by,
        )
        if meeting.is_draft:
            meeting = meetings.publish(meeting=meeting, by=self.by)
        if meeting.report and meeting.is_held and not meeting.is_reported:
            meeting = meetings.publish_report(meeting=meeting, by=self.by)
        note_cities(meeting=meeting, cities=records.cities_of(read.visiting), by=self.by)
        self._add_documents(meeting)
        self.sentences += announce_next(read.next_meeting, after=meeting, by=self.by)
        meeting.refresh_from_db()
        ArchivePage.objects.update_or_create(
            meeting=meeting,
            defaults={
                "file_name": self.file_name,
                "digest": self.digest,
                "meeting_version": meeting.version,
            },
        )
        return meeting

    def _add_documents(self, meeting: Meeting) -> None:
        """Documents are known by the exact name the page gives them; their files are not in the archive."""
        there = set(meeting.documents.values_list("original_name", flat=True))
        for fact in self.understanding.documents:
            if fact.value.name not in there:
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

    def _title(self) -> str:
        title = self.understanding.title
        assert title is not None  # noqa: S101 - the page names a meeting
        return title.value

    def _kind(self) -> str:
        kind = self.understanding.kind
        return kind.value if kind else Meeting.Kind.WORKING_GROUP

    def _last_day(self) -> date | None:
        last = self.understanding.ends_on or self.understanding.starts_on
        return last.value if last else None

    def _outcome(self, result: Result, meeting: Meeting) -> Outcome:
        return Outcome(result, self.understanding, meeting, self.sentences)
