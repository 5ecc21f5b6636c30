"""Every constraint by name: the database refuses a raw row that breaks it, and a form is told why."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from documents.models import Document, DocumentPage, DocumentVersion, PageImage
from members.models import (
    City,
    CityAlias,
    CityMembership,
    Group,
    GroupMembership,
    Mandate,
    Person,
    Post,
)
from portal.models import Message
from tests import factories as make
from visits.models import (
    AgendaDay,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingHost,
    Organiser,
    Release,
    Speaker,
)

pytestmark = pytest.mark.django_db

OURS = ("portal", "members", "visits", "documents")
DAY, NEXT_DAY = date(2030, 2, 23), date(2030, 2, 24)
BACKWARDS = {"starts_on": NEXT_DAY, "ends_on": DAY}

# A row for each constraint that breaks it and no other; `save` has not been called yet.
Violation = Callable[[], models.Model]
VIOLATIONS: dict[str, Violation] = {}


def breaks(name: str) -> Callable[[Violation], Violation]:
    def register(violation: Violation) -> Violation:
        VIOLATIONS[name] = violation
        return violation

    return register


def constraints() -> Iterator[tuple[type[models.Model], models.BaseConstraint]]:
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for constraint in model._meta.constraints:
                yield model, constraint


def constraint_named(name: str) -> models.BaseConstraint:
    return next(constraint for _, constraint in constraints() if constraint.name == name)


# Cities and people -------------------------------------------------------------------------------


def a_city(**fields: Any) -> City:
    place = {"latitude": "45.46", "longitude": "9.19", "time_zone": "Europe/Rome"}
    country = {"country": "Italy", "country_code": "IT"}
    return City(**({"name": "Milan", "slug": "milan"} | place | country | fields))


@breaks("city_once_a_country")
def _() -> City:
    a_city().save()
    return a_city(name="MILAN", slug="milan-2")


@breaks("city_on_the_globe")
def _() -> City:
    return a_city(latitude="90.5")


@breaks("city_alias_once")
def _() -> CityAlias:
    return CityAlias(city=make.make_city(aliases=("Milano",)), name="Milano")


@breaks("city_membership_ends_after_start")
def _() -> CityMembership:
    return CityMembership(city=make.make_city(is_member=False), **BACKWARDS)


@breaks("city_membership_no_overlap")
def _() -> CityMembership:
    return CityMembership(city=make.make_city(), kind="partner", starts_on=DAY)


@breaks("group_closed_with_note")
def _() -> Group:
    return Group(name="Urban farming", slug="urban-farming", closed_on=DAY)


@breaks("group_membership_ends_after_start")
def _() -> GroupMembership:
    return GroupMembership(person=make.make_person(), group=make.make_group(), **BACKWARDS)


@breaks("group_membership_no_overlap")
def _() -> GroupMembership:
    person, group = make.make_person(), make.make_group()
    make.make_group_membership(person=person, group=group)
    return GroupMembership(person=person, group=group, starts_on=DAY, ends_on=NEXT_DAY)


@breaks("mandate_ends_after_start")
def _() -> Mandate:
    return Mandate(group=make.make_group(), city=make.make_city(), **BACKWARDS)


@breaks("mandate_no_overlap")
def _() -> Mandate:
    group, city = make.make_group(), make.make_city()
    make.make_mandate(group=group, city=city)
    return Mandate(group=group, city=city, person=make.make_person(), starts_on=DAY)


@breaks("person_email_lower_case")
def _() -> Person:
    return Person(name="Utrecht representative", password="!", email="Utrecht@example.org")


@breaks("post_ends_after_start")
def _() -> Post:
    return Post(person=make.make_person(), city=make.make_city(), **BACKWARDS)


@breaks("post_no_overlap")
def _() -> Post:
    """Both ends count: the day on which one ends is not the day on which the next begins."""
    person, city = make.make_person(), make.make_city()
    make.make_post(person=person, city=city, ends_on=DAY)
    return Post(person=person, city=city, kind="coordinator", starts_on=DAY)


# Meetings ----------------------------------------------------------------------------------------


def a_meeting(**fields: Any) -> Meeting:
    if "lead_group" not in fields:
        fields["lead_group"] = make.make_group()
    words = {"title": "Visit", "slug": "visit", "time_zone": "Europe/Rome"}
    return Meeting(**(words | {"kind": "study_visit"} | fields))


@breaks("meeting_ends_after_start")
def _() -> Meeting:
    return a_meeting(dates="fixed", **BACKWARDS)


@breaks("meeting_first_and_last_day")
def _() -> Meeting:
    return a_meeting(dates="tentative", starts_on=DAY)


@breaks("meeting_dates_fit")
def _() -> Meeting:
    return a_meeting(dates="unknown", starts_on=DAY, ends_on=NEXT_DAY)


@breaks("meeting_month_by_first_day")
def _() -> Meeting:
    return a_meeting(dates="tentative", month_on=DAY)


@breaks("meeting_has_group")
def _() -> Meeting:
    return a_meeting(lead_group=None)


@breaks("meeting_of_forum_has_forum")
def _() -> Meeting:
    return a_meeting(kind="forum", lead_group=None)


@breaks("meeting_published_has_time")
def _() -> Meeting:
    return a_meeting(state="published")


@breaks("meeting_published_by_with_at")
def _() -> Meeting:
    return a_meeting(published_by=make.make_staff())


@breaks("meeting_reported_has_time")
def _() -> Meeting:
    return a_meeting(state="reported", published_at=timezone.now())


@breaks("meeting_reported_by_with_at")
def _() -> Meeting:
    return a_meeting(reported_by=make.make_staff())


@breaks("meeting_follows_another")
def _() -> Meeting:
    meeting = make.make_draft()
    meeting.follows = meeting
    return meeting


@breaks("meeting_host_once")
def _() -> MeetingHost:
    city = make.make_city()
    return MeetingHost(meeting=make.make_meeting(hosts=(city,)), city=city)


@breaks("meeting_organiser_once")
def _() -> Organiser:
    meeting = make.make_meeting()
    return Organiser(meeting=meeting, person=make.make_organiser(meeting))


@breaks("agenda_day_once")
def _() -> AgendaDay:
    day = make.make_day(meeting=make.make_meeting())
    return AgendaDay(meeting=day.meeting, on=day.on)


@breaks("agenda_day_cancelled_with_time")
def _() -> AgendaDay:
    return AgendaDay(meeting=make.make_meeting(), on=DAY, cancelled_at=timezone.now())


def an_item(**fields: Any) -> AgendaItem:
    day = make.make_day(meeting=make.make_meeting())
    hours = {"starts": time(9, 30), "ends": time(11, 0)}
    return AgendaItem(**({"day": day, "title": "A talk"} | hours | fields))


@breaks("agenda_item_ends_after_start")
def _() -> AgendaItem:
    return an_item(starts=time(22, 0), ends=time(1, 0))


@breaks("agenda_item_cancelled_with_time")
def _() -> AgendaItem:
    return an_item(cancelled_by=make.make_staff())


@breaks("speaker_has_name")
def _() -> Speaker:
    item = an_item()
    item.save()
    return Speaker(item=item, organisation="University")


@breaks("release_number_once")
def _() -> Release:
    meeting = make.make_meeting()
    Release.objects.create(meeting=meeting, number=1, content={"days": []})
    return Release(meeting=meeting, number=1, content={"days": []})


@breaks("release_number_from_one")
def _() -> Release:
    return Release(meeting=make.make_meeting(), number=0, content={"days": []})


@breaks("attendance_of_someone")
def _() -> Attendance:
    return Attendance(meeting=make.make_meeting(), on=DAY)


@breaks("attendance_once")
def _() -> Attendance:
    """Of a city alone, for the whole meeting: what is not said is the same when it is not said twice."""
    noted = make.make_attendance(meeting=make.make_meeting(), city=make.make_city())
    return Attendance(meeting=noted.meeting, city=noted.city)


# Documents ---------------------------------------------------------------------------------------


@breaks("document_of_meeting_or_group")
def _() -> Document:
    return Document(title="Slides", meeting=make.make_meeting(), group=make.make_group())


@breaks("document_item_with_meeting")
def _() -> Document:
    item = an_item()
    item.save()
    return Document(title="Slides", group=make.make_group(), item=item)


@breaks("document_of_group_audience")
def _() -> Document:
    return Document(title="Slides", group=make.make_group(), audience="participants")


@breaks("document_file_or_link")
def _() -> Document:
    document = make.make_document()
    document.link = "https://video.example.org/1"
    return document


def a_version(**fields: Any) -> DocumentVersion:
    file = {"file": "documents/a.pdf", "file_name": "a.pdf", "content_type": "application/pdf"}
    return DocumentVersion(**(file | {"size": 1, "sha256": "0" * 64} | fields))


@breaks("document_version_once")
def _() -> DocumentVersion:
    return a_version(document=make.make_document(), number=1)


@breaks("document_version_from_one")
def _() -> DocumentVersion:
    return a_version(document=make.make_document(content=None), number=0)


@breaks("document_version_failed_with_reason")
def _() -> DocumentVersion:
    document = make.make_document(content=None)
    return a_version(document=document, number=1, preparation="failed", queued_at=timezone.now())


@breaks("document_version_queued_with_time")
def _() -> DocumentVersion:
    return a_version(document=make.make_document(content=None), number=1, preparation="queued")


def a_page(**fields: Any) -> DocumentPage:
    version = make.make_document().current
    return DocumentPage(**({"version": version, "number": 1, "width": 720, "height": 405} | fields))


@breaks("document_page_once")
def _() -> DocumentPage:
    page = a_page()
    page.save()
    return a_page(version=page.version)


@breaks("document_page_from_one")
def _() -> DocumentPage:
    return a_page(number=0)


@breaks("document_page_has_size")
def _() -> DocumentPage:
    return a_page(width=0)


@breaks("page_image_once")
def _() -> PageImage:
    page = a_page()
    page.save()
    picture = {"page": page, "width": 480, "file": "pages/1.webp", "size": 1, "sha256": "0" * 64}
    PageImage.objects.create(**picture)
    return PageImage(**picture)


# Mail --------------------------------------------------------------------------------------------


def a_message(**fields: Any) -> Message:
    return Message(**({"name": "reset", "to": "a@example.org", "subject": "A link"} | fields))


@breaks("message_sent_has_time")
def _() -> Message:
    return a_message(state="sent")


@breaks("message_secret_leaves_no_body")
def _() -> Message:
    return a_message(is_secret=True, state="failed", text="https://example.org/a-token")


# The tests ---------------------------------------------------------------------------------------


def test_each_constraint_is_here_and_nothing_else() -> None:
    assert {constraint.name for _, constraint in constraints()} == set(VIOLATIONS)


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses_a_raw_row(name: str) -> None:
    row = VIOLATIONS[name]()

    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_form_is_told_in_a_sentence(name: str) -> None:
    row = VIOLATIONS[name]()

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    told = refused.value.messages
    assert len(told) == 1, told
    assert told[0].endswith(".")
    assert name not in told[0]
    said = constraint_named(name).violation_error_message
    if said and said != models.BaseConstraint.default_violation_error_message:
        assert told == [str(said)]


@pytest.mark.parametrize(
    "fields",
    [
        {"starts": time(22, 0), "ends": time(1, 0), "ends_next_day": True},
        {"starts": time(22, 0), "ends": time(0, 0), "ends_next_day": True},
        {"starts": time(9, 0), "ends": time(23, 59)},
    ],
)
def test_an_item_may_pass_midnight_when_it_says_so(fields: dict[str, Any]) -> None:
    item = an_item(**fields)

    item.full_clean()
    item.save()

    assert item.ends_at > item.starts_at


@pytest.mark.parametrize("ends", [time(9, 30), time(9, 0)])
def test_an_item_without_length_or_backwards_is_refused(ends: time) -> None:
    with pytest.raises(IntegrityError, match="agenda_item_ends_after_start"):
        an_item(starts=time(9, 30), ends=ends).save()


def test_an_item_of_more_than_a_day_is_refused() -> None:
    with pytest.raises(IntegrityError, match="agenda_item_ends_after_start"):
        an_item(starts=time(9, 30), ends=time(9, 31), ends_next_day=True).save()


def test_a_post_may_begin_the_day_after_another_ended_and_in_another_city_at_once() -> None:
    person, city = make.make_person(), make.make_city()
    make.make_post(person=person, city=city, ends_on=DAY)

    make.make_post(person=person, city=city, starts_on=NEXT_DAY)
    make.make_post(person=person, city=make.make_city(), starts_on=DAY)

    assert person.posts.count() == 3


def test_an_open_group_has_no_closing_note() -> None:
    with pytest.raises(IntegrityError, match="group_closed_with_note"):
        Group.objects.create(name="Culture", slug="culture", closing_note="Done.")


def test_people_without_an_address_are_many_and_an_empty_address_is_none() -> None:
    make.make_person(email=None), make.make_person(email=None)

    with pytest.raises(IntegrityError, match="person_email_lower_case"):
        make.make_person(email="")
