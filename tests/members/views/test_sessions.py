"""Where one is signed in, and signing out there."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from members.actions.sessions import forget_ended_sessions
from members.browsers import named
from members.models import Person
from portal.models import LogEntry
from tests.factories import PASSWORD
from tests.members.sessions import log_in, make_member, words

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


def signed_in(person: Person, browser: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": browser})
    log_in(client, person.email)
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == 200


def number_of(client: Client) -> int:
    return int(UserSession.objects.get(session_key=client.session.session_key).pk)


def test_the_list_names_each_browser_this_one_first() -> None:
    person = make_member()
    here = signed_in(person)
    signed_in(person, IPHONE)

    page = words(here.get(reverse("usersessions_list")))

    assert page.index("Firefox on Linux") < page.index("this browser") < page.index("Safari")
    assert page.count("Log out<span") == 1


def test_one_other_browser_is_signed_out() -> None:
    person = make_member()
    here, there, third = signed_in(person), signed_in(person, IPHONE), signed_in(person)

    here.post(reverse("end_session", args=[number_of(there)]))

    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    assert LogEntry.objects.get(verb="end_sessions").facts == {"sessions": 1}


def test_all_others_are_signed_out() -> None:
    person = make_member()
    here, there, third = signed_in(person), signed_in(person), signed_in(person)

    page = words(here.post(reverse("usersessions_list"), follow=True))

    assert (is_in(here), is_in(there), is_in(third)) == (True, False, False)
    assert "signed out of 2 other browsers" in page


def test_nobody_ends_the_session_of_another() -> None:
    mine, theirs = signed_in(make_member()), signed_in(make_member())

    response = mine.post(reverse("end_session", args=[number_of(theirs)]))

    assert response.status_code == 404
    assert is_in(theirs)


def test_this_one_ends_by_logging_out_which_asks() -> None:
    here = signed_in(make_member())

    response = here.post(reverse("end_session", args=[number_of(here)]))

    assert response["Location"] == reverse("account_logout")
    assert is_in(here)


def test_a_password_change_leaves_this_one_alone_in_the_list() -> None:
    person = make_member()
    here, there = signed_in(person), signed_in(person)
    new = "another password, quite long"

    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert (is_in(here), is_in(there)) == (True, False)
    assert "Log out<span" not in words(here.get(reverse("usersessions_list")))


def test_what_is_known_of_a_browser_goes_with_its_session() -> None:
    here, there = signed_in(make_member()), signed_in(make_member())
    Session.objects.filter(session_key=there.session.session_key).delete()

    assert forget_ended_sessions() == 1
    assert UserSession.objects.get().session_key == here.session.session_key


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/140.0 Safari/537.36", "Chrome on macOS"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_browsers_have_names(user_agent: str, name: str) -> None:
    assert named(user_agent) == name
