"""Writing a text of a meeting together with what others wrote since."""

import pytest

from members.models import Person
from portal.lib.merging_texts import Merged
from portal.models import LogEntry
from tests.factories import make_meeting, make_representative, make_staff
from tests.racing import race
from visits.actions.texts import write_text
from visits.models import Meeting

BASE = "<p>One.</p><p>Two.</p>"


def write(meeting: Meeting, text: str, *, base: str = BASE, by: Person | None = None) -> Merged:
    return write_text(meeting=meeting, field="introduction", base=base, text=text, by=by)


@pytest.mark.django_db
def test_written_with_its_version_and_who_meant_it() -> None:
    meeting, person = make_meeting(introduction=BASE), make_staff()

    write(meeting, "<p>One!</p><script>x()</script><p>Two.</p>", by=person)

    before, entry = meeting.version, LogEntry.objects.get(verb="write_text")
    meeting.refresh_from_db()
    assert meeting.introduction == "<p>One!</p><p>Two.</p>"
    assert meeting.version == before + 1
    assert (entry.actor_id, entry.facts) == (person.pk, {"fields": ["introduction"]})


@pytest.mark.django_db
def test_what_changes_nothing_leaves_no_trace() -> None:
    meeting = make_meeting(introduction=BASE)

    write(meeting, BASE)

    assert not LogEntry.objects.exists()
    assert Meeting.objects.get().version == meeting.version


@pytest.mark.django_db
def test_a_conflict_writes_nothing() -> None:
    meeting = make_meeting(introduction=BASE)
    write(meeting, "<p>One?</p><p>Two.</p>")

    merged = write(meeting, "<p>One!</p><p>Two.</p>")

    assert not merged.is_clean
    assert Meeting.objects.get().introduction == "<p>One?</p><p>Two.</p>"


@pytest.mark.django_db
def test_no_other_field_is_written_by_it() -> None:
    with pytest.raises(ValueError, match="title"):
        write_text(meeting=make_meeting(), field="title", base="", text="x", by=None)


@pytest.mark.django_db(transaction=True)
def test_at_the_same_instant_nobodys_paragraph_is_lost() -> None:
    paragraphs = [f"<p>Paragraph {number}.</p>" for number in range(6)]
    base = "".join(paragraphs)
    meeting = make_meeting(introduction=base)
    people = [make_representative() for _ in paragraphs]
    turns = iter(range(len(paragraphs)))

    def change_ones_own() -> Merged:
        mine = next(turns)
        text = base.replace(f"Paragraph {mine}.", f"Paragraph {mine}, changed.")
        return write(meeting, text, base=base, by=people[mine])

    outcomes = race(change_ones_own, times=len(paragraphs))

    assert all(isinstance(outcome, Merged) and outcome.is_clean for outcome in outcomes)
    assert Meeting.objects.get().introduction.count(", changed.") == len(paragraphs)
