"""Pictures are added with words, looked at for the people on them, and removed when nothing shows them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from portal.models import LogEntry
from tests.factories import make_day, make_item, make_meeting, make_staff
from tests.pictures import a_drawing, make_picture, showing
from visits.actions.pictures import add_picture, describe_picture, note_consent, remove_picture
from visits.actions.releases import make_release
from visits.models import Picture

pytestmark = pytest.mark.django_db


def test_a_picture_is_kept_in_every_width_and_format_and_the_log_says_so() -> None:
    meeting, staff = make_meeting(), make_staff()

    picture = add_picture(
        page=meeting, drawing=a_drawing(900, 600), alt=" The  depot ", by=staff, credit="C. Rossi"
    )

    kept = {(one.width, one.format): (one.breadth, one.height) for one in picture.files.all()}
    assert kept[480, "avif"] == kept[480, "webp"] == (480, 320)
    assert kept[960, "webp"] == kept[1920, "avif"] == (900, 600)
    assert (picture.alt, picture.width, picture.height) == ("The depot", 900, 600)
    assert LogEntry.objects.get().verb == "add_picture"


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="Say in words what is to be seen"):
        make_picture(make_meeting(), alt="  ")

    assert not Picture.objects.exists()


def test_what_another_changed_meanwhile_is_not_written_over() -> None:
    picture = make_picture(make_meeting())
    words: dict[str, Any] = {"alt": "A tram", "caption": "", "credit": "", "by": None}
    describe_picture(picture=picture, version=0, **words)

    with pytest.raises(ValidationError, match="meanwhile") as refused:
        describe_picture(picture=picture, version=0, **(words | {"alt": "A bus"}))

    assert refused.value.code == "changed"
    picture.refresh_from_db()
    assert (picture.alt, picture.version) == ("A tram", 1)


def test_pictures_without_consent_are_those_that_nobody_looked_at_or_that_were_refused() -> None:
    meeting = make_meeting()
    unknown, given, refused, elsewhere = (make_picture(meeting) for _ in range(4))
    note_consent(picture=given, version=0, consent="given", by=None)
    note_consent(picture=refused, version=None, consent="refused", by=None)
    report = "".join(showing(one) for one in (unknown, given, refused))

    found = Picture.objects.shown_in(report)

    assert set(found) == {unknown, given, refused}
    assert set(found.without_consent()) == {unknown, refused}
    assert elsewhere not in found


def test_a_picture_that_a_text_shows_is_not_removed_and_each_place_is_named() -> None:
    meeting = make_meeting()
    picture = make_picture(meeting)
    meeting.report = showing(picture)
    meeting.save(update_fields=["report"])
    item = make_item(day=make_day(meeting=meeting), title="FabriQ", description=showing(picture))
    make_release(meeting=meeting, by=None)
    item.description = ""
    item.save(update_fields=["description"])

    with pytest.raises(ValidationError) as refused:
        remove_picture(picture=picture, by=None)

    assert "the report; the agenda, as it was released last" in refused.value.messages[0]
    assert Picture.objects.exists()


def test_a_picture_goes_with_its_files(django_capture_on_commit_callbacks: object) -> None:
    picture = make_picture(make_meeting())
    names = [str(one.file.name) for one in picture.files.all()]

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_picture(picture=picture, by=None)

    assert not Picture.objects.exists()
    assert len(names) == 6
    assert not any(default_storage.exists(name) for name in names)
