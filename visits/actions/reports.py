"""A meeting's report: for whom it is, the sentence in which it says who came, and publishing it."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from portal.lib.merging_texts import Merged
from portal.models import LogEntry
from visits import states
from visits.actions import rows
from visits.actions.texts import write_text
from visits.in_attendance import put, sentence_of
from visits.models import Meeting, Picture
from visits.pictures_of_report import in_the_way_of

WHY_NOT: Final = {
    Picture.Consent.UNKNOWN: gettext_lazy("nobody has said yet whether the people on it agreed"),
    Picture.Consent.REFUSED: gettext_lazy("somebody on it did not agree"),
}


@transaction.atomic
def set_report_audience(*, meeting: Meeting, report_audience: str, by: Person | None) -> Meeting:
    """Say for whom the report is; of one that is published this holds at once."""
    meeting = rows.take(meeting)
    before, meeting.report_audience = meeting.report_audience, report_audience
    rows.save(meeting, ["report_audience"])
    facts = {"before": before, "audience": report_audience}
    LogEntry.objects.record("set_report_audience", meeting, by=by, **facts)
    return meeting


@transaction.atomic
def say_who_came(*, meeting: Meeting, base: str, text: str, by: Person | None) -> Merged:
    """Save the report as ``write_text`` does, with the sentence about who came as attendance is now."""
    meeting = rows.take(meeting)
    with_sentence = put(text, sentence_of(meeting))
    return write_text(meeting=meeting, field="report", base=base, text=with_sentence, by=by)


@transaction.atomic
def publish_report(*, meeting: Meeting, by: Person | None) -> Meeting:
    """Publish the report of a meeting that is over. Nobody is shown on it who did not agree."""
    meeting = rows.take(meeting)
    row = states.check("report", meeting)
    if not meeting.report:
        raise ValidationError(_("There is no report yet: write it first."))
    if not meeting.is_held:
        raise ValidationError(_("A report is published when the meeting is over."))
    _refuse_pictures(meeting)
    meeting.state = row.to or meeting.state
    meeting.reported_at, meeting.reported_by = timezone.now(), by
    rows.save(meeting, ["state", "reported_at", "reported_by"])
    LogEntry.objects.record("report", meeting, by=by)
    return meeting


def _refuse_pictures(meeting: Meeting) -> None:
    said = _("The report shows the picture “%(alt)s”, and %(why)s: look at it, or take it out.")
    refusals = [
        ValidationError(
            said % {"alt": picture.alt, "why": WHY_NOT[Picture.Consent(picture.consent)]}
        )
        for picture in in_the_way_of(meeting)
    ]
    if refusals:
        raise ValidationError(refusals)
