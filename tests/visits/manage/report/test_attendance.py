"""Which cities came, by hand, and the sentence that says so."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    make_attendance,
    make_city,
    make_document,
    make_meeting,
    make_organiser,
    make_person,
    make_reported,
    make_staff,
    sign_in,
)
from visits.models import Meeting, Picture

pytestmark = pytest.mark.django_db


def attendance(meeting: Meeting) -> str:
    return reverse("manage_attendance", args=[meeting.slug])


def report(meeting: Meeting) -> str:
    return reverse("manage_report", args=[meeting.slug])


def cities(meeting: Meeting) -> set[str]:
    return set(meeting.attendance.values_list("city__name", flat=True))


def test_cities_are_ticked_by_hand_and_the_hosts_are_not_in_the_list(client: Client) -> None:
    nantes, host = make_city("Nantes"), make_city("Milan")
    meeting = make_meeting(hosts=(host,))
    sign_in(client, make_organiser(meeting))
    page = client.get(attendance(meeting))
    assert f'value="{nantes.pk}"' in page.text
    assert f'name="cities" value="{host.pk}"' not in page.text

    page = client.post(attendance(meeting), {"cities": [nantes.pk, host.pk]})
    assert "no city of ours" in page.text
    page = client.post(attendance(meeting), {"cities": [nantes.pk]}, follow=True)

    assert cities(meeting) == {"Nantes"}
    assert "Representatives from Nantes were in attendance." in page.text


def test_two_who_tick_at_once_both_get_what_they_ticked(client: Client) -> None:
    nantes, utrecht, ghent = make_city("Nantes"), make_city("Utrecht"), make_city("Ghent")
    meeting = make_meeting()
    make_attendance(meeting=meeting, city=ghent)
    sign_in(client, make_staff())

    client.post(attendance(meeting), {"seen": [ghent.pk], "cities": [ghent.pk, nantes.pk]})
    client.post(attendance(meeting), {"seen": [ghent.pk], "cities": [utrecht.pk]})

    assert cities(meeting) == {"Nantes", "Utrecht"}


def test_a_city_whose_people_are_noted_cannot_be_left_out(client: Client) -> None:
    ghent = make_city("Ghent")
    meeting = make_meeting()
    make_attendance(meeting=meeting, city=ghent, person=make_person(city=ghent))
    sign_in(client, make_staff())
    page = client.get(attendance(meeting))

    client.post(attendance(meeting), {"seen": [ghent.pk], "cities": []})

    assert "1 person noted" in page.text
    assert cities(meeting) == {"Ghent"}


# The report --------------------------------------------------------------------------------------


def test_the_sentence_goes_to_the_top_with_what_was_being_typed(client: Client) -> None:
    meeting = make_meeting(report="")
    make_attendance(meeting=meeting, city=make_city("Utrecht"))
    make_attendance(meeting=meeting, city=make_city("Katowice"))
    sign_in(client, make_organiser(meeting))
    assert "Representatives from Katowice and Utrecht were" in client.get(report(meeting)).text

    client.post(report(meeting), {"text": "What was seen.", "base": "", "act": "who_came"})

    meeting.refresh_from_db()
    assert meeting.report == (
        "<p>Representatives from Katowice and Utrecht were in attendance.</p><p>What was seen.</p>"
    )


def test_the_report_is_told_when_attendance_changed_since(client: Client) -> None:
    old = "<p>Representatives from Ghent were in attendance.</p><p>What was seen.</p>"
    meeting = make_meeting(report=old)
    make_attendance(meeting=meeting, city=make_city("Nantes"))
    sign_in(client, make_staff())
    assert "The report and the attendance differ on who came" in client.get(report(meeting)).text

    client.post(report(meeting), {"text": old, "base": old, "act": "who_came"})

    meeting.refresh_from_db()
    assert meeting.report == old.replace("Ghent", "Nantes")
    assert "differ on who came" not in client.get(report(meeting)).text


def test_the_report_opens_with_what_is_known(client: Client) -> None:
    meeting = make_reported(hosts=(make_city("Milan"),), report_audience="members")
    following = make_meeting("Homes", follows=meeting, lead_group=meeting.lead_group)
    make_attendance(meeting=meeting, city=make_city("Nantes"))
    sign_in(client, make_staff())

    page = client.get(report(meeting)).text

    for known in ("Milan", "Nantes", following.title, "published on"):
        assert known in page


def test_a_report_is_published_by_staff_once_every_picture_is_clear(client: Client) -> None:
    meeting = make_reported(state="published", reported_at=None)
    picture = Picture.objects.create(meeting=meeting, alt="The kitchen", width=9, height=9)
    meeting.report = f'<p>Seen.</p><img src="/pictures/{picture.pk}/960.webp" alt="The kitchen">'
    meeting.save()
    publish = reverse("manage_report_publish", args=[meeting.slug])
    sign_in(client, make_organiser(meeting))
    assert "the secretariat publishes it" in client.get(report(meeting)).text
    sign_in(client, make_staff())

    refused = client.post(publish, follow=True).text
    Picture.objects.update(consent="refused")
    refused_again = client.post(publish, follow=True).text
    Picture.objects.update(consent="given")
    published = client.post(publish, follow=True).text

    assert "“The kitchen”, and nobody has said yet whether the people on it agreed" in refused
    assert "“The kitchen”, and somebody on it did not agree" in refused_again
    assert "The report is published." in published
    meeting.refresh_from_db()
    assert meeting.is_reported


def test_the_report_and_the_list_of_cities_ask_as_often_with_thirty_of_everything(
    client: Client,
) -> None:
    meeting = make_reported(hosts=(make_city("Milan"),))
    sign_in(client, make_staff())
    counts: dict[str, list[int]] = {report(meeting): [], attendance(meeting): []}
    for number in (1, 29):
        for _ in range(number):
            city = make_city(aliases=("Other name",))
            make_attendance(meeting=meeting, city=city)
            make_attendance(meeting=meeting, city=city, person=make_person(city=city))
            make_document(meeting=meeting)
        for address, asked in counts.items():
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))

    assert all(few == many <= 12 for few, many in counts.values()), counts


def test_for_whom_the_report_is_is_chosen_by_who_prepares_it(client: Client) -> None:
    meeting = make_meeting()
    sign_in(client, make_organiser(meeting))
    address = reverse("manage_report_audience", args=[meeting.slug])

    client.post(address, {"report_audience": "group"})
    client.post(address, {"report_audience": "nobody"})

    meeting.refresh_from_db()
    assert meeting.report_audience == "group"
