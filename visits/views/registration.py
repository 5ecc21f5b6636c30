"""Registering for a meeting: the form, and afterwards, at the same address, how one's own registration stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import everyone
from visits.actions.registration.registering import accept_invitation
from visits.actions.registration.registering import register as book_in
from visits.forms.registration import RegistrationForm
from visits.models import (
    Answer,
    ClaimState,
    Meeting,
    Question,
    Registration,
    RegistrationConsent,
    RegistrationMail,
)
from visits.registration import moments
from visits.registration.answer_words import said
from visits.registration.asked import asked_of, named_by
from visits.registration.beforehand import Beforehand
from visits.registration.calendar_entry import is_given
from visits.registration.deletion import deletes_on
from visits.registration.last_time import last_role, last_time
from visits.registration.seen import seats_counted, seats_seen
from visits.registration.states import Actor
from visits.registration.told import Told, ending
from visits.registration.window import (
    may_change_answers,
    settings_seen,
    why_closed,
    why_none,
)
from visits.views.own_registration import (
    RATES,
    open_for_own,
    or_how_it_ended,
    questions_for,
)
from visits.views.registration_calendar import pages_beside

if TYPE_CHECKING:
    from members.models import City, Person
    from members.reader import Reader

MAILS_SHOWN: Final = 30


@everyone
@or_how_it_ended
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ReaderRequest, slug: str) -> HttpResponse:
    """Whoever is registered already sees how it stands, also when the form is sent twice."""
    reader = request.reader
    meeting, mine = open_for_own(reader, slug)
    living = next((one for one in mine if one.is_living), None)
    if living is not None and living.state != ClaimState.INVITED:
        return _standing(request, living) if request.method != "POST" else redirect(request.path)
    if not settings_seen(meeting).is_here:
        return _not_here(request, meeting)
    if not reader.is_known:
        raise LoginFirst
    if living is None and not reader.is_member:
        return _no_post(request, meeting)
    why = why_closed if living is None else why_none
    if sentence := why(meeting, settings_seen(meeting)):
        return _closed(request, meeting, sentence, mine)
    return _asking(request, meeting, living, mine)


# Where there is nothing to fill in ----------------------------------------------------------------


def _not_here(request: ReaderRequest, meeting: Meeting) -> HttpResponse:
    """On another site, by mail, or not at all."""
    if request.method == "POST":
        return redirect(request.path)
    context = {"meeting": meeting, "settings": settings_seen(meeting)}
    return render(request, "visits/registration/not_here.html", context)


def _no_post(request: ReaderRequest, meeting: Meeting) -> HttpResponse:
    """Guests of another meeting, and those whose posts have ended: known, and not entitled to this one."""
    if request.reader.person is None:
        raise PermissionDenied
    return render(request, "visits/registration/no_post.html", {"meeting": meeting}, status=403)


def _closed(
    request: ReaderRequest, meeting: Meeting, sentence: Any, mine: Sequence[Registration]
) -> HttpResponse:
    settings = settings_seen(meeting)
    opens_at = settings.opens_at
    context = {
        "meeting": meeting,
        "sentence": sentence,
        "opens": _said(opens_at, meeting) if settings.opens_later else "",
        "ended": _ended(mine),
    }
    return render(request, "visits/registration/shut.html", context)


def _ended(mine: Sequence[Registration]) -> Registration | None:
    """The last one, which has ended, and how."""
    last = next((one for one in mine if not one.is_living), None)
    if last is not None:
        last.ending = ending(last)  # type: ignore[attr-defined]
    return last


# The form -----------------------------------------------------------------------------------------


def _asking(
    request: ReaderRequest, meeting: Meeting, invited: Registration | None, mine: list[Registration]
) -> HttpResponse:
    person = invited.person if invited else request.user
    cities = _cities(request.reader) if invited is None else []
    questions = questions_for(meeting)
    # The form names them, and the seats count them.
    prefetch_related_objects([meeting], "options")
    form = _form(request, meeting, cities, questions, invited)
    if form.is_bound:
        if not ratelimit.consume(
            request, app="portal", action="register", config=RATES, key=str(person.pk)
        ):
            return render(request, "429.html", status=429)
        if form.is_valid() and attempt(form, _send, sent=form, invited=invited, person=person):
            messages.success(request, _("This is kept, and a mail about it is on its way to you."))
            return redirect(request.path)
    seats = seats_counted(meeting)
    form.say_seats(seats)
    to_accept = next(
        (one for one in seats.claims if invited and one.registration_id == invited.pk), None
    )
    of_invited = [invited.city] if invited and invited.city else []
    context = {
        "meeting": meeting,
        "form": form,
        "person": person,
        "city": cities[0] if len(cities) == 1 else None,
        "invited": invited,
        "to_accept": to_accept,
        "answer_by": _said(to_accept.until_at if to_accept else None, meeting),
        "closes": _said(seats.settings.closes_at, meeting),
        "before": Beforehand(seats, request.reader, cities or of_invited, invited is not None),
        "ended": None if invited else _ended(mine),
        "security_readers": _security_readers(seats.settings, questions),
    }
    return render(request, "visits/registration/register.html", context)


def _form(
    request: ReaderRequest,
    meeting: Meeting,
    cities: Sequence[City],
    questions: list[Question],
    invited: Registration | None,
) -> RegistrationForm:
    person = invited.person if invited else request.user
    is_sent = request.method == "POST"
    return RegistrationForm(
        request.POST if is_sent else None,
        meeting=meeting,
        options=meeting.options.all(),
        questions=questions,
        cities=cities,
        answers={} if is_sent else last_time(request.reader, person, questions),
        initial={} if is_sent else {"role": _role(request.reader, cities, invited)},
    )


def _role(reader: Reader, cities: Sequence[City], invited: Registration | None) -> str:
    """Whoever invited may have written it; else that of the last time, else the title of a post."""
    if invited is not None and invited.role:
        return invited.role
    person = invited.person if invited else cast("Person", reader.person)
    own = [invited.city] if invited and invited.city else cities
    titles = (post.title for post in reader.posts if post.title)
    return last_role(reader, person, own) or next(titles, "")


def _cities(reader: Reader) -> list[City]:
    """Those which the reader represents today; none for staff who hold no post."""
    posts = [post for post in reader.posts if getattr(post, "is_in_member_city", False)]
    return list({post.city_id: post.city for post in posts}.values())


def _send(*, sent: RegistrationForm, invited: Registration | None, person: Person) -> Registration:
    """The seat and all that was said."""
    said = sent.said
    if invited is not None:
        return accept_invitation(
            registration=invited, wish=sent.wish, by=person, actor=Actor.PERSON, said=said
        )
    return book_in(
        meeting=sent.meeting,
        person=person,
        city=sent.city,
        wish=sent.wish,
        by=person,
        actor=Actor.PERSON,
        role=said.role,
        copy_to=said.copy_to,
        said=said,
    )


def _said(moment: datetime | None, meeting: Meeting) -> str:
    return moments.said(moment, meeting) if moment else ""


def _security_readers(settings: Any, questions: Sequence[Question]) -> list[Person]:
    """By name, where anything is asked that only they read."""
    if settings.pk is None or all(one.care != Question.Care.SECURITY for one in questions):
        return []
    return list(settings.security_readers.all())


# Afterwards ---------------------------------------------------------------------------------------


def _standing(request: ReaderRequest, registration: Registration) -> HttpResponse:
    meeting = registration.meeting
    told = Told(registration, seats_seen(meeting))
    settings = told.seats.settings
    mails = RegistrationMail.objects.filter(registration=registration).select_related("message")
    may_change = may_change_answers(meeting, settings)
    answers = _answers(registration)
    answered = [one.question_id for one in answers]
    context = {
        "meeting": meeting,
        "registration": registration,
        "told": told,
        "answers": answers,
        "consents": [RegistrationConsent.Kind(one).label for one in registration.agreed_to],  # type: ignore[attr-defined]
        "sensitive_until": deletes_on(meeting),
        "mails": mails[:MAILS_SHOWN],
        "may_change": may_change,
        "asked": asked_of(registration, settings, answered=answered),
        "named_by": named_by(registration),
        "answers_until": _said(settings.answers_until_at, meeting) if may_change else "",
        "has_entry": is_given(registration),
        "pages": pages_beside(request.reader, meeting),
    }
    return render(request, "visits/registration/standing.html", context)


def _answers(registration: Registration) -> list[Answer]:
    """Each with its words."""
    found = list(registration.answers.select_related("question"))
    for one in found:
        one.question.meeting = registration.meeting
        one.words = said(one)  # type: ignore[attr-defined]
    return found
