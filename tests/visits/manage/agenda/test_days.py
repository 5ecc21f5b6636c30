"""The days of an agenda at the desk."""

from datetime import date

import pytest
from django.test import Client

from members.models import Person
from tests.visits.manage.agenda.conftest import AGENDA, SCRIPT
from visits.models import AgendaDay, AgendaItem, Meeting

pytestmark = pytest.mark.django_db


def test_all_days_of_the_meeting_at_once(
    client: Client, secretary: Person, meeting: Meeting
) -> None:
    assert "Make the days" in client.get(AGENDA).content.decode()

    client.post(f"{AGENDA}days/fill/")

    days = list(meeting.days.values_list("on", flat=True))
    assert days == [date(2027, 6, 1), date(2027, 6, 2)]


def test_a_day_is_added_where_one_is_missing(
    client: Client, secretary: Person, meeting: Meeting, tuesday: AgendaDay
) -> None:
    assert 'value="2027-06-02"' in client.get(f"{AGENDA}days/add/").content.decode()

    sent = {"on": "2027-06-02", "heading": "On site"}
    answer = client.post(f"{AGENDA}days/add/", sent, headers=SCRIPT)

    assert 'id="agenda-days"' in answer.content.decode()
    again = client.post(f"{AGENDA}days/add/", sent).content.decode()
    assert "The agenda has this day already." in again
    assert meeting.days.count() == 2


def test_a_day_is_named_and_moved_with_its_items(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    sent = {"on": "2027-06-02", "heading": "On site"}

    client.post(f"{AGENDA}days/{lunch.day_id}/", sent)

    lunch.refresh_from_db()
    assert (lunch.day.on, lunch.day.heading) == (date(2027, 6, 2), "On site")


def test_what_another_wrote_of_a_day_meanwhile_is_told_and_not_overwritten(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    address = f"{AGENDA}days/{lunch.day_id}/"
    seen = client.get(address).context["form"]["seen"].value()
    AgendaDay.objects.filter(pk=lunch.day_id).update(heading="In the city")

    page = client.post(address, {"on": "2027-06-02", "heading": "", "seen": seen})

    assert "it is now “Tuesday 1 June In the city”" in page.content.decode()
    lunch.refresh_from_db()
    assert (lunch.day.on, lunch.day.heading) == (date(2027, 6, 1), "In the city")
    again = page.context["form"]["seen"].value()
    client.post(address, {"on": "2027-06-02", "heading": "", "seen": again})
    lunch.day.refresh_from_db()
    assert (lunch.day.on, lunch.day.heading) == (date(2027, 6, 2), "")


def test_a_day_is_copied(client: Client, secretary: Person, lunch: AgendaItem) -> None:
    client.post(f"{AGENDA}days/{lunch.day_id}/duplicate/", {"on": "2027-06-02"})

    assert AgendaItem.objects.filter(title="Lunch", day__on="2027-06-02").count() == 1


def test_a_day_is_cancelled_with_a_reason_and_restored(
    client: Client, secretary: Person, tuesday: AgendaDay
) -> None:
    address = f"{AGENDA}days/{tuesday.pk}/"

    assert "This field is required." in client.post(f"{address}cancel/").content.decode()
    client.post(f"{address}cancel/", {"reason": "Strike"})
    assert "Strike" in client.get(AGENDA).content.decode()
    client.post(f"{address}restore/")

    tuesday.refresh_from_db()
    assert tuesday.cancelled_at is None


def test_an_empty_day_goes_at_once_and_a_full_one_after_asking(
    client: Client, secretary: Person, meeting: Meeting, wednesday: AgendaDay, lunch: AgendaItem
) -> None:
    client.post(f"{AGENDA}days/{wednesday.pk}/remove/")
    assert meeting.days.get().pk == lunch.day_id

    address = f"{AGENDA}days/{lunch.day_id}/remove/"
    assert "1 item goes with it" in client.post(address).content.decode()
    assert meeting.days.exists()
    client.post(address, {"confirmed": "True"})
    assert not meeting.days.exists()
