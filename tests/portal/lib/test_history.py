"""The database keeps what texts were, whoever writes and however, and knows the log's line that tells of it."""

import pytest
from django.db import connection, transaction

from members.actions.groups import edit_group, set_objectives
from members.models import Group, GroupHistory, GroupYearHistory
from portal.models import LogEntry
from tests.factories import make_day, make_draft, make_group, make_item, make_meeting, make_staff
from tests.racing import race
from visits.actions.meetings import describe_meeting
from visits.actions.rows import touch
from visits.models import AgendaItemHistory, Meeting, MeetingHistory

pytestmark = pytest.mark.django_db


def test_each_version_knows_the_act_that_made_it() -> None:
    staff, other = make_staff(), make_staff()
    meeting = make_meeting("Study visit", introduction="<p>Come.</p>")

    describe_meeting(meeting=meeting, by=staff, introduction="<p>Do come.</p>")
    describe_meeting(meeting=meeting, by=other, title="A visit")

    versions = MeetingHistory.objects.filter(pgh_obj=meeting).order_by("pk")
    entries = LogEntry.objects.in_bulk(
        [version.entry_id for version in versions if version.entry_id]
    )
    told = [
        (version.title, version.introduction, entry and (entry.verb, entry.actor_id))
        for version in versions
        for entry in [entries.get(version.entry_id)]
    ]
    assert told[-2:] == [
        ("Study visit", "<p>Do come.</p>", ("describe_meeting", staff.pk)),
        ("A visit", "<p>Do come.</p>", ("describe_meeting", other.pk)),
    ]


def test_what_is_no_word_makes_no_version() -> None:
    meeting = make_meeting()
    before = MeetingHistory.objects.count()

    touch(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")

    assert MeetingHistory.objects.count() == before


def test_the_last_words_of_what_was_removed_stay() -> None:
    item = make_item("Opening", day=make_day(meeting=make_draft()))
    number = item.pk

    item.delete()

    last = AgendaItemHistory.objects.filter(pgh_obj_id=number).latest("pk")
    assert (last.title, last.pgh_label) == ("Opening", "delete")


def test_writing_past_all_actions_is_kept_as_nobodys() -> None:
    make_group()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE members_group SET objectives = '<p>Repaired.</p>'")

    last = GroupHistory.objects.latest("pk")
    assert (last.objectives, last.entry_id) == ("<p>Repaired.</p>", None)


def test_objectives_of_a_year_are_told_too() -> None:
    staff, group = make_staff(), make_group()

    set_objectives(group=group, year=2030, objectives="<p>Trees.</p>", by=staff)
    set_objectives(group=group, year=2030, objectives="", by=staff)

    written, removed = GroupYearHistory.objects.order_by("pk")
    first, second = LogEntry.objects.filter(verb="set_objectives").order_by("pk")
    assert [written.entry_id, removed.entry_id] == [first.pk, second.pk]
    assert removed.pgh_label == "delete"


@pytest.mark.django_db(transaction=True)
def test_who_act_at_once_are_not_mistaken_for_each_other() -> None:
    groups, people = [make_group() for _ in range(4)], [make_staff() for _ in range(4)]
    waiting = list(zip(groups, people, strict=True))

    def act() -> None:
        group, by = waiting.pop()
        edit_group(
            group=group, by=by, name=group.name, short_name="", staff_contact=None,
            objectives=f"<p>By {by.pk}.</p>", forums=(),
        )  # fmt: skip

    race(act, times=4)

    for group, by in zip(groups, people, strict=True):
        last = GroupHistory.objects.filter(pgh_obj=group).latest("pk")
        entry = LogEntry.objects.get(pk=last.entry_id)
        assert (last.objectives, entry.actor_id) == (f"<p>By {by.pk}.</p>", by.pk)


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_leaves_no_version() -> None:
    group = make_group()
    before = GroupHistory.objects.count()

    with transaction.atomic():
        Group.objects.filter(pk=group.pk).update(objectives="<p>No.</p>")
        transaction.set_rollback(True)

    assert GroupHistory.objects.count() == before
