"""The addresses behind the rows of portal/access/: one set of rows in which each situation is true."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from members.models import Person
from portal import access
from tests import personas
from tests.access.desk import DESK
from tests.access.of_cities_and_groups import of_cities_and_groups
from tests.access.of_city_desk import of_city_desk
from tests.access.of_city_registrations import of_city_registrations
from tests.access.of_invitations import of_invitations
from tests.access.of_own_record import of_own_record
from tests.access.of_people import of_people
from tests.access.of_registration import of_registration
from tests.access.of_ways_in import of_ways_in
from tests.factories import (
    PASSWORD,
    make_city,
    make_document,
    make_meeting,
    make_pages,
    make_person,
    make_release,
    make_version,
)
from tests.once import once
from tests.personas import Cast
from tests.registrations import make_registration
from visits.models import Attendance, Meeting, Organiser, Registration
from visits.registration.addresses import signed

Key = tuple[str, str]

MEETINGS: dict[str, dict[str, Any]] = {
    "published, for everyone": {},
    "published, for members": {"page_audience": "members"},
    "published, for the group": {"page_audience": "group"},
    "cancelled, for everyone": {"state": "cancelled", "published_at": timezone.now()},
    "a draft": {"state": "draft"},
}
OF_MEETING: dict[str, dict[str, Any]] = {
    "for everyone": {"audience": "public"},
    "for members": {"audience": "members"},
    "for the group": {"audience": "group"},
    "for participants": {"audience": "participants"},
    "for the group and participants": {"audience": "group_participants"},
    "for editors": {"audience": "editors"},
    "before its time": {"visible_from_at": timezone.now() + timedelta(days=3650)},
    "file missing": {"content": None},
    "a link, for members": {"link": "https://video.example.org/1"},
}
OF_GROUP: dict[str, dict[str, Any]] = {
    "for members, of a group": {"audience": "members"},
    "for the group, of a group": {"audience": "group"},
    "for editors, of a group": {"audience": "editors"},
}
# Each part of the portal with rows of its own gives their addresses.
PARTS: tuple[Callable[[Cast], Iterator[tuple[Key, str]]], ...] = (
    of_cities_and_groups,
    of_city_desk,
    of_city_registrations,
    of_ways_in,
    of_people,
    of_invitations,
    of_own_record,
    of_registration,
    *DESK,
)
# Of the rows that this process keeps.
GATHERED: dict[date, tuple[Cast, dict[Key, str]]] = {}
NOTHING = {"slug": "no-such-thing", "document_id": 2_000_000_000}


def gather() -> tuple[Cast, dict[Key, str]]:
    """The people, each able to log in, and the address of every row."""
    today = personas.today()
    once(("situations", today), lambda: GATHERED.update({today: gathered()}))
    return GATHERED[today]


def gathered() -> tuple[Cast, dict[Key, str]]:
    cast = personas.gather_cast()
    Person.objects.update(password=make_password(PASSWORD))
    for reader in cast.readers.values():
        if reader.person:
            reader.person.refresh_from_db(fields=["password"])
    return cast, dict(addresses(cast))


def addresses(cast: Cast) -> Iterator[tuple[Key, str]]:
    meetings = {situation: repeat(cast, **fields) for situation, fields in MEETINGS.items()}
    for situation, meeting in meetings.items():
        for name in access.OF_MEETING:
            yield (name, situation), reverse(name, args=[meeting.slug])
    make_registration(
        meeting=meetings["published, for everyone"],
        person=make_person(is_active=False),
        is_guest=True,
        role="Guest of the documents' meeting",
    )
    for situation, document in documents(cast, meetings):
        for name in ("document", "document_download"):
            yield (name, situation), reverse(name, args=[document.pk])
        yield ("page_image", situation), picture(document)
    yield from pictures(make_document(meeting=meetings["published, for everyone"]))
    yield ("group", ""), cast.group.get_absolute_url()
    yield ("group_calendar", ""), reverse("group_calendar", args=[cast.group.slug])
    yield ("city", ""), make_city("Utrecht").get_absolute_url()
    spent = {"uidb36": "1", "key": "abc-0123456789abcdef"}
    name = "account_reset_password_from_key"
    yield (name, "a spent link"), reverse(name, kwargs=spent)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        yield (name, "a passkey of nobody"), reverse(name, args=[2_000_000_000])
    for name in ("openid_connect_login", "openid_connect_callback"):
        yield (name, "of no provider"), reverse(name, args=["network"])
    yield ("end_session", "a session of nobody"), reverse("end_session", args=[2_000_000_000])
    yield from without_records()
    for part in PARTS:
        yield from part(cast)


def link_of_guest() -> str:
    """To the registration of the guest of the meeting to which the documents belong."""
    guest = Registration.objects.get(is_guest=True, role="Guest of the documents' meeting")
    return reverse("registration_link", args=[guest.meeting.slug, signed(guest)])


def documents(cast: Cast, meetings: dict[str, Meeting]) -> Iterator[tuple[str, Document]]:
    for situation, fields in OF_MEETING.items():
        yield situation, make_document(meeting=meetings["published, for everyone"], **fields)
    for situation, fields in OF_GROUP.items():
        yield situation, make_document(group=cast.group, **fields)
    for situation, of in (
        ("for everyone, of a draft meeting", "a draft"),
        ("for everyone, of a meeting for members", "published, for members"),
    ):
        yield situation, make_document(meeting=meetings[of], audience="public")


def picture(document: Document) -> str:
    """The address of a page's picture, in the first version, which is prepared if there is one."""
    if version := document.versions.order_by("number").first():
        make_pages(version)
    return reverse("page_image", args=[document.pk, 1, 1, 480])


def pictures(document: Document) -> Iterator[tuple[Key, str]]:
    """Those of a members' document of which there is a newer version by now."""
    yield ("page_image", "of an earlier version, for members"), picture(document)
    make_version(document=document)
    yield ("page_image", "of no page"), reverse("page_image", args=[document.pk, 1, 2, 480])


def without_records() -> Iterator[tuple[Key, str]]:
    for name in access.OF_NOTHING:
        argument = "document_id" if name.startswith("document") else "slug"
        yield (name, "that does not exist"), reverse(name, args=[NOTHING[argument]])
    for row in (*access.READING, *access.ACCOUNTS):
        if not row.situation and row.name not in {"group", "group_calendar", "city"}:
            yield row.key, reverse(row.name)


def repeat(cast: Cast, **fields: Any) -> Meeting:
    """Another meeting of the same groups, with the same organiser and the same people present."""
    meeting = make_meeting(lead_group=cast.group, joint_groups=(cast.joint_group,), **fields)
    Organiser.objects.create(meeting=meeting, person=cast.person("organiser"))
    Attendance.objects.create(meeting=meeting, person=cast.person("participant"))
    make_release(meeting)
    return meeting
