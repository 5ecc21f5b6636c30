"""Staff invite: to any city, many at once, people of other cities, and to the secretariat."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import invitations as acts
from members.models import City, Invitation, InvitationBatch, Person
from portal.lib import jobs
from tests.factories import make_city, make_group, make_person, make_staff, sign_in
from tests.members.sessions import words
from tests.ways_in import make_invitation

pytestmark = pytest.mark.django_db

DESK = "/manage/invitations/"


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


def as_staff(client: Client, **fields: Any) -> Person:
    person = make_staff(**fields)
    sign_in(client, person)
    return person


def send(client: Client, box: str, city: City, act: str = "invite", **fields: Any) -> Any:
    given = {"box": box, "city": city.pk, "role": "representative", "act": act} | fields
    return client.post(f"{DESK}new/", given)


def invited() -> list[str]:
    return sorted(Invitation.objects.values_list("email", flat=True))


def test_staff_invite_to_any_city_and_by_the_lines_own(client: Client, utrecht: City) -> None:
    as_staff(client)
    make_city("Brno")

    send(client, "email,city\na@x.org,Brno\nb@x.org,\n", utrecht)

    assert {(row.email, str(row.city)) for row in Invitation.objects.all()} == {
        ("a@x.org", "Brno"),
        ("b@x.org", "Utrecht"),
    }


def test_staff_say_yes_to_a_second_post(client: Client, utrecht: City) -> None:
    as_staff(client)
    make_person(email="a@x.org", city=make_city("Brno"), password="a password")

    asked = words(send(client, "a@x.org", utrecht))
    assert invited() == []
    send(client, "a@x.org", utrecht, second_posts="on")

    assert "Holds a post in Brno" in asked
    assert 'name="second_posts"' in asked
    assert invited() == ["a@x.org"]


@pytest.mark.parametrize(("office", "number"), [("staff", 0), ("administrator", 1)])
def test_administrators_alone_invite_to_an_office(
    client: Client, utrecht: City, office: str, number: int
) -> None:
    as_staff(client, office=office)

    send(client, "a@x.org", utrecht, role="staff")

    assert Invitation.objects.filter(office="staff", city=None).count() == number


def test_many_are_waited_for_on_a_page_of_their_own(client: Client, utrecht: City) -> None:
    as_staff(client)
    text = "\n".join(f"p{number}@x.org" for number in range(acts.PORTION + 10))

    response = send(client, text, utrecht)
    progress = response["Location"]

    assert progress == reverse("manage_invitation_batch", args=[InvitationBatch.objects.get().pk])
    assert "0 of 60 mails are written." in words(client.get(progress))
    acts.send_batch(batch_id=InvitationBatch.objects.get().pk)
    half = client.get(progress)
    assert "50 of 60 mails are written." in words(half)
    assert b"data-unfinished" in half.content
    jobs.run_due()
    done = client.get(progress)
    assert "All invitations are sent" in words(done)
    assert b"data-unfinished" not in done.content


def test_five_thousand_are_looked_at_and_counted(client: Client, utrecht: City) -> None:
    as_staff(client)
    text = "\n".join(f"p{number}@x.org" for number in range(4990)) + "\nrubbish" * 10

    text = words(send(client, text, utrecht, act="look"))

    assert "4990 will be invited" in text
    assert "10 cannot be invited" in text
    assert "And 4790 more of the same kinds." in text


def test_pages_ask_as_often_with_one_row_as_with_many(client: Client) -> None:
    as_staff(client)
    addresses = [DESK, f"{DESK}?state=sent", f"{DESK}new/", "/manage/people/"]

    def grow(number: int) -> None:
        for _ in range(number):
            city = make_city()
            person = make_person(city=city)
            make_invitation(
                f"{person.pk}@x.org", city=city, groups=(make_group(),), invited_by=person
            )

    def asked() -> dict[str, int]:
        counted = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counted[address] = len(queries)
        return counted

    grow(1)
    few = asked()
    grow(60)

    assert asked() == few
    assert max(few.values()) <= 12
