"""The pages of registrations at which nobody arrives by a way that another test walks, as they are sent, by name."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_city, make_person, make_post, make_staff, sign_in
from tests.registrations import make_open_meeting, make_registration
from visits.models import Meeting
from visits.registration.addresses import signed

# They are begun once in a document, into which these pages are put one after another.
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


def pages_aside(client: Client) -> dict[str, str]:
    meeting = make_open_meeting("Circular building")
    return {
        **_by_link(client, meeting),
        **_ones_own(client, meeting),
        **_at_the_desk(client, meeting),
    }


def _by_link(client: Client, meeting: Meeting) -> dict[str, str]:
    ended = make_registration(
        meeting=meeting, is_guest=True, state="withdrawn", reason="Only hosts this time."
    )
    elsewhere = make_open_meeting(way="elsewhere", link="https://example.org/register")
    return {
        "a link cut short": _page(client, "registration_link", meeting, "x"),
        "an ended registration": _page(client, "registration_link", meeting, signed(ended)),
        "registration elsewhere": _page(client, "register", elsewhere),
    }


def _ones_own(client: Client, meeting: Meeting) -> dict[str, str]:
    city = make_city("Utrecht")
    person = make_person("Utrecht representative", city=city)
    make_person("Utrecht planner", city=city)
    make_registration(meeting=meeting, person=person)
    sign_in(client, person)
    substituting = _page(client, "registration_substitute", meeting)
    sign_in(client, former := make_person("Former planner"))
    yesterday = timezone.localdate() - timedelta(days=1)
    make_post(person=former, city=city, ends_on=yesterday)
    return {"a colleague instead": substituting, "no post": _page(client, "register", meeting)}


def _at_the_desk(client: Client, meeting: Meeting) -> dict[str, str]:
    guest = make_registration(meeting=meeting, is_guest=True)
    named = make_registration(meeting=meeting, person=make_person(city=make_city("Ghent")))
    sign_in(client, make_staff())
    name = "manage_registration_substitute"
    return {
        "a guest's place": _page(client, name, meeting, guest.pk),
        "a colleague's place": _page(client, name, meeting, named.pk),
        "a guest's registration": _page(client, "manage_registration_one", meeting, guest.pk),
        "correcting": _page(client, "manage_registration_correct", meeting, guest.pk),
        "readers": _page(client, "manage_registration_readers", meeting),
    }


def _page(client: Client, name: str, meeting: Meeting, *more: object) -> str:
    markup = client.get(reverse(name, args=[meeting.slug, *more])).content.decode()
    return SCRIPTS.sub("", markup)
