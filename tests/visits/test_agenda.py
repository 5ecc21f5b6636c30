from datetime import date, time

import pytest

from tests.factories import make_city, make_day, make_item, make_meeting, make_person
from visits.actions.agenda_speakers import add_speaker
from visits.actions.releases import release_agenda
from visits.agenda import Agenda, Item
from visits.models import AgendaDay, AgendaItem, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting(
        starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2), time_zone="Europe/Prague"
    )


@pytest.fixture
def day(meeting: Meeting) -> AgendaDay:
    return make_day(meeting=meeting, on=date(2027, 6, 1), heading="Homes")


def released(meeting: Meeting) -> Agenda:
    return Agenda.of(release_agenda(meeting=meeting, by=None))


def test_agenda_reads_back_all_that_was_released(meeting: Meeting, day: AgendaDay) -> None:
    brno = make_city("Brno")
    row = make_item(
        "A home first",
        day=day,
        kind="session",
        starts=time(9, 30),
        ends=time(11),
        place="Town Hall",
        track="A",
    )
    add_speaker(
        item=row, name="Brno officer", role="Officer", organisation="City", city=brno, by=None
    )

    (read,) = released(meeting).days

    (item,) = read.items
    assert (read.on, read.heading, read.is_cancelled) == (date(2027, 6, 1), "Homes", False)
    assert (item.id, item.uid, item.title) == (row.pk, str(row.uid), "A home first")
    assert (item.place, item.track, item.get_kind_display()) == ("Town Hall", "A", "session")
    assert item.starts_at.isoformat() == "2027-06-01T09:30:00+02:00"
    assert item.ends_at.isoformat() == "2027-06-01T11:00:00+02:00"
    (speaker,) = item.speakers
    assert (speaker.name, speaker.role, speaker.organisation) == ("Brno officer", "Officer", "City")
    assert (speaker.city, speaker.city_slug) == ("Brno", brno.slug)


def test_agenda_names_a_speaker_of_the_network_by_that_person(
    meeting: Meeting, day: AgendaDay
) -> None:
    make_item(day=day, speakers=(make_person("Riga representative"),))

    (item,) = released(meeting).items()

    assert [speaker.name for speaker in item.speakers] == ["Riga representative"]


def test_slots_join_what_overlaps_and_nothing_that_only_touches(
    meeting: Meeting, day: AgendaDay
) -> None:
    for title, starts, ends in (
        ("Welcome", time(9), time(10)),
        ("Track A", time(10), time(12)),
        ("Track B", time(10, 30), time(11)),
        ("Track C", time(11, 30), time(12, 30)),
        ("Lunch", time(12, 30), time(13)),
    ):
        make_item(title, day=day, starts=starts, ends=ends)

    slots = released(meeting).days[0].slots

    titles = [[item.title for item in slot.items] for slot in slots]
    assert titles == [["Welcome"], ["Track A", "Track B", "Track C"], ["Lunch"]]
    assert [slot.is_parallel for slot in slots] == [False, True, False]


@pytest.mark.parametrize(
    ("kind", "is_pause"),
    [("session", False), ("visit", False), ("break", True), ("meal", True), ("travel", True)],
)
def test_pauses_are_breaks_meals_and_travel(
    meeting: Meeting,
    day: AgendaDay,
    kind: str,
    is_pause: bool,
) -> None:
    make_item(day=day, kind=kind)

    (item,) = released(meeting).items()

    assert item.is_pause is is_pause


def test_an_item_past_midnight_ends_the_next_day(meeting: Meeting, day: AgendaDay) -> None:
    make_item(day=day, starts=time(22), ends=time(1), ends_next_day=True)

    (item,) = released(meeting).items()

    assert item.ends_at.isoformat() == "2027-06-02T01:00:00+02:00"


def test_times_stay_as_typed_when_the_rules_of_their_zone_change(
    meeting: Meeting, day: AgendaDay
) -> None:
    row = make_item(day=day, starts=time(9), ends=time(10))
    release = release_agenda(meeting=meeting, by=None)
    before: list[Item | AgendaItem] = [next(iter(Agenda.of(release).items())), row]
    assert {one.starts_at.isoformat() for one in before} == {"2027-06-01T09:00:00+02:00"}

    # As if Prague had given up summer time: a zone of these rules in the place of its own.
    release.content["time_zone"] = meeting.time_zone = "Etc/GMT-1"

    after: list[Item | AgendaItem] = [next(iter(Agenda.of(release).items())), row]
    assert {one.starts for one in after} == {time(9)}
    assert {one.starts_at.isoformat() for one in after} == {"2027-06-01T09:00:00+01:00"}
