"""What is said of a meeting, and when it is held: changed on a page each."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions.meeting_dates import set_dates
from visits.actions.meeting_facts import change_facts
from visits.facts import DATES, mark_of
from visits.forms.meetings import DatesForm, FactsForm
from visits.manage.meetings.asking import Asking, ask, onward, stands_now, was_changed
from visits.manage.meetings.told import clock_changes
from visits.manage.meetings.wording import said_of
from visits.manage.opening import open_prepared
from visits.models import Meeting
from visits.permissions import may_decide

FACTS = "visits/manage/meetings/facts.html"
DATES_PAGE = "visits/manage/meetings/dates.html"


@preparers
@form_methods
def facts(request: ReaderRequest, slug: str) -> HttpResponse:
    """The secretariat is asked for all of them, chairs and organisers for those that are theirs."""
    meeting = open_prepared(request.reader, slug)
    form = FactsForm(meeting, posted(request), decides=may_decide(request.reader))
    page = Asking(_("What is said of the meeting"), _("Save"), warnings=_about_zone(meeting))
    if form.is_valid() and (
        done := attempt(
            form,
            change_facts,
            meeting=meeting,
            facts=form.facts_given,
            seen=form.cleaned_data["seen"],
            by=request.reader.person,
        )
    ):
        return onward(request, done.value, _("Saved."))
    if form.is_bound and was_changed(form):
        page.stands.extend(stands_now(form, meeting, form.names, mark_of(meeting, form.names)))
    return ask(request, meeting, page, form, FACTS)


def _about_zone(meeting: Meeting) -> list[str]:
    said = [
        _(
            "Another time zone leaves all hours on the clock as they are: 9:00 stays 9:00, and calendars show another moment."
        )
    ]
    if meeting.releases.exists():
        said.append(
            _("The released agenda keeps its zone until it is released again."),
        )
    return said


@preparers
@form_methods
def dates(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    has_agenda = meeting.days.exists()
    may_take = not has_agenda and meeting.follows is not None and meeting.follows.days.exists()
    form = DatesForm(meeting, posted(request), has_agenda=has_agenda, may_take=may_take)
    page = Asking(
        _("Dates"),
        _("Save the dates"),
        warnings=[*clock_changes(meeting), *_of_registered(meeting)],
    )
    if form.is_valid() and (done := _set_dates(request, meeting, form)):
        return onward(request, done, " ".join([_("The dates are saved."), *clock_changes(done)]))
    if form.is_bound and was_changed(form):
        page.stands.append((_("Dates"), said_of(meeting, "when")))
        stands_now(form, meeting, (), mark_of(meeting, DATES))
    return ask(request, meeting, page, form, DATES_PAGE)


def _of_registered(meeting: Meeting) -> list[str]:
    number = meeting.registrations.living().count()
    if not number:
        return []
    said = ngettext(
        "%d person is registered, keeps the seat and is not written to from here. Look at the dates of the registration too.",
        "%d people are registered, keep their seats and are not written to from here. Look at the dates of the registration "
        "too.",
        number,
    )
    return [said % number]


def _set_dates(request: ReaderRequest, meeting: Meeting, form: DatesForm) -> Meeting | None:
    given = form.cleaned_data
    done = attempt(
        form,
        set_dates,
        meeting=meeting,
        seen=given["seen"],
        moves_agenda=given.get("moves_agenda", False),
        takes_agenda=given.get("takes_agenda", False),
        by=request.reader.person,
        **form.dates_given,
    )
    return done.value if done else None
