"""What a coordinator's screens do not offer is refused, whatever is sent."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_group, make_person, sign_in
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_coordinator
from visits.models import Registration

pytestmark = pytest.mark.django_db


def test_nobody_more_is_registered_for_a_meeting_that_the_coordinator_may_not_open(
    client: Client,
) -> None:
    coordinator = make_coordinator()
    city = coordinator.posts.get().city
    meeting = make_open_meeting(lead_group=make_group(), page_audience="group")
    make_registration(meeting=meeting, person=make_person(city=city))
    colleague = make_person("Utrecht planner", city=city)
    sign_in(client, coordinator)

    answer = client.post(
        reverse("my_city_colleagues", args=[meeting.slug]),
        {"act": "register", "rows": "5", "row-0-person": str(colleague.pk)},
    )

    assert answer.status_code == 403
    assert not Registration.objects.filter(person=colleague).exists()


def test_a_guests_place_is_not_given_to_a_colleague(client: Client) -> None:
    coordinator = make_coordinator()
    city = coordinator.posts.get().city
    guest = make_person("Commission officer", is_active=False)
    row = make_registration(person=guest, city=city, is_guest=True)
    colleague = make_person("Utrecht planner", city=city)
    sign_in(client, coordinator)

    client.post(
        reverse("my_city_registration", args=[row.meeting.slug, row.pk]),
        {"act": "substitute", "substitute-person": colleague.pk, "version": row.version},
    )

    assert not Registration.objects.filter(person=colleague).exists()
    assert Registration.objects.get(pk=row.pk).state == "confirmed"
