"""Programmes to be printed: one of five days and 150 items, and one with names in the alphabets of Europe."""

from datetime import time, timedelta
from itertools import count
from typing import Final

from django.utils import timezone

from documents.models import Document
from members.models import City
from tests.factories import (
    make_city,
    make_day,
    make_document,
    make_item,
    make_meeting,
    make_release,
)
from visits.models import AgendaDay, AgendaItem, Meeting, Speaker

WORDS: Final = (
    "<p>Participants discuss interdisciplinary approaches to intergenerational housing, the administration of "
    "participatory budgeting and the institutionalisation of neighbourhood partnerships. They compare responsibilities, "
    "procurement regulations and misunderstandings, and write down recommendations that others can use.</p>"
)
TRACKS: Final = ("Housing", "Employment", "Migration")


def make_long_meeting() -> Meeting:
    """Five days of thirty items: one after the other, three tracks, pauses, descriptions, documents."""
    host = make_city("Kraków", country="Poland", country_code="PL", time_zone="Europe/Warsaw")
    meeting = make_meeting("Forum of the cities", hosts=(host,), venue="ICE Kraków")
    assert meeting.starts_on is not None
    numbers = count(1)
    for number in range(5):
        day = make_day(meeting=meeting, on=meeting.starts_on + timedelta(days=number))
        for hour in range(8, 18):
            add = _add_in_tracks if hour % 3 == 0 else _add_in_turn
            add(day, hour, numbers)
    make_release(meeting)
    return meeting


def _add_in_tracks(day: AgendaDay, hour: int, numbers: "count[int]") -> None:
    for room, track in enumerate(TRACKS, 1):
        item = make_item(
            f"Workshop {next(numbers)} on {track.lower()}",
            day=day,
            starts=time(hour),
            ends=time(hour + 1),
            track=track,
            place=f"Room {room}",
        )
        Speaker.objects.create(item=item, name=f"{track} officer", role="Officer")


def _add_in_turn(day: AgendaDay, hour: int, numbers: "count[int]") -> None:
    opening = make_item(
        f"Session {next(numbers)}",
        day=day,
        starts=time(hour),
        ends=time(hour, 20),
        place="Auditorium",
        description=WORDS,
    )
    make_document(f"Slides of {opening}", meeting=day.meeting, item=opening)
    make_item(f"Discussion {next(numbers)}", day=day, starts=time(hour, 20), ends=time(hour, 40))
    make_item(
        f"Coffee {next(numbers)}",
        day=day,
        kind=AgendaItem.Kind.BREAK,
        starts=time(hour, 40),
        ends=time(hour + 1),
    )


def make_meeting_of_many_alphabets() -> Meeting:
    """A cancelled meeting that was moved before, with a cancelled day and a cancelled item, in two releases."""
    volos = make_city("Βόλος", slug="volos", country="Ελλάδα", time_zone="Europe/Athens")
    kyiv = make_city("Київ", slug="kyiv", country="Україна", time_zone="Europe/Kyiv")
    today = timezone.localdate()
    meeting = make_meeting(
        "Białystok, Łódź, Αθήνα, Київ, İzmir",
        slug="alphabets",
        hosts=(volos, kyiv),
        venue="Δημαρχείο",
        address="Πλατεία Ρήγα Φεραίου 50",
        state=Meeting.State.CANCELLED,
        published_at=timezone.now(),
        published_starts_on=today,
        published_ends_on=today,
    )
    assert meeting.ends_on is not None
    departure = _add_days(meeting, kyiv)
    make_release(meeting, note="The first one.")
    departure.title = "Departure of all"
    departure.save()
    make_release(meeting, note="Room for a walk.")
    return meeting


def _add_days(meeting: Meeting, city: City) -> AgendaItem:
    first = make_day(meeting=meeting, heading="Ημέρα πρώτη")
    second = make_day(
        meeting=meeting,
        on=meeting.ends_on,
        heading="День другий",
        cancel_reason="Snow",
        cancelled_at=timezone.now(),
    )
    opening = make_item("Zażółć gęślą jaźń: İstanbul, Iğdır, Şırnak", day=first, description=WORDS)
    Speaker.objects.create(
        item=opening, name="Ольга Їжакевич", role="Начальниця", organisation="КМДА", city=city
    )
    parallel = make_item(
        "Παράλληλη συνεδρία",
        day=first,
        starts=time(11),
        ends=time(12, 30),
        track="Α",
        place="Αίθουσα",
    )
    make_document("Οι διαφάνειες", meeting=meeting, item=parallel, kind=Document.Kind.PRESENTATION)
    make_item(
        "Паралельна сесія", day=first, starts=time(11, 15), ends=time(13), track="Б", kind="visit"
    )
    make_item(
        "Çok uzun öğle yemeği",
        day=first,
        starts=time(13),
        ends=time(14),
        kind="meal",
        cancel_reason="The cook is ill",
        cancelled_at=timezone.now(),
    )
    make_item("Dinner", day=first, starts=time(20), ends=time(1), ends_next_day=True, kind="meal")
    return make_item("Departure", day=second, starts=time(10), ends=time(11), kind="travel")
