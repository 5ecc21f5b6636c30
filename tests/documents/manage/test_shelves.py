"""Files that are sent to a meeting or a group: what is good is kept, what is not is named with the reason."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Document
from tests.factories import (
    make_chair,
    make_day,
    make_document,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_staff,
    sign_in,
)
from tests.sent_files import SOUND, zipped
from visits.models import Meeting

pytestmark = pytest.mark.django_db


def sent(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    """With the type that a browser says it is, which nobody believes."""
    found = SOUND[name.rpartition(".")[2]] if content is None else content
    return SimpleUploadedFile(name, found, content_type="text/html")


def shelf(meeting: Meeting) -> str:
    return reverse("manage_documents", args=[meeting.slug])


def upload(client: Client, meeting: Meeting, *files: SimpleUploadedFile, **fields: Any) -> Any:
    return client.post(shelf(meeting), {"sent": list(files)} | fields, follow=True)


def test_several_files_get_titles_kinds_and_audiences_of_their_own(
    client: Client, settings: LazySettings
) -> None:
    settings.PRESENTATION_AUDIENCE = "participants"
    meeting = make_draft()
    organiser = make_organiser(meeting)
    sign_in(client, organiser)
    assert "No document yet" in client.get(shelf(meeting)).text

    page = upload(
        client,
        meeting,
        sent("FabriQ_final_v3.pptx"),
        sent("Draft-minutes.docx"),
        sent("map.png"),
    )

    kept = meeting.documents.select_related("current")
    assert [(one.title, one.kind, one.audience) for one in kept] == [
        ("FabriQ", "presentation", "participants"),
        ("Draft minutes", "minutes", "members"),
        ("map", "picture", "members"),
    ]
    assert "3 files are kept: FabriQ, Draft minutes, map." in page.text
    first = kept[0].current
    assert first is not None
    assert first.added_by == organiser
    assert first.content_type.endswith("presentationml.presentation")


def test_of_several_the_good_are_kept_and_the_bad_are_named_with_what_was_typed(
    client: Client,
) -> None:
    meeting = make_meeting(time_zone="Europe/Prague")
    item = make_item(day=make_day(meeting=meeting))
    sign_in(client, make_chair(meeting.lead_group))  # type: ignore[arg-type]

    page = upload(
        client,
        meeting,
        sent("good.pdf"),
        sent("liar.pdf", zipped(a="b")),
        sent("empty.pdf", b""),
        item=item.pk,
        audience="group",
        visible_on="2031-03-31",
        visible_at="09:00",
    )

    (document,) = meeting.documents.all()
    assert (document.item, document.audience) == (item, "group")
    assert document.visible_from_at is not None
    assert document.visible_from_at.isoformat() == "2031-03-31T07:00:00+00:00"
    assert "2 files were not kept" in page.text
    assert "<b>liar.pdf</b>: This file says it is a PDF, but it is a ZIP archive" in page.text
    assert "<b>empty.pdf</b>: It is empty" in page.text
    assert "1 file is kept: good." in page.text
    assert page.context["form"]["visible_on"].value() == "2031-03-31"
    assert page.context["form"]["audience"].value() == "group"


def test_titles_given_to_each_file_are_theirs(client: Client) -> None:
    meeting = make_meeting()
    sign_in(client, make_staff())

    upload(client, meeting, sent("a.pdf"), sent("b.pdf"), titles=["Housing first", ""])

    assert list(meeting.documents.values_list("title", flat=True)) == ["Housing first", "b"]


def test_an_hour_that_the_meetings_clocks_skip_is_said_and_nothing_is_lost(client: Client) -> None:
    meeting = make_meeting(time_zone="Europe/Prague")
    sign_in(client, make_staff())

    page = upload(
        client,
        meeting,
        sent("a.pdf"),
        title="Slides",
        visible_on="2031-03-30",
        visible_at="02:30",
    )

    assert not meeting.documents.exists()
    assert "There is no 02:30 on 30 March 2031" in page.text
    assert page.context["form"]["title"].value() == "Slides"


@pytest.mark.parametrize("is_on_disk", [True, False])
def test_a_file_that_is_too_large_is_refused_with_both_sizes(
    client: Client, settings: LazySettings, is_on_disk: bool
) -> None:
    settings.UPLOAD_BYTES = 4096
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0 if is_on_disk else 1024**2
    meeting = make_meeting()
    sign_in(client, make_staff())
    assert "up to 4.0" in client.get(shelf(meeting)).text

    page = upload(client, meeting, sent("a.pdf", SOUND["pdf"] * 900), sent("b.pdf"))

    assert [one.title for one in meeting.documents.all()] == ["b"]
    assert "At most 4.0" in page.text
    assert "It has 6" in page.text


def test_what_comes_after_more_than_is_taken_together_is_not_written_down(
    client: Client, settings: LazySettings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    settings.UPLOAD_TOGETHER = 10
    meeting = make_meeting()
    sign_in(client, make_staff())

    page = upload(client, meeting, sent("a.pdf"), sent("b.pdf"))

    assert [one.title for one in meeting.documents.all()] == ["a"]
    assert "not everything at once: send it alone" in page.text


def test_too_many_uploads_within_an_hour_are_held_back(
    client: Client, settings: LazySettings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"upload": "1/h/user"}
    meeting = make_meeting()
    sign_in(client, make_staff())
    upload(client, meeting, sent("a.pdf"))

    page = upload(client, meeting, sent("b.pdf"), title="The second")

    assert page.status_code == 429
    assert "Too many files were sent within an hour" in page.text
    assert page.context["form"]["title"].value() == "The second"
    assert meeting.documents.count() == 1


def test_a_link_instead_of_a_file(client: Client) -> None:
    meeting = make_meeting()
    sign_in(client, make_organiser(meeting))
    address = reverse("manage_document_link", args=[meeting.slug])
    given = {"title": "Film", "kind": "recording", "audience": "participants"}

    refused = client.post(address, given | {"link": "javascript:go()"})
    client.post(address, given | {"link": "https://video.example.org/1"})

    assert "This did not work yet" in refused.text
    (film,) = meeting.documents.all()
    assert (film.link, film.kind, film.audience) == (
        "https://video.example.org/1",
        "recording",
        "participants",
    )


def test_a_chair_keeps_the_documents_of_the_group_and_of_no_other(client: Client) -> None:
    group, other = make_group(), make_group()
    sign_in(client, make_chair(group))
    address = reverse("manage_group_documents", args=[group.slug])
    page = client.get(address)

    client.post(address, {"sent": [sent("Work-plan.odt")]})

    assert 'value="participants"' not in page.text
    (plan,) = group.documents.all()
    assert (plan.title, plan.meeting) == ("Work plan", None)
    refused = client.get(reverse("manage_group_documents", args=[other.slug]))
    assert refused.status_code == 403


def test_the_shelf_asks_as_often_with_thirty_documents(client: Client) -> None:
    meeting = make_meeting()
    day = make_day(meeting=meeting)
    sign_in(client, make_staff())
    counts = []
    for number in (1, 29):
        for _ in range(number):
            make_document(meeting=meeting, item=make_item(day=day))
            make_document(meeting=meeting)
        with CaptureQueriesContext(connection) as asked:
            client.get(shelf(meeting))
        counts.append(len(asked))

    assert Document.objects.count() == 60
    assert counts[0] == counts[1] <= 12
