"""Asking for access: the form, the link, and that nobody learns who has an account."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from members.models import AccessRequest, City, Person
from portal.lib import jobs, links
from tests.factories import make_city, make_person, make_staff, sign_in
from tests.members.sessions import words
from tests.ways_in import make_access_request, make_coordinator, make_domain

pytestmark = pytest.mark.django_db

ASK = "/accounts/ask/"
SAID = {"name": "Anna Smith", "title": "Officer", "note": "Housing."}


@pytest.fixture
def utrecht() -> City:
    city = make_city("Utrecht")
    make_domain(city, "utrecht.example")
    return city


def ask(client: Client, email: str, **fields: Any) -> Any:
    return client.post(ASK, SAID | {"email": email} | fields)


def link() -> str:
    jobs.run_due()
    found = re.search(r"http://localhost:8000(/accounts/ask/\S+)", str(outbox.outbox[-1].body))
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    "email", ["Anna@Utrecht.example", "anna@works.utrecht.example", " <anna@utrecht.example> "]
)
def test_the_domain_says_which_city_it_is(client: Client, utrecht: City, email: str) -> None:
    response = ask(client, email)

    assert response["Location"] == f"{ASK}done/"
    asked = AccessRequest.objects.get()
    assert asked.city == utrecht
    assert asked.email in {"anna@utrecht.example", "anna@works.utrecht.example"}
    assert "Look at your mail" in words(client.get(f"{ASK}done/"))


def test_the_narrowest_domain_says_it(client: Client, utrecht: City) -> None:
    port = make_city("Port of Utrecht")
    make_domain(port, "port.utrecht.example")

    ask(client, "anna@port.utrecht.example")
    ask(client, "bo@port.utrecht.example", city=utrecht.pk)

    assert {asked.city for asked in AccessRequest.objects.all()} == {port, utrecht}


@pytest.mark.usefixtures("utrecht")
@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"email": "a@elsewhere.example"}, "Addresses at elsewhere.example belong to no member"),
        ({"email": "a@notutrecht.example"}, "belong to no member city"),
        ({"email": "rubbish"}, "it has no @"),
        ({"name": ""}, "This field is required"),
        ({"name": "=1+1"}, "as a formula does"),
        ({"note": "x" * 1001}, "at most 1000"),
    ],
)
def test_what_cannot_be_asked_says_why(client: Client, fields: dict[str, str], why: str) -> None:
    response = ask(client, **({"email": "a@utrecht.example"} | fields))

    assert response.status_code == 200
    assert why in words(response)
    assert not AccessRequest.objects.exists()


def test_another_city_than_the_addresss_is_refused(client: Client, utrecht: City) -> None:
    response = ask(client, "a@utrecht.example", city=make_city("Brno").pk)

    assert "This address belongs to Utrecht, not to Brno." in words(response)


def test_a_city_that_is_no_member_cannot_be_asked_for(client: Client) -> None:
    make_domain(make_city("Oslo", is_member=False), "oslo.example")

    assert "belong to no member city" in words(ask(client, "a@oslo.example"))


def test_known_or_unknown_the_answer_is_the_same(client: Client, utrecht: City) -> None:
    """Status, address to go to, queries, and what is queued."""
    make_person(email="a@utrecht.example", city=utrecht, password="a password")
    make_person(email="b@utrecht.example", city=utrecht)
    make_person(email="c@utrecht.example", is_active=False)
    make_access_request("d@utrecht.example", city=utrecht)
    make_access_request("e@utrecht.example", city=utrecht, confirmed_at=None, to_staff_at=None)
    ask(client, "first@utrecht.example")
    ProcrastinateJob.objects.all().delete()
    seen = []

    for mailbox in "abcdef":
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, f"{mailbox}@utrecht.example")
        asked = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries.captured_queries]
        beside = [sql for sql in asked if "portal_cache" not in sql and "SAVEPOINT" not in sql]
        seen.append((response.status_code, response["Location"], response.content, beside))

    assert all(each == seen[0] for each in seen)
    queued = ProcrastinateJob.objects.values_list("task_name", "args")
    assert [(name, set(args)) for name, args in queued] == [
        ("send_access_mail", {"request_id"})
    ] * 6


def test_too_often_is_too_often_for_everybody(client: Client, utrecht: City) -> None:
    make_person(email="a@utrecht.example", city=utrecht, password="a password")

    for email in ("a@utrecht.example", "b@utrecht.example"):
        answers = [ask(client, email).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]


# The link -----------------------------------------------------------------------------------------


def test_by_the_button_the_request_is_confirmed(client: Client, utrecht: City) -> None:
    make_coordinator(utrecht)
    ask(client, "a@utrecht.example")
    page = link()

    shown = words(client.get(page))
    assert 'value="Anna Smith"' in shown
    assert AccessRequest.objects.get().confirmed_at is None
    confirmed = words(client.post(page, SAID | {"title": "Head"}, follow=True))

    asked = AccessRequest.objects.get()
    assert (asked.title, asked.confirmed_at is not None) == ("Head", True)
    assert "The coordinators of Utrecht decide" in confirmed
    assert "The coordinators of Utrecht decide" in words(client.get(page))


def test_without_a_coordinator_the_page_names_the_secretariat(
    client: Client, utrecht: City
) -> None:
    ask(client, "a@utrecht.example")

    assert "The secretariat decides" in words(client.post(link(), SAID, follow=True))


def test_a_link_holds_for_seven_days(client: Client, utrecht: City) -> None:
    with time_machine.travel("2026-05-04 10:00Z", tick=False) as clock:
        ask(client, "a@utrecht.example")
        page = link()
        clock.shift(timedelta(days=7))

        for response in (client.get(page), client.post(page, SAID)):
            assert response.status_code == 410
            assert "This link is used up" in words(response)
    assert AccessRequest.objects.get().confirmed_at is None


def test_a_link_that_is_cut_or_not_ours(client: Client, utrecht: City) -> None:
    ask(client, "a@utrecht.example")
    whole = link()
    forged = reverse("confirm_access", args=[links.signed("invitation", 1, 1)])

    for address in (f"{whole[:-2]}/", forged):
        response = client.get(address)
        assert response.status_code == 404
        assert "copy the whole link" in words(response)


def test_an_answered_request_says_so(client: Client, utrecht: City) -> None:
    now = timezone.now()
    for mailbox, answer in (("a", "granted"), ("b", "refused")):
        asked = make_access_request(
            f"{mailbox}@utrecht.example", city=utrecht, answer=answer, answered_at=now
        )
        page = reverse("confirm_access", args=[links.signed("access", asked.pk)])

        assert "Your request is answered" in words(client.get(page))


# Answering ----------------------------------------------------------------------------------------


def my(asked: AccessRequest) -> str:
    return reverse("my_request", args=[asked.pk])


def manage(asked: AccessRequest) -> str:
    return reverse("manage_request", args=[asked.pk])


def test_a_coordinator_reads_and_grants(client: Client, utrecht: City) -> None:
    sign_in(client, make_coordinator(utrecht))
    asked = make_access_request("a@utrecht.example", city=utrecht, note="Housing <b>.")

    page = words(client.get(my(asked)))
    done = words(client.post(my(asked), {"act": "grant", "kind": "representative"}, follow=True))

    assert "Housing &lt;b&gt;." in page
    assert "represents Utrecht from today on" in done
    assert Person.objects.get(email="a@utrecht.example").posts.get().city == utrecht


def test_a_refusal_needs_a_reason(client: Client, utrecht: City) -> None:
    sign_in(client, make_coordinator(utrecht))
    asked = make_access_request("a@utrecht.example", city=utrecht)

    empty = client.post(my(asked), {"act": "refuse", "reason": ""})
    assert "This field is required" in words(empty)
    done = client.post(my(asked), {"act": "refuse", "reason": "You left."}, follow=True)

    assert "is told why not" in words(done)
    asked.refresh_from_db()
    assert (asked.answer, asked.reason) == ("refused", "You left.")


def test_what_is_answered_stays_answered(client: Client, utrecht: City) -> None:
    sign_in(client, make_coordinator(utrecht))
    asked = make_access_request(
        "a@utrecht.example", city=utrecht, answer="refused", answered_at=timezone.now()
    )

    response = client.post(my(asked), {"act": "grant", "kind": "representative"}, follow=True)

    assert "answered already; nothing was changed" in words(response)
    assert not Person.objects.filter(email="a@utrecht.example").exists()


def test_another_citys_request_is_not_there(client: Client, utrecht: City) -> None:
    sign_in(client, make_coordinator())
    asked = make_access_request("a@utrecht.example", city=utrecht)

    assert client.get(my(asked)).status_code == 404
    assert client.post(my(asked), {"act": "grant", "kind": "representative"}).status_code == 404


def test_staff_answer_once_it_has_passed_to_them(client: Client, utrecht: City) -> None:
    sign_in(client, make_staff())
    early = make_access_request("a@utrecht.example", city=utrecht, name="Early")
    passed = make_access_request(
        "b@utrecht.example", city=utrecht, name="Passed", to_staff_at=timezone.now()
    )
    yes = {"act": "grant", "kind": "representative"}

    listed = words(client.get("/manage/requests/"))
    assert listed.index("Passed") < listed.index("Early")
    assert "with the city until" in listed
    assert "The coordinators of Utrecht decide first." in words(client.get(manage(early)))
    assert client.post(manage(early), yes).status_code == 403
    assert client.post(manage(passed), yes).status_code == 302

    assert Person.objects.filter(email="b@utrecht.example").exists()
    assert not Person.objects.filter(email="a@utrecht.example").exists()


def test_unconfirmed_requests_are_nobodys_business(client: Client, utrecht: City) -> None:
    sign_in(client, make_staff())
    asked = make_access_request(city=utrecht, confirmed_at=None, to_staff_at=None)

    assert "Nobody has asked for access." in words(client.get("/manage/requests/"))
    assert client.get(manage(asked)).status_code == 404


def test_the_list_asks_as_often_with_one_as_with_many(client: Client, utrecht: City) -> None:
    sign_in(client, make_staff())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/manage/requests/")
        return len(queries)

    make_access_request("0@x.org", city=utrecht)
    few = asked()
    for number in range(1, 30):
        make_access_request(f"{number}@x.org", city=make_city())

    assert asked() == few <= 12
