"""The pictures of a meeting and of a group at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cities import image
from tests.factories import (
    make_chair,
    make_group,
    make_meeting,
    make_organiser,
    make_staff,
    sign_in,
)
from tests.pages import read
from tests.pictures import make_picture, showing
from visits.models import Meeting, Picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Brno")


def sent(*numbers: int, **fields: Any) -> dict[str, Any]:
    """What a form sends with a picture in each of these rows."""
    rows: dict[str, Any] = {}
    for number in numbers:
        rows[f"p{number}-picture"] = SimpleUploadedFile("x.png", image(60, 50, "PNG"))
        rows[f"p{number}-alt"] = f"Words {number}"
        rows |= {f"p{number}-{name}": value for name, value in fields.items()}
    return rows


def test_several_are_added_at_once_with_words_and_what_is_known_of_the_people(
    client: Client, meeting: Meeting
) -> None:
    address = reverse("manage_pictures", args=[meeting.slug])
    sign_in(client, make_organiser(meeting))

    answer = client.post(address, sent(0, 2, credit="C. Rossi", consent="given"), follow=True)

    assert "2 pictures are added." in answer.content.decode()
    added = Picture.objects.filter(meeting=meeting).values_list("alt", "credit", "consent")
    assert list(added) == [("Words 0", "C. Rossi", "given"), ("Words 2", "C. Rossi", "given")]


def test_one_that_is_wrong_keeps_all_from_being_added(client: Client, meeting: Meeting) -> None:
    wrong = {"p1-picture": SimpleUploadedFile("x.png", b"<svg/>"), "p1-alt": "A crest"}
    sign_in(client, make_staff())

    answer = client.post(reverse("manage_pictures", args=[meeting.slug]), sent(0) | wrong)

    assert "It is an SVG, which may carry programs" in answer.content.decode()
    assert not Picture.objects.exists()


def test_the_editor_chooses_among_them_and_adds_one(client: Client, meeting: Meeting) -> None:
    picture = make_picture(meeting, caption="In the depot", credit="C. Rossi")
    address = f"{reverse('manage_pictures', args=[meeting.slug])}?choose"
    sign_in(client, make_staff())

    choice = client.get(address).content.decode()
    added = client.post(address, sent(0)).content.decode()

    assert f'data-picture="{picture.pk}"' in choice
    assert 'data-caption="In the depot. Photograph: C. Rossi"' in choice
    assert "data-added" in added
    assert 'data-alt="Words 0"' in added
    assert "data-added" not in client.post(address, {"p0-alt": "x"}).content.decode()


def test_words_and_consent_are_changed_and_a_stale_form_is_told(
    client: Client, meeting: Meeting
) -> None:
    picture = make_picture(meeting)
    address = reverse("manage_picture", args=[picture.pk])
    sign_in(client, make_staff())
    typed = {"alt": "A bridge", "consent": "nobody", "version": 0}

    client.post(address, typed)
    stale = client.post(address, typed | {"alt": "A tunnel"})

    picture.refresh_from_db()
    assert (picture.alt, picture.consent) == ("A bridge", "nobody")
    page = stale.content.decode()
    assert "Somebody changed this picture meanwhile" in page
    assert 'value="A tunnel"' in page
    assert f'name="version" value="{picture.version}"' in page


def test_one_that_a_text_shows_stays_and_its_place_is_said(
    client: Client, meeting: Meeting
) -> None:
    picture = make_picture(meeting)
    meeting.introduction = showing(picture)
    meeting.save(update_fields=["introduction"])
    address = reverse("manage_picture_remove", args=[picture.pk])
    sign_in(client, make_staff())

    refused = client.post(address, follow=True).content.decode()
    meeting.introduction = ""
    meeting.save(update_fields=["introduction"])
    client.post(address)

    assert "It is shown in the introduction: take it out there first." in refused
    assert not Picture.objects.exists()


def test_a_chair_keeps_the_pictures_of_the_group_and_no_others(client: Client) -> None:
    group, other = make_group(), make_group()
    sign_in(client, make_chair(group))

    answer = client.post(reverse("manage_group_pictures", args=[group.slug]), sent(0))

    assert answer.status_code == 302
    assert Picture.objects.get().group == group
    assert client.get(reverse("manage_group_pictures", args=[other.slug])).status_code == 403
    assert client.get(reverse("manage_picture", args=[make_picture(other).pk])).status_code == 403
    assert read(client, answer["Location"]).headings[0] == group.name


def test_thirty_are_listed_with_as_many_queries_as_one(client: Client, meeting: Meeting) -> None:
    address = reverse("manage_pictures", args=[meeting.slug])
    sign_in(client, make_staff())
    client.get(address)
    counts = []
    for more in (1, 29):
        rows = [Picture(meeting=meeting, alt="x", width=1, height=1) for _ in range(more)]
        Picture.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
