"""A session that ended while somebody typed, or a login in another window: what was typed comes back, and is sent again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Person
from tests.factories import make_meeting, make_representative, make_staff, sign_in
from tests.pages import Page
from visits.models import Meeting

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
TYPED = {"base": "", "text": "<p>Eleven farms &amp; <em>one</em> lake.</p>", "act": "save"}


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Milan")


def address(meeting: Meeting) -> str:
    return reverse("manage_text", args=[meeting.slug, "introduction"])


def hidden(page: Page) -> dict[str, str]:
    """What the page's own form would send."""
    fields = page.main.iter("input")
    return {one.get("name", ""): one.get("value", "") for one in fields if one.get("name")}


def test_what_a_stranger_typed_is_given_back(client: Client, meeting: Meeting) -> None:
    response = client.post(address(meeting), TYPED, headers=HERE)

    page = Page(response)
    assert response.status_code == 403
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert page.errors == []
    assert page.headings == ["Your session has ended. Nothing is lost"]
    assert [one.text for one in page.main.iter("textarea")] == ["Eleven farms & one lake."]
    assert hidden(page)["text"] == TYPED["text"]


def test_sent_again_after_the_login_it_is_saved(meeting: Meeting) -> None:
    client = Client(enforce_csrf_checks=True)
    person = make_staff("Ghent desk officer")
    sign_in(client, person)
    client.get(address(meeting))
    token = client.cookies["csrftoken"].value
    client.logout()

    ended = Page(
        client.post(address(meeting), TYPED | {"csrfmiddlewaretoken": token}, headers=HERE)
    )
    log_in_elsewhere(client, person)
    older = Page(client.post(address(meeting), hidden(ended), headers=HERE))
    saved = client.post(address(meeting), hidden(older), headers=HERE)

    assert older.headings == ["Send it once more: nothing is lost"]
    assert "logged in as Ghent desk officer" in older.text
    assert saved.status_code == 302
    meeting.refresh_from_db()
    assert meeting.introduction == TYPED["text"]


def log_in_elsewhere(client: Client, person: Person) -> None:
    """In another window of the same browser: the cookie of forms is another one then."""
    sign_in(client, person)
    del client.cookies["csrftoken"]
    client.get(reverse("manage_text", args=[Meeting.objects.get().slug, "report"]))


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_what_another_site_sent_is_not_given_back(
    client: Client, meeting: Meeting, headers: dict[str, str]
) -> None:
    response = client.post(address(meeting), TYPED, headers=headers)

    assert response["Location"] == f"{reverse('account_login')}?next={address(meeting)}"


@pytest.mark.parametrize("sent", [{}, {"text": "  ", "csrfmiddlewaretoken": "x" * 64}])
def test_who_typed_nothing_is_led_to_the_login(
    client: Client, meeting: Meeting, sent: dict[str, str]
) -> None:
    response = client.post(address(meeting), sent, headers=HERE)

    assert response.status_code == 302


@pytest.mark.parametrize("name", ["password", "old_password", "code", "otp", "passphrase", "pin"])
def test_no_secret_is_shown_back(client: Client, meeting: Meeting, name: str) -> None:
    sent = TYPED | {name: "correct horse battery staple"}

    response = client.post(address(meeting), sent, headers=HERE)

    assert response.status_code == 403
    assert "correct horse" not in response.content.decode()


def test_forms_of_ways_in_give_nothing_back() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("account_login"), {"login": "a long name"}, headers=HERE)

    assert Page(response).headings == ["This form was too old"]
    assert "a long name" not in response.content.decode()


def test_markup_that_was_typed_is_words(client: Client, meeting: Meeting) -> None:
    sent = {"text": '"><script>steal()</script> and more', "text two": "a <b>c</b>"}

    response = client.post(address(meeting), sent, headers=HERE)

    assert "<script>steal" not in response.content.decode()
    assert Page(response).errors == []


def test_more_than_any_text_has_is_shown_as_it_was_sent(client: Client, meeting: Meeting) -> None:
    sent = {"text": "<p>One</p>" + "<i>two</i> " * 20_000}

    page = Page(client.post(address(meeting), sent, headers=HERE))

    assert [(one.text or "").strip()[:10] for one in page.main.iter("textarea")] == ["<p>One</p>"]
    assert hidden(page)["text"] == sent["text"]


def test_own_forms_too(client: Client) -> None:
    sent: Any = {"name": "Utrecht representative", "languages": ["en", "nl"]}

    response = client.post(reverse("my_profile"), sent, headers=HERE)

    page = Page(response)
    fields = [(one.get("name"), one.get("value")) for one in page.main.iter("input")]
    assert ("languages", "en") in fields
    assert ("languages", "nl") in fields


def test_logging_out_empties_the_device(client: Client) -> None:
    sign_in(client, make_representative())

    looked, done = client.get(reverse("account_logout")), client.post(reverse("account_logout"))

    assert "Clear-Site-Data" not in looked.headers
    assert done["Clear-Site-Data"] == '"storage"'


def test_what_was_typed_about_something_that_went_meanwhile_is_shown(client: Client) -> None:
    sign_in(client, make_staff())
    meeting = make_meeting("Milan")
    gone = reverse("manage_agenda_item", args=[meeting.slug, 2_000_000_000])

    page = Page(client.post(gone, {"title": "Eleven farms", "starts": "09:00"}, headers=HERE))

    assert page.response.status_code == 404
    assert page.headings == ["It is not there any more. What you typed is here"]
    assert [one.text for one in page.main.iter("textarea")] == ["Eleven farms"]


def test_where_nothing_was_typed_there_is_no_such_page(client: Client) -> None:
    sign_in(client, make_staff())

    page = Page(client.post("/manage/meetings/no-such-thing/facts/", {}, headers=HERE))

    assert page.response.status_code == 404
    assert page.headings == ["There is no such page"]
