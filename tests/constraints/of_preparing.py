"""Broken constraints of what is there while a meeting is prepared."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

import tests.factories as make
from portal.models import Autosave
from tests.constraints.register import breaks
from visits.models import AgendaChange, CountdownStep, Meeting, Picture, PictureFile


@breaks("meeting_planned_while_draft")
def _() -> Meeting:
    meeting = make.make_meeting()
    meeting.publish_at = timezone.now()
    return meeting


@breaks("meeting_planned_by_with_at")
def _() -> Meeting:
    meeting = make.make_meeting(state="draft", published_at=None)
    meeting.publish_planned_by = make.make_staff()
    return meeting


@breaks("agenda_change_undone_after_made")
def _() -> AgendaChange:
    early = timezone.now() - timedelta(days=1)
    return AgendaChange(
        meeting=make.make_meeting(),
        verb="edit_item",
        before={"days": []},
        after={"days": []},
        made_by=make.make_staff(),
        undone_at=early,
    )


def a_picture(**fields: object) -> Picture:
    given = {"alt": "The hall", "width": 480, "height": 320, "meeting": make.make_meeting()}
    return Picture(**(given | fields))


@breaks("picture_of_meeting_or_group")
def _() -> Picture:
    return a_picture(group=make.make_group())


@breaks("picture_file_once")
def _() -> PictureFile:
    picture = a_picture()
    picture.save()
    given = {
        "width": 480,
        "format": "webp",
        "breadth": 480,
        "height": 320,
        "size": 1,
        "sha256": "0",
    }
    PictureFile.objects.create(picture=picture, file="pictures/a.webp", **given)
    return PictureFile(picture=picture, file="pictures/b.webp", **given)


def a_step(**fields: object) -> CountdownStep:
    given = {"meeting": make.make_meeting(), "title": "Hotel block", "weeks_before": 10}
    return CountdownStep(**(given | fields))


@breaks("countdown_step_once")
def _() -> CountdownStep:
    step = a_step()
    step.save()
    return a_step(meeting=step.meeting)


@breaks("countdown_step_done_by_with_at")
def _() -> CountdownStep:
    return a_step(done_by=make.make_staff())


@breaks("autosave_once")
def _() -> models.Model:
    of = {"person": make.make_staff(), "subject_type": "visits.meeting", "subject_id": 1}
    Autosave.objects.create(field="introduction", **of)
    return Autosave(field="introduction", **of)
