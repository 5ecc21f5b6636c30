"""The pages on which people are invited, as coordinators and staff see them; what is hostile, large or done twice."""

import codecs
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from members.models import City, Invitation, InvitationBatch, Person, Post
from portal.lib import jobs
from tests.factories import (
    make_city,
    make_group,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.members.sessions import words
from tests.ways_in import make_coordinator, make_domain, make_invitation

pytestmark = pytest.mark.django_db

MINE, DESK = "/my/city/invitations/", "/manage/invitations/"


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


@pytest.fixture
def coordinator(client: Client, utrecht: City) -> Person:
    person = make_coordinator(utrecht, "Utrecht coordinator")
    sign_in(client, person)
    return person


def as_staff(client: Client, **fields: Any) -> Person:
    person = make_staff(**fields)
    sign_in(client, person)
    return person


def send(client: Client, box: str, city: City, act: str = "invite", **fields: Any) -> Any:
    where = fields.pop("where", MINE)
    given = {"box": box, "city": city.pk, "role": "representative", "act": act} | fields
    return client.post(f"{where}new/", given)


def invited() -> list[str]:
    return sorted(Invitation.objects.values_list("email", flat=True))


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_sees_first_what_will_happen(client: Client, utrecht: City) -> None:
    response = send(client, "Anna <a@x.org>\nrubbish", utrecht, act="look")

    text = words(response)
    assert invited() == []
    for part in ("a@x.org", "Anna", "will be invited", "rubbish", "it has no @", "Invite 1 person"):
        assert part in text


@pytest.mark.usefixtures("coordinator")
def test_the_good_are_invited_and_the_rest_stays_in_the_box(client: Client, utrecht: City) -> None:
    group = make_group("Night mayors")

    response = send(client, "Anna <a@x.org>\nrubbish", utrecht, groups=[group.pk])

    text = words(response)
    assert invited() == ["a@x.org"]
    assert list(Invitation.objects.get().groups.all()) == [group]
    assert "1 person is invited." in text
    assert "1 entry is left in the box" in text
    assert ">\nrubbish</textarea>" in response.content.decode().replace("\r", "")


@pytest.mark.usefixtures("coordinator")
def test_when_all_are_good_the_list_says_so(client: Client, utrecht: City) -> None:
    response = send(client, "a@x.org b@x.org", utrecht, role=Post.Kind.COORDINATOR.value)

    assert response["Location"] == MINE
    page = words(client.get(MINE))
    assert "2 people are invited; the mails are on their way." in page
    assert "waits to be sent" in page
    assert set(Invitation.objects.values_list("post_kind", flat=True)) == {"coordinator"}
    jobs.run_due()
    assert len(outbox.outbox) == 2


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    "content",
    [
        "email,name\na@x.org,Åsa\n".encode("latin-1"),
        codecs.BOM_UTF8 + "email;name\r\na@x.org;Åsa\r\n".encode(),
        "email\tname\na@x.org\tÅsa\n".encode("utf-16"),
    ],
)
def test_a_table_however_it_was_saved(client: Client, utrecht: City, content: bytes) -> None:
    file = SimpleUploadedFile("people.csv", content)

    send(client, "", utrecht, file=file)

    assert [(row.email, row.name) for row in Invitation.objects.all()] == [("a@x.org", "Åsa")]


@pytest.mark.usefixtures("coordinator")
def test_an_uploaded_table_stays_in_the_box_for_the_next_look(
    client: Client, utrecht: City
) -> None:
    file = SimpleUploadedFile("people.csv", b"email,name\na@x.org,Anna\n")

    response = send(client, "", utrecht, act="look", file=file)

    assert "email,name\na@x.org,Anna" in response.content.decode()


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (b"email,email\na@x.org,b@x.org\n", "same heading"),
        (b'email,name\na@x.org,"' + b"x" * 200_000, "quotation mark"),
        (b"\n".join(b"p%d@x.org" % number for number in range(5001)), "at most 5000"),
        (b"email,name\n", "no address here yet"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(
    client: Client, utrecht: City, content: bytes, why: str
) -> None:
    response = send(client, "", utrecht, file=SimpleUploadedFile("people.csv", content))

    assert response.status_code == 200
    assert why in words(response)
    assert invited() == []


@pytest.mark.usefixtures("coordinator")
def test_what_was_typed_is_text_on_the_page(client: Client, utrecht: City) -> None:
    response = send(client, "<script>alert(1)</script>\n=1+1 <a@x.org>", utrecht, act="look")

    assert "<script>alert" not in response.content.decode()
    assert "as a formula does" in words(response)


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_chooses_among_the_own_cities(client: Client, utrecht: City) -> None:
    other = make_city("Brno")

    page = words(client.get(f"{MINE}new/"))
    response = send(client, "a@x.org", other)

    assert "Utrecht" in page
    assert "Brno" not in page
    assert "Select a valid choice" in words(response)
    assert invited() == []


@pytest.mark.usefixtures("coordinator")
def test_a_foreign_address_is_the_secretariats_to_invite(client: Client, utrecht: City) -> None:
    make_domain(utrecht, "utrecht.example")

    response = send(client, "a@elsewhere.example", utrecht, act="look")

    assert "This is no address of Utrecht (utrecht.example)." in words(response)


@pytest.mark.usefixtures("coordinator")
def test_known_or_unknown_a_coordinator_gets_the_same(client: Client, utrecht: City) -> None:
    """Status, body, queries and queued work."""
    make_person(email="a1@x.org", city=make_city("Brno"), password="a password")
    make_person(email="a2@x.org", city=make_city(), is_active=False)
    send(client, "z@x.org", utrecht)
    ProcrastinateJob.objects.all().delete()
    seen = []

    for email in ("a1@x.org", "a2@x.org", "a3@x.org"):
        for act in ("look", "invite"):
            with CaptureQueriesContext(connection) as queries:
                response = send(client, email, utrecht, act=act)
            asked = [query["sql"].split(" ")[:3] for query in queries.captured_queries]
            body = response.content.decode().replace(email, "")
            csrf = response.context["csrf_token"] if response.context else ""
            seen.append((act, response.status_code, body.replace(str(csrf), ""), asked))
    queued = ProcrastinateJob.objects.values_list("task_name", flat=True)

    for act in ("look", "invite"):
        first, *others = [each for each in seen if each[0] == act]
        assert all(each[1] == first[1] for each in others)
        assert all(len(each[3]) == len(first[3]) for each in others)
        assert all(len(each[2]) == len(first[2]) for each in others)
    assert list(queued) == ["send_invitations"] * 3


# The list -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_sees_the_invitations_to_the_own_city(client: Client, utrecht: City) -> None:
    make_invitation("mine@x.org", city=utrecht)
    make_invitation("theirs@x.org", city=make_city())
    make_invitation("office@x.org", office="staff")

    page = words(client.get(MINE))

    assert "mine@x.org" in page
    assert "theirs@x.org" not in page
    assert "office@x.org" not in page


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_what_is_anothers_is_not_there(client: Client, act: str) -> None:
    row = make_invitation(city=make_city())

    response = client.post(MINE, {"act": act, "invitation": row.pk, "sends": 1})

    assert response.status_code == 404
    row.refresh_from_db()
    assert (row.sends, row.withdrawn_at) == (1, None)


@pytest.mark.usefixtures("coordinator")
def test_sent_again_withdrawn_and_too_late(client: Client, utrecht: City) -> None:
    row = make_invitation("a@x.org", city=utrecht)
    fields = {"invitation": row.pk, "sends": 1}

    again = words(client.post(MINE, fields | {"act": "resend"}, follow=True))
    twice = words(client.post(MINE, fields | {"act": "resend"}, follow=True))
    withdrawn = words(client.post(MINE, fields | {"act": "withdraw"}, follow=True))

    assert "a@x.org gets a new mail" in again
    assert "changed in the meantime" in twice
    assert "is withdrawn: its link lets nobody in" in withdrawn
    row.refresh_from_db()
    assert (row.sends, row.withdrawn_at is not None) == (2, True)


@pytest.mark.usefixtures("coordinator")
def test_the_list_by_state_and_all_expired_at_once(client: Client, utrecht: City) -> None:
    past = timezone.now() - timedelta(days=1)
    make_invitation("old@x.org", city=utrecht, expires_at=past, sent_at=past)
    make_invitation("new@x.org", city=utrecht)

    expired = words(client.get(f"{MINE}?state=expired"))
    assert "old@x.org" in expired
    assert "new@x.org" not in expired
    assert "Send the expired one again" in expired

    client.post(MINE, {"act": "resend_expired"})
    jobs.run_due()

    assert [each.to for each in outbox.outbox] == [["old@x.org"]]
    assert "None is in this state" in words(client.get(f"{MINE}?state=expired"))
    assert client.get(f"{MINE}?state=nonsense").status_code == 200


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("number", ["", "x", "-1", "999999", "9" * 400])
def test_a_button_that_is_none_of_ours(client: Client, number: str) -> None:
    assert client.post(MINE, {"act": "withdraw", "invitation": number}).status_code == 404
    assert client.post(MINE, {"act": "nonsense", "invitation": number}).status_code == 302


def test_nobody_sees_the_progress_of_anothers_batch(client: Client, coordinator: Person) -> None:
    theirs = InvitationBatch.objects.create(invited_by=make_staff())
    mine = InvitationBatch.objects.create(invited_by=coordinator)

    assert client.get(reverse("my_invitation_batch", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("my_invitation_batch", args=[mine.pk])).status_code == 200


@pytest.mark.parametrize("address", [MINE, f"{MINE}new/", f"{DESK}", f"{DESK}new/"])
def test_a_representative_may_not(client: Client, address: str) -> None:
    sign_in(client, make_representative())

    assert client.get(address).status_code == 403
    assert client.post(address, {"box": "a@x.org", "act": "invite"}).status_code == 403
    assert invited() == []
