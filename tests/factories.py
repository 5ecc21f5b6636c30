"""Rows for tests: one plain keyword function a noun, which fills in what the test does not care about.

They write rows directly; what an action does beyond that is the business of its own tests.
"""

import hashlib
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify

from documents.models import Document, DocumentPage, DocumentVersion, PageImage
from members.models import (
    City,
    CityAlias,
    CityMembership,
    Forum,
    Group,
    GroupMembership,
    Mandate,
    Person,
    Post,
)
from portal.lib.names import fold
from visits.agenda import snapshot
from visits.models import (
    AgendaDay,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingHost,
    Organiser,
    PracticalPart,
    Release,
    Speaker,
)

LONG_AGO = date(2010, 1, 1)
PASSWORD = "a long enough password"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

_numbers = count(1)


def sign_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


# Cities and people -------------------------------------------------------------------------------


def make_city(
    name: str | None = None,
    *,
    is_member: bool = True,
    kind: str = CityMembership.Kind.FULL,
    aliases: tuple[str, ...] = (),
    **fields: Any,
) -> City:
    """A city, of the network unless ``is_member`` says no."""
    name = name or f"City {next(_numbers)}"
    fields = {
        "slug": slugify(fold(name)),
        "country_code": "NL",
        "country": "Netherlands",
        "latitude": "52.0908",
        "longitude": "5.1222",
        "time_zone": "Europe/Amsterdam",
    } | fields
    city = City.objects.create(name=name, **fields)
    if is_member:
        CityMembership.objects.create(city=city, kind=kind, starts_on=LONG_AGO)
    CityAlias.objects.bulk_create(CityAlias(city=city, name=alias) for alias in aliases)
    return city


def make_person(
    name: str | None = None,
    *,
    city: City | None = None,
    password: str | None = None,
    **fields: Any,
) -> Person:
    """A person; with ``city`` one who holds a post there."""
    number = next(_numbers)
    fields = {"email": f"person-{number}@example.org"} | fields
    person = Person(name=name or f"Person {number}", **fields)
    person.set_password(password)
    person.save()
    if city is not None:
        make_post(person=person, city=city)
    return person


def make_representative(name: str | None = None, **fields: Any) -> Person:
    """A person with a post in a member city of its own."""
    return make_person(name, city=make_city(), **fields)


def make_staff(name: str | None = None, **fields: Any) -> Person:
    return make_person(name, **({"office": Person.Office.STAFF} | fields))


def make_post(*, person: Person, city: City, **fields: Any) -> Post:
    return Post.objects.create(person=person, city=city, **({"starts_on": LONG_AGO} | fields))


def make_former_representative(name: str | None = None) -> Person:
    """A person whose only post ended yesterday."""
    person = make_person(name)
    yesterday = timezone.localdate() - timedelta(days=1)
    make_post(person=person, city=make_city(), ends_on=yesterday)
    return person


def make_forum(name: str | None = None, **fields: Any) -> Forum:
    name = name or f"Forum {next(_numbers)}"
    return Forum.objects.create(name=name, **({"slug": slugify(name)} | fields))


def make_group(name: str | None = None, *, forums: tuple[Forum, ...] = (), **fields: Any) -> Group:
    name = name or f"Group {next(_numbers)}"
    group = Group.objects.create(name=name, **({"slug": slugify(name)} | fields))
    group.forums.set(forums)
    return group


def make_group_membership(*, person: Person, group: Group, **fields: Any) -> GroupMembership:
    fields = {"starts_on": LONG_AGO} | fields
    return GroupMembership.objects.create(person=person, group=group, **fields)


def make_mandate(
    *, group: Group, city: City | None = None, person: Person | None = None, **fields: Any
) -> Mandate:
    """A chair's seat; with ``person`` held by that one."""
    fields = {"starts_on": LONG_AGO} | fields
    return Mandate.objects.create(group=group, city=city or make_city(), person=person, **fields)


def make_chair(group: Group, name: str | None = None) -> Person:
    """A person who holds a member city's mandate in ``group``."""
    city = make_city()
    person = make_person(name, city=city)
    make_mandate(group=group, city=city, person=person)
    return person


# Meetings ----------------------------------------------------------------------------------------


def make_meeting(
    title: str | None = None,
    *,
    hosts: tuple[City, ...] = (),
    joint_groups: tuple[Group, ...] = (),
    **fields: Any,
) -> Meeting:
    """A published meeting with fixed days a month from now, unless ``fields`` say otherwise.

    ``dates="tentative"`` or ``"unknown"`` leaves the days out; ``state`` brings the times that belong to it.
    """
    title = title or f"Meeting {next(_numbers)}"
    fields = {
        "slug": slugify(title),
        "kind": Meeting.Kind.STUDY_VISIT,
        "dates": Meeting.Dates.FIXED,
        "state": Meeting.State.PUBLISHED,
        "time_zone": hosts[0].time_zone if hosts else "Europe/Brussels",
    } | fields
    fields = _days_of(fields) | _times_of(fields["state"]) | fields
    if "lead_group" not in fields:
        fields["lead_group"] = make_group()
    meeting = Meeting.objects.create(title=title, **fields)
    for position, city in enumerate(hosts):
        MeetingHost.objects.create(meeting=meeting, city=city, position=position)
    meeting.joint_groups.set(joint_groups)
    return meeting


def _days_of(fields: dict[str, Any]) -> dict[str, Any]:
    if fields["dates"] != Meeting.Dates.FIXED:
        return {}
    starts_on = fields.get("starts_on", timezone.localdate() + timedelta(days=30))
    return {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=1)}


def _times_of(state: str) -> dict[str, Any]:
    now = timezone.now()
    times: dict[str, Any] = {}
    if state != Meeting.State.DRAFT:
        times["published_at"] = now
    if state == Meeting.State.REPORTED:
        times["reported_at"] = now
    return times


def make_draft(title: str | None = None, **fields: Any) -> Meeting:
    fields.setdefault("state", Meeting.State.DRAFT)
    return make_meeting(title, **fields)


def make_reported(title: str | None = None, **fields: Any) -> Meeting:
    """A meeting that is over and has its report."""
    fields.setdefault("state", Meeting.State.REPORTED)
    fields.setdefault("starts_on", timezone.localdate() - timedelta(days=60))
    fields.setdefault("report", "<p>What was seen.</p>")
    return make_meeting(title, **fields)


def make_organiser(meeting: Meeting, name: str | None = None) -> Person:
    """A person with a post in a member city, who prepares ``meeting``."""
    person = make_representative(name)
    Organiser.objects.create(meeting=meeting, person=person)
    return person


def make_attendance(
    *,
    meeting: Meeting,
    city: City | None = None,
    person: Person | None = None,
    on: date | None = None,
) -> Attendance:
    return Attendance.objects.create(meeting=meeting, city=city, person=person, on=on)


def make_practical_part(*, meeting: Meeting, **fields: Any) -> PracticalPart:
    fields = {"heading": f"Part {next(_numbers)}", "text": "<p>How to find us.</p>"} | fields
    return PracticalPart.objects.create(meeting=meeting, **fields)


def make_day(*, meeting: Meeting, on: date | None = None, **fields: Any) -> AgendaDay:
    """A day of the agenda's draft: the meeting's first unless ``on`` names another."""
    on = on or meeting.starts_on or timezone.localdate()
    return AgendaDay.objects.create(meeting=meeting, on=on, **fields)


def make_item(
    title: str | None = None, *, day: AgendaDay, speakers: tuple[Person, ...] = (), **fields: Any
) -> AgendaItem:
    """An item of the agenda's draft, from 9:30 to 11:00 unless ``fields`` say otherwise."""
    fields = {"starts": time(9, 30), "ends": time(11, 0)} | fields
    item = AgendaItem.objects.create(day=day, title=title or f"Item {next(_numbers)}", **fields)
    for position, person in enumerate(speakers):
        Speaker.objects.create(item=item, person=person, position=position)
    return item


def make_release(meeting: Meeting, **fields: Any) -> Release:
    """The next release of the agenda as its rows are now."""
    number = meeting.releases.count() + 1
    fields = {"number": number, "content": snapshot(meeting)} | fields
    return Release.objects.create(meeting=meeting, **fields)


# Documents ---------------------------------------------------------------------------------------


def make_document(
    title: str | None = None,
    *,
    meeting: Meeting | None = None,
    group: Group | None = None,
    content: bytes | None = PDF,
    file_name: str = "slides.pdf",
    content_type: str = "application/pdf",
    **fields: Any,
) -> Document:
    """A members' document with a stored file, of a meeting of its own unless ``meeting`` or ``group`` is given.

    ``content=None`` leaves the file out, as ``link=`` does.
    """
    if meeting is None and group is None:
        meeting = make_meeting()
    title = title or f"Document {next(_numbers)}"
    document = Document.objects.create(title=title, meeting=meeting, group=group, **fields)
    if content is not None and not document.link:
        make_version(
            document=document, content=content, file_name=file_name, content_type=content_type
        )
    return document


def make_version(
    *,
    document: Document,
    content: bytes = PDF,
    file_name: str = "slides.pdf",
    content_type: str = "application/pdf",
    added_at: datetime | None = None,
) -> DocumentVersion:
    """The next version of a document, and its current one."""
    version = DocumentVersion.objects.create(
        document=document,
        number=document.versions.count() + 1,
        file=ContentFile(content, name=file_name),
        file_name=file_name,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=added_at or timezone.now(),
    )
    document.current = version
    document.save(update_fields=["current"])
    return version


def make_pages(version: DocumentVersion, *, texts: tuple[str, ...] = ("A heading",)) -> None:
    """Pages as the job leaves them: a text and two pictures each. The pictures are bytes that nobody decodes."""
    version.preparation = DocumentVersion.Preparation.READY
    version.queued_at = timezone.now()
    version.save(update_fields=["preparation", "queued_at"])
    for number, text in enumerate(texts, 1):
        page = DocumentPage.objects.create(
            version=version, number=number, text=text, width=720, height=405
        )
        for width in DocumentVersion.PictureWidth.values:
            content = f"{version.pk}, {number}, {width}".encode()
            PageImage.objects.create(
                page=page,
                width=width,
                file=ContentFile(content, name=f"{number}-{width}.webp"),
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
