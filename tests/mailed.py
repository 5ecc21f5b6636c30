"""A meeting to be told of by mail, and mails as their readers get them: read by other libraries than those that wrote them."""

import email
from datetime import time, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any, Final

import icalendar
from django.core import mail as outbox
from django.utils import timezone

from members.models import Person
from portal.lib import jobs
from portal.models import Message
from tests.calendars import by_another_library
from tests.factories import (
    make_city,
    make_day,
    make_item,
    make_person,
    make_release,
)
from tests.registrations import (
    make_open_meeting,
)
from visits.actions.registration.offering import see_to_due
from visits.actions.registration.registering import register
from visits.models import Meeting, Registration
from visits.registration.states import Actor
from visits.registration.wishes import Attend, Wish

ROOM: Final = Wish(Attend.ROOM)


def brno(**fields: Any) -> Meeting:
    """A visit of one day in a month, with everything that a mail says of a meeting."""
    day = timezone.localdate() + timedelta(days=30)
    contact = make_person("Secretariat officer", office="staff", email="officer@example.org")
    given: dict[str, Any] = {
        "dates": "fixed",
        "starts_on": day,
        "ends_on": day,
        "time_zone": "Europe/Prague",
        "venue": "Town hall",
        "address": "Dominikánské náměstí 1",
        "hosts": (make_city("Brno", country="Czechia", time_zone="Europe/Prague"),),
        "staff_contact": contact,
    }
    meeting = make_open_meeting("Night trains", **(given | fields))
    if meeting.starts_on == day:
        agenda = make_day(meeting=meeting, on=day)
        make_item("Opening", day=agenda, starts=time(9), ends=time(10))
        make_item("Goodbye", day=agenda, starts=time(16), ends=time(17, 30))
        make_release(meeting)
    return meeting


def ask(meeting: Meeting, wish: Wish = ROOM, **given: Any) -> Registration:
    city = given.pop("city", None) or make_city()
    person = given.pop("person", None) or make_person(city=city)
    given = {"by": person, "actor": Actor.PERSON} | given
    return register(meeting=meeting, person=person, city=city, wish=wish, **given)


def last(to: Person | str) -> Message:
    address = to if isinstance(to, str) else to.email
    found = Message.objects.filter(to=address).order_by("-pk").first()
    assert found is not None
    return found


def time_has_passed() -> None:
    see_to_due()
    jobs.run_due()


def received(to: Person | str) -> list[EmailMessage]:
    """What arrives at the address, the first first, as a mail program reads the bytes."""
    jobs.run_due()
    address = to if isinstance(to, str) else to.email
    sent = [one for one in outbox.outbox if one.to == [address]]
    return [email.message_from_bytes(one.message().as_bytes(), policy=default) for one in sent]


def text_to(to: Person | str) -> str:
    """Of the last mail that arrives."""
    body = received(to)[-1].get_body()
    assert body is not None
    return str(body.get_content())


def entry_in(read: EmailMessage) -> Any:
    """The one entry for the calendar, which comes in two forms of the same bytes; read by two libraries."""
    (as_text,) = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
    as_file: Any
    (as_file,) = read.iter_attachments()
    content = as_text.get_content().replace("\r\n", "\n")
    assert as_file.get_filename() == "meeting.ics"
    assert as_file.get_content().decode().replace("\r\n", "\n") == content
    calendar = icalendar.Calendar.from_ical(content)
    assert as_text.get_param("method") == calendar["method"]
    other = by_another_library(content).vevent
    (event,) = calendar.walk("VEVENT")
    assert other.uid.value == event["uid"]
    event["method"] = calendar["method"]
    return event


def has_entry(read: EmailMessage) -> bool:
    return any(part.get_content_type() == "text/calendar" for part in read.walk())
