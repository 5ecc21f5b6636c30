"""The addresses behind the rows of portal/access/desk/meetings.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import meetings as rows
from tests.personas import Cast
from visits.models import CountdownStep, Gathering, Meeting

Key = tuple[str, str]


def of_meetings(cast: Cast) -> Iterator[tuple[Key, str]]:
    meeting = cast.meeting
    Meeting.objects.filter(pk=meeting.pk).update(part_of=Gathering.objects.create(title="Week"))
    step = CountdownStep.objects.create(meeting=meeting, title="Bus", weeks_before=2)
    organiser = meeting.organisers.get(person=cast.person("organiser"))
    yield ("manage_meeting_add", ""), reverse("manage_meeting_add")
    more = {
        "manage_countdown_step": step.pk,
        "manage_countdown_tick": step.pk,
        "manage_countdown_off": step.pk,
        "manage_meeting_organiser_off": organiser.pk,
        "manage_meeting_gathering_off": meeting.pk,
    }
    names = (*rows.OF_EDITORS, *rows.OF_STAFF, *rows.EDITORS_BUTTONS, *rows.STAFFS_BUTTONS)
    for name in ("manage_meeting", *names):
        arguments = [meeting.slug, *([more[name]] if name in more else [])]
        yield (name, ""), reverse(name, args=arguments)
