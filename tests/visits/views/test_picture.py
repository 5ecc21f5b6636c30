"""A picture is read where a text that shows it may be read."""

import pytest
from django.test import Client
from django.urls import reverse

from members.reader import STRANGER
from tests.factories import (
    make_chair,
    make_draft,
    make_group,
    make_meeting,
    make_practical_part,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pictures import make_picture, showing
from visits.models import Meeting, Picture

pytestmark = pytest.mark.django_db


def at(picture: Picture, width: int = 960, form: str = "webp") -> str:
    return reverse("picture", args=[picture.pk, width, form])


def status(client: Client, picture: Picture) -> int:
    answer = client.get(at(picture))
    answer.getvalue()
    return answer.status_code


def show(meeting: Meeting, field: str, picture: Picture) -> None:
    setattr(meeting, field, showing(picture))
    meeting.save(update_fields=[field])


def test_whoever_reads_the_page_gets_its_picture_in_each_width_and_format(client: Client) -> None:
    meeting = make_meeting()
    picture = make_picture(meeting)
    show(meeting, "introduction", picture)

    for width, form in ((480, "avif"), (480, "webp"), (1920, "avif")):
        answer = client.get(at(picture, width, form))
        assert (answer.status_code, answer["Content-Type"]) == (200, f"image/{form}")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"].startswith("private")
        answer.getvalue()
    again = client.get(at(picture, 1920, "avif"), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get(at(picture, 500)).status_code == 404
    assert client.get(at(picture, 480, "png")).status_code == 404


def test_a_picture_of_the_report_is_behind_the_reports_audience_though_the_page_is_open(
    client: Client,
) -> None:
    meeting = make_meeting(state="reported", report_audience="members")
    picture = make_picture(meeting)
    show(meeting, "report", picture)

    assert status(client, picture) == 302
    assert status(sign_in(client, make_representative()), picture) == 200


def test_a_picture_of_a_report_that_is_not_published_is_seen_by_who_prepares_it(
    client: Client,
) -> None:
    meeting = make_meeting()
    picture = make_picture(meeting)
    show(meeting, "report", picture)

    assert status(sign_in(client, make_representative()), picture) == 403
    assert meeting.lead_group is not None
    assert status(sign_in(client, make_chair(meeting.lead_group)), picture) == 200


def test_a_picture_of_a_part_for_participants_is_not_for_strangers() -> None:
    meeting = make_meeting()
    inner, outer = make_picture(meeting), make_picture(meeting)
    make_practical_part(meeting=meeting, text=showing(inner), is_for_participants=True)
    make_practical_part(meeting=meeting, text=showing(outer))

    assert list(Picture.objects.openable_by(STRANGER)) == [outer]


def test_what_no_text_shows_and_drafts_are_for_editors(client: Client) -> None:
    draft = make_draft()
    in_draft, unseen = make_picture(draft), make_picture(make_meeting())
    show(draft, "introduction", in_draft)

    assert status(client, in_draft) == 404
    assert status(client, unseen) == 302
    assert not Picture.objects.openable_by(STRANGER).exists()
    sign_in(client, make_staff())
    assert status(client, in_draft) == status(client, unseen) == 200


def test_a_picture_that_somebody_did_not_agree_to_is_hidden_from_all_but_editors(
    client: Client,
) -> None:
    meeting = make_meeting()
    picture = make_picture(meeting, consent="refused")
    show(meeting, "introduction", picture)

    assert status(client, picture) == 404
    assert status(sign_in(client, make_staff()), picture) == 200


def test_a_picture_of_a_group_is_everybodys_once_its_page_shows_it() -> None:
    group = make_group()
    shown, _unseen = make_picture(group), make_picture(group)
    group.objectives = showing(shown)
    group.save(update_fields=["objectives"])

    assert list(Picture.objects.openable_by(STRANGER)) == [shown]


def test_another_pictures_number_that_begins_alike_shows_nothing() -> None:
    meeting = make_meeting()
    first = make_picture(meeting)
    meeting.introduction = f'<figure><img src="/pictures/{first.pk}0/960.webp" alt="x"></figure>'
    meeting.save(update_fields=["introduction"])

    assert not Picture.objects.openable_by(STRANGER).exists()
