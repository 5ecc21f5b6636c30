"""A text of a meeting's page: written in place, merged with what others saved meanwhile, found again when left."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Person
from portal.lib import autosaves
from portal.lib.autosaves import Place
from tests.factories import make_chair, make_group, make_meeting, make_reported, make_staff, sign_in
from tests.pages import Page, read
from visits.actions.texts import write_text
from visits.models import Meeting

pytestmark = pytest.mark.django_db

BEFORE = "<p>Milan shows its farms.</p><p>Bring boots.</p>"


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Milan", introduction=BEFORE)


@pytest.fixture
def editor(client: Client) -> Person:
    person = make_staff("Ghent desk officer")
    sign_in(client, person)
    return person


def address(meeting: Meeting, field: str = "introduction") -> str:
    return reverse("manage_text", args=[meeting.slug, field])


def changed_by_another(meeting: Meeting, text: str) -> None:
    chair = make_chair(make_group(), "Nantes chair")
    write_text(meeting=meeting, field="introduction", base=BEFORE, text=text, by=chair)


def send(client: Client, meeting: Meeting, text: str, **more: str) -> Any:
    return client.post(address(meeting), {"base": BEFORE, "text": text} | more)


def test_saved_and_back_on_the_part(client: Client, editor: Person, meeting: Meeting) -> None:
    autosaves.keep(Place.of(meeting, "introduction"), base=BEFORE, text="<p>x</p>", by=editor)

    response = send(client, meeting, "Milan shows all.\r\n\r\nBring boots.")

    assert response["Location"] == f"{meeting.get_absolute_url()}#introduction"
    meeting.refresh_from_db()
    assert meeting.introduction == "<p>Milan shows all.</p><p>Bring boots.</p>"
    assert autosaves.find(Place.of(meeting, "introduction"), by=editor) is None


def test_changes_of_different_parts_are_both_kept(
    client: Client, editor: Person, meeting: Meeting
) -> None:
    changed_by_another(meeting, "<p>Milan shows its farms.</p><p>Bring <b>good</b> boots.</p>")

    response = send(client, meeting, "<p>Milan shows its eleven farms.</p><p>Bring boots.</p>")

    meeting.refresh_from_db()
    assert "eleven" in meeting.introduction
    assert "good" in meeting.introduction
    page = Page(response)
    assert page.errors == []
    assert "Nantes chair changed this text meanwhile" in page.text
    assert "new: good" in page.text


def test_changes_of_the_same_part_are_asked_about(
    client: Client, editor: Person, meeting: Meeting
) -> None:
    changed_by_another(meeting, "<p>Milan shows its farms.</p><p>Bring sandals.</p>")

    response = send(client, meeting, "<p>Milan shows its farms.</p><p>Bring skis.</p>")

    page = Page(response)
    assert page.errors == []
    assert "Nothing is saved yet, and nothing is lost" in page.headings
    assert {"Bring skis.", "Bring sandals.", "Bring boots."} <= set(_paragraphs(page))
    meeting.refresh_from_db()
    assert "skis" not in meeting.introduction
    # Whoever closes the browser over the question finds the text again.
    assert autosaves.find(Place.of(meeting, "introduction"), by=editor) is not None


@pytest.mark.parametrize(
    ("side", "stands"),
    [
        ("mine", ["skis"]),
        ("theirs", ["sandals"]),
        ("both", ["sandals", "skis"]),
        ("nonsense", ["sandals", "skis"]),
    ],
)
def test_what_is_chosen_is_saved(
    client: Client, editor: Person, meeting: Meeting, side: str, stands: list[str]
) -> None:
    theirs = "<p>Milan shows its farms.</p><p>Bring sandals.</p>"
    changed_by_another(meeting, theirs)

    send(client, meeting, "<p>Milan shows all.</p><p>Bring skis.</p>", seen=theirs, side_0=side)

    meeting.refresh_from_db()
    paragraphs = "".join(f"<p>Bring {word}.</p>" for word in stands)
    assert meeting.introduction == f"<p>Milan shows all.</p>{paragraphs}"


def test_going_on_with_what_is_chosen_saves_nothing(
    client: Client, editor: Person, meeting: Meeting
) -> None:
    theirs = "<p>Bring sandals.</p>"
    changed_by_another(meeting, theirs)

    response = send(client, meeting, "<p>Skis.</p>", seen=theirs, side_0="both", act="edit")

    form = response.context["form"]
    assert form["text"].initial == "<p>Bring sandals.</p><p>Skis.</p>"
    assert form["base"].initial == theirs
    meeting.refresh_from_db()
    assert meeting.introduction == theirs


def test_what_was_being_written_is_there_again(
    client: Client, editor: Person, meeting: Meeting
) -> None:
    place = Place.of(meeting, "introduction")
    autosaves.keep(place, base=BEFORE, text="<p>Milan shows its bees.</p>", by=editor)
    changed_by_another(meeting, "<p>Milan shows its farms.</p><p>Bring sandals.</p>")

    page = read(client, address(meeting))

    assert "You were writing this on" in page.text
    assert "taken out: farms. new: bees." in page.text
    assert "Nantes chair changed this text meanwhile" in page.text
    assert "Milan shows its bees." in [one.text for one in page.all("textarea")]


def test_thrown_away_it_is_gone(client: Client, editor: Person, meeting: Meeting) -> None:
    autosaves.keep(Place.of(meeting, "introduction"), base=BEFORE, text="<p>x</p>", by=editor)

    response = send(client, meeting, "<p>x</p>", act="throw_away")

    assert response["Location"] == address(meeting)
    assert "You were writing this" not in read(client, address(meeting)).text


def test_anothers_writing_is_not_shown(client: Client, editor: Person, meeting: Meeting) -> None:
    place = Place.of(meeting, "introduction")
    autosaves.keep(place, base=BEFORE, text="<p>Secret bees.</p>", by=make_staff())

    assert "Secret bees" not in client.get(address(meeting)).content.decode()


def test_a_published_report_is_not_emptied(client: Client, editor: Person) -> None:
    meeting = make_reported("Brno")

    response = client.post(address(meeting, "report"), {"base": meeting.report, "text": ""})

    assert "The report is published: it cannot be empty." in Page(response).text


def test_too_long_a_text_is_given_back(client: Client, editor: Person, meeting: Meeting) -> None:
    response = send(client, meeting, "long " * 50_000)

    assert "This is longer than a page can be" in Page(response).text
    assert response.context["form"]["text"].value().startswith("long long")


def _paragraphs(page: Page) -> list[str]:
    return [one.text or "" for one in page.main.iter("p")]
