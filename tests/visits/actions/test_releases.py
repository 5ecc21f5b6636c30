import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_day, make_draft, make_item
from tests.racing import race
from tests.visits.actions.agendas import THIRD, item_of, make_agenda
from visits.actions.releases import release_agenda
from visits.models import Release

pytestmark = pytest.mark.django_db


def test_release_agenda_counts_on_and_leaves_earlier_ones_as_they_were() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")
    item = item_of(meeting, "Welcome")
    first = release_agenda(meeting=meeting, by=None)
    item.title = "Good morning"
    item.save()

    second = release_agenda(meeting=meeting, note="A new title.", is_small_correction=True, by=None)

    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    titles = [release.content["days"][0]["items"][0]["title"] for release in (first, second)]
    assert titles == ["Welcome", "Good morning"]


def test_release_agenda_of_a_draft_is_refused() -> None:
    with pytest.raises(ValidationError, match="Publish the meeting"):
        release_agenda(meeting=make_draft(), by=None)


def test_release_agenda_with_a_day_outside_is_refused() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")
    make_item(day=make_day(meeting=meeting, on=THIRD))

    with pytest.raises(ValidationError, match="outside the meeting"):
        release_agenda(meeting=meeting, by=None)

    assert not Release.objects.exists()


def test_release_agenda_that_was_changed_since_it_was_looked_at_is_refused() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")
    release_agenda(meeting=meeting, version=meeting.version, by=None)

    with pytest.raises(ValidationError, match="changed meanwhile"):
        release_agenda(meeting=meeting, version=meeting.version, by=None)


@pytest.mark.django_db(transaction=True)
def test_release_agenda_by_six_at_once_gives_six_numbers() -> None:
    meeting = make_agenda("09:00 10:00 Welcome")

    results = race(lambda: release_agenda(meeting=meeting, by=None), times=6)

    numbers = sorted(result.number for result in results if isinstance(result, Release))
    assert numbers == [1, 2, 3, 4, 5, 6]
