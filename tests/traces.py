"""Everything that the portal can hold about one person: a row, at least, for each line of the table of personal data."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from documents.models import Document, DocumentVersion, Download
from members.models import Group, GroupYear, InvitationBatch, Person
from portal.lib import jobs
from portal.models import Autosave, LogEntry, Mention, Message
from portal.retention import PURPOSES, Held
from portal.retention.published import PUBLISHED
from tests.factories import (
    LONG_AGO,
    make_attendance,
    make_city,
    make_day,
    make_document,
    make_group,
    make_group_membership,
    make_item,
    make_mandate,
    make_meeting,
    make_pages,
    make_person,
    make_post,
    make_practical_part,
    make_release,
    make_representative,
)
from tests.registrations import make_traced_registration
from tests.ways_in import (
    make_access_request,
    make_address_change,
    make_consent,
    make_group_request,
    make_invitation,
)
from visits.models import (
    AgendaChange,
    ArchivePage,
    CountdownStep,
    Gathering,
    Meeting,
    Organiser,
    Picture,
    PictureFile,
    Speaker,
)

NAME, EMAIL = "Łukasz Żółć", "lukasz.zolc@utrecht.example"


def make_traced_person() -> Person:
    """Somebody of whom the portal holds everything it can, among rows that are others'."""
    city = make_city("Utrecht")
    person = make_person(
        NAME,
        email=EMAIL,
        password="a long enough password",
        phone="+31 30 123 45 67",
        languages=["nl", "pl"],
        diet="no nuts",
        access_needs="a ramp",
        last_login=timezone.now(),
    )
    other = make_person("Brno organiser", city=make_city("Brno"))
    group = make_group("Urban farming", staff_contact=person)
    make_group("Closed group", closed_on=LONG_AGO, closing_note="It has done its work.")
    GroupYear.objects.create(group=group, year=2030, objectives="<p>More trees.</p>")
    make_post(person=person, city=city, title="Policy officer")
    make_group_membership(person=person, group=group)
    make_mandate(group=group, city=city, person=person)
    _ways_in(person, other, group)
    _meeting(person, group)
    _packages(person)
    LogEntry.objects.record("change_profile", person, by=person)
    LogEntry.objects.record("make_group", group, by=person)
    LogEntry.objects.record("begin_post", person, by=other)
    jobs.enqueue("send_password_reset", person_id=person.pk)
    Mention.objects.create(
        person_id=other.pk,
        subject_type="members.group",
        subject_id=group.pk,
        field="objectives",
        decision=Mention.Decision.KEPT,
        decided_at=timezone.now(),
        decided_by_id=person.pk,
    )
    return person


def _ways_in(person: Person, other: Person, group: Group) -> None:
    now, city = timezone.now(), make_city("Ghent")
    batch = InvitationBatch.objects.create(invited_by=person)
    make_invitation(EMAIL, person=person, groups=(group,), batch=batch)
    make_invitation("other@example.org", invited_by=person, batch=batch)
    make_access_request(EMAIL, name=NAME, city=city)
    answered: dict[str, Any] = {"answer": "refused", "answered_at": now, "answered_by": person}
    make_access_request("someone@example.org", city=city, **answered)
    make_group_request(person=person, city=city)
    make_group_request(person=other, city=city, **answered)
    make_address_change(person=person)
    make_address_change(person=other, email="other.new@example.org", vouched_by=person)
    make_consent(person=person)
    for to, whose in ((EMAIL, person), (EMAIL, None), ("other@example.org", other)):
        Message.objects.create(
            name="nominated",
            person=whose,
            to=to,
            subject="A place in a group",
            text="Come.",
            state=Message.State.SENT,
            sent_at=now,
        )


def _meeting(person: Person, group: Group) -> None:
    gathering = Gathering.objects.create(title="Three groups in Utrecht")
    meeting = make_meeting(
        "Study visit",
        lead_group=group,
        staff_contact=person,
        published_by=person,
        part_of=gathering,
        hosts=(make_city("Milan"),),
    )
    Meeting.objects.filter(pk=meeting.pk).update(introduction="<p>Come.</p>", report="<p>Was.</p>")
    now = timezone.now()
    called_off: dict[str, Any] = {
        "cancelled_by": person,
        "cancelled_at": now,
        "cancel_reason": "Snow.",
    }
    day = make_day(meeting=meeting, heading="Morning", **called_off)
    item = make_item("Opening", day=day, speakers=(person,), **called_off)
    Speaker.objects.create(item=item, name="Guest of the day")
    make_release(meeting, made_by=person, note="First.")
    make_practical_part(meeting=meeting)
    Organiser.objects.create(meeting=meeting, person=person)
    make_attendance(meeting=meeting, person=person, city=make_city("Lyon"))
    _preparing(meeting, person)
    ArchivePage.objects.create(
        meeting=meeting, file_name="visit.txt", digest="0", meeting_version=0
    )
    document = make_document("Slides", meeting=meeting, created_by=person)
    make_document("Recording", meeting=meeting, link="https://video.example.org/1")
    version = DocumentVersion.objects.get(document=document)
    DocumentVersion.objects.update(added_by=person)
    make_pages(version)
    Download.objects.create(version=version, person=person, city=make_city("Porto"))
    Document.objects.filter(pk=document.pk).update(original_name="slides on the old site")


def _preparing(meeting: Meeting, person: Person) -> None:
    """What is there while a meeting's pages and agenda are edited."""
    step = {"title": "Hotel block", "weeks_before": 10, "note": "Asked.", "done_by": person}
    CountdownStep.objects.create(meeting=meeting, done_at=timezone.now(), **step)
    told = {"alt": "The hall", "caption": "In the hall.", "credit": "The city"}
    picture = Picture.objects.create(
        meeting=meeting, width=480, height=320, added_by=person, **told
    )
    PictureFile.objects.create(
        picture=picture,
        width=480,
        format="webp",
        breadth=480,
        height=320,
        file="pictures/hall.webp",
        size=1,
        sha256="0",
    )
    make_traced_registration(meeting, person)
    other = make_representative()
    planned: dict[str, Any] = {
        "state": "draft",
        "publish_at": timezone.now(),
        "publish_planned_by": person,
    }
    make_meeting("Planned visit", published_at=None, **planned)
    for by in (person, other):
        AgendaChange.objects.create(
            meeting=meeting, verb="edit_item", before={"note": ""}, after={"note": ""}, made_by=by
        )
        Autosave.objects.create(
            person=by,
            subject_type="visits.meeting",
            subject_id=meeting.pk,
            field="introduction",
            base="<p>Come.</p>",
            text="<p>Do come.</p>",
        )


def _packages(person: Person) -> None:
    client = Client()
    client.force_login(person)
    session = Session.objects.get()
    UserSession.objects.create(
        user=person, ip="192.0.2.1", session_key=session.pk, user_agent="A browser"
    )
    Client().force_login(person)  # one that is in no list
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "s"})
    address = EmailAddress.objects.create(user=person, email=EMAIL, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="k", sent=timezone.now())
    app = SocialApp.objects.create(provider="openid_connect", name="Utrecht", client_id="c")
    account = SocialAccount.objects.create(user=person, provider="utrecht", uid=EMAIL)
    SocialToken.objects.create(
        account=account, app=app, token="t", expires_at=timezone.now() + timedelta(days=1)
    )


# Planting a name ---------------------------------------------------------------------------------


# Columns that the portal fills with codes, numbers and states of its own.
CODES = {
    "portal.LogEntry": {"verb", "subject_type", "facts"},
    "portal.Mention": {"subject_type", "field"},
    "portal.Autosave": {"subject_type", "field"},
    "visits.AgendaChange": {"verb"},
    "portal.Message": {"name", "failure", "calendar_method"},
    "mfa.Authenticator": {"type"},
    "usersessions.UserSession": {"session_key"},
}


def held() -> list[Held]:
    return [each for purpose in PURPOSES for each in purpose.held]


def plant(person: Person) -> list[tuple[str, str]]:
    """Write the person's name and address into every column of words that could hold them; returns which these are."""
    published = [(each, each.model.objects.all()) for each in PUBLISHED.held]
    others = [(each, each.model.objects.all()) for each in held() if each.about_anyone]
    mine = [each for each in held() if each.whose and each not in PUBLISHED.held]
    own = [(each, each.rows_of(person)) for each in mine]
    planted = []
    for each, rows in [*published, *own, *others]:
        wanted = each.about_anyone.split() if (each, rows) in others else each.names
        codes = CODES.get(each.label, set())
        for column in each.columns:
            if column.name in set(wanted) - codes and (words := _words_for(column)) is not None:
                written = [_is_written(row, column.name, words) for row in list(rows)]
                assert any(written), f"{each.label}.{column.name} can be written in no row"
                planted.append((each.label, column.name))
    return planted


def _is_written(row: models.Model, name: str, words: Any) -> bool:
    """Whether the row's constraints let it be: an open group has no closing note."""
    try:
        with transaction.atomic():
            return bool(type(row).objects.filter(pk=row.pk).update(**{name: words}))  # type: ignore[attr-defined]
    except IntegrityError:
        return False


def _words_for(column: Any) -> Any:
    """What fits: nothing where there is a choice or a key, the address where one is asked for."""
    if column.choices or column.unique or not column.editable or column.name == "args":
        return None
    if isinstance(column, models.JSONField):
        # As much of an agenda as its page needs to open.
        return {"note": f"{NAME}, {EMAIL}", "time_zone": "Europe/Brussels", "days": []}
    if isinstance(column, models.EmailField):
        return EMAIL
    if isinstance(column, models.TextField | models.CharField | models.FileField):
        return f"{NAME} {EMAIL}"[: column.max_length]
    return None
