"""The desk's list of people: looked at first, kept by a button, and invited in waves."""

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.models import Invitation, Person
from portal.lib import jobs
from tests.factories import make_city, make_person, make_representative, make_staff, sign_in
from tests.members.sessions import words

pytestmark = pytest.mark.django_db

PEOPLE, IMPORT = "/manage/people/", "/manage/people/import/"
LIST = "name;email;city\nÅsa Öberg;asa@x.org;Malmö\n"


@pytest.fixture
def staff(client: Client) -> Person:
    person = make_staff()
    sign_in(client, person)
    return person


@pytest.mark.usefixtures("staff")
def test_a_list_is_looked_at_and_then_kept(client: Client) -> None:
    make_city("Malmö")
    file = SimpleUploadedFile("people.csv", LIST.encode("latin-1"))

    looked = client.post(IMPORT, {"file": file})
    assert "1 would be added" in words(looked)
    assert not Person.objects.filter(email="asa@x.org").exists()
    kept = client.post(IMPORT, {"text": looked.context["text"], "is_final": "on"}, follow=True)

    assert "The list is in: 1 added, 0 changed, 0 as they were." in words(kept)
    assert Person.objects.get(email="asa@x.org").name == "Åsa Öberg"
    jobs.run_due()
    assert outbox.outbox == []


@pytest.mark.usefixtures("staff")
def test_a_fault_says_why_and_leaves_no_button(client: Client) -> None:
    response = client.post(IMPORT, {"file": SimpleUploadedFile("people.csv", LIST.encode())})

    assert "1 line has faults." in words(response)
    assert "No member city is called “Malmö”: correct it, or admit the city first." in words(
        response
    )
    assert 'name="is_final"' not in response.content.decode()


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("content", [b"", b"PK\x00\x00", b"x" * 600_000, b"a,b\n1,2\n"])
def test_what_is_no_list_is_refused(client: Client, content: bytes) -> None:
    response = client.post(IMPORT, {"file": SimpleUploadedFile("people.csv", content)})

    assert response.status_code == 200
    assert "This did not work yet" in words(response)


@pytest.mark.usefixtures("staff")
def test_people_are_invited_city_by_city(client: Client) -> None:
    utrecht, brno = make_city("Utrecht"), make_city("Brno")
    make_person("Anna", city=utrecht, email="a@x.org")
    make_person("Bo", city=brno, email="b@x.org")

    page = words(client.get(f"{PEOPLE}?city=utrecht"))
    assert "a@x.org" in page
    assert "b@x.org" not in page
    assert "Invite 1 person of Utrecht" in page
    client.post(PEOPLE, {"city": "utrecht"})
    jobs.run_due()
    assert [each.to for each in outbox.outbox] == [["a@x.org"]]
    assert str(outbox.outbox[0].body).startswith("Dear Anna,")

    client.post(PEOPLE, {"city": ""})
    again = words(client.post(PEOPLE, {"city": ""}, follow=True))

    assert {row.email for row in Invitation.objects.all()} == {"a@x.org", "b@x.org"}
    assert "nobody left to invite" in again
    assert "Everybody who could be invited is." in again


@pytest.mark.usefixtures("staff")
def test_a_city_that_is_none_invites_nobody(client: Client) -> None:
    make_person("Anna", city=make_city("Utrecht"))

    client.post(PEOPLE, {"city": "atlantis"})

    assert not Invitation.objects.exists()


@pytest.mark.parametrize("address", [PEOPLE, IMPORT])
def test_staff_alone(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    sign_in(client, make_representative())
    assert client.get(address).status_code == 403
