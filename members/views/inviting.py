"""The pages on which people are invited, the same for a city's coordinators and for staff: each says where it stands."""

from dataclasses import dataclass
from typing import Final

from allauth.core import ratelimit
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.actions import invitations as acts
from members.forms.invitations import InviteForm
from members.models import Invitation, InvitationBatch, Person
from members.models.invitation import InvitationQuerySet, InvitationState
from members.requests import ReaderRequest
from members.screening import Outcome, Verdict, screen
from portal.lib import digits

ROWS_A_PAGE: Final = 50
# Of a long list, so many entries of each outcome are shown; all are counted.
MOST_SHOWN: Final = 200
# More than these are waited for on a page of their own.
FEW: Final = 20


@dataclass(frozen=True)
class Place:
    """Where inviting is done: the names of the addresses, and how what is above them is called."""

    list: str
    form: str
    batch: str
    above: str
    is_desk: bool = False

    def invitations(self, request: ReaderRequest) -> InvitationQuerySet:
        listed = Invitation.objects.listed_for(request.reader)
        return listed if self.is_desk else listed.to_cities(request.reader.coordinated_city_ids)

    def changeable(self, request: ReaderRequest) -> InvitationQuerySet:
        """To an office administrators invite, and nobody else sends that again or withdraws it."""
        listed = self.invitations(request)
        return listed if request.reader.is_administrator else listed.filter(office="")


# The list -----------------------------------------------------------------------------------------


def list_page(request: ReaderRequest, place: Place) -> HttpResponse:
    """Invitations by their state, a page at a time, each to be sent again or withdrawn."""
    if request.method == "POST":
        _act(request, place)
        return HttpResponseRedirect(request.get_full_path())
    listed = place.invitations(request)
    counted = listed.counted_by_state()
    state = request.GET.get("state", "")
    if state not in InvitationState:
        state = ""
    rows = listed.in_state(state) if state else listed
    page = Paginator(rows.for_lists(), ROWS_A_PAGE)
    # Counted already, by state.
    page.count = counted.get(state, 0) if state else sum(counted.values())
    context = {
        "place": place,
        "page": page.get_page(request.GET.get("page")),
        "states": [(each, counted.get(each, 0)) for each in InvitationState],
        "state": state,
        "total": sum(counted.values()),
        "expired": counted.get(InvitationState.EXPIRED, 0),
        "changes_offices": request.reader.is_administrator,
    }
    return render(request, "members/invitation/list.html", context)


def _act(request: ReaderRequest, place: Place) -> None:
    """Do what a button of the list says; what is not one of its own does nothing."""
    person = request.user
    what = request.POST.get("act", "")
    if what == "resend_expired":
        batch = acts.resend_expired(invitations=place.changeable(request), by=person)
        messages.success(request, _said_resent(batch))
        return
    if what not in {"resend", "withdraw"}:
        return
    number = digits.number(request.POST.get("invitation", ""))
    invitation = get_object_or_404(place.changeable(request), pk=number)
    if what == "resend":
        _resend(request, invitation, person)
    elif acts.withdraw(invitation=invitation, by=person):
        messages.success(
            request,
            _("The invitation of %(email)s is withdrawn: its link lets nobody in any more.")
            % {"email": invitation.email},
        )
    else:
        _say_it_was_over(request, invitation)


def _resend(request: ReaderRequest, invitation: Invitation, person: Person) -> None:
    known = digits.number(request.POST.get("sends", ""), otherwise=-1)
    if acts.resend(invitation=invitation, sends=known, by=person):
        messages.success(
            request,
            _("%(email)s gets a new mail; the link in the older one lets nobody in any more.")
            % {"email": invitation.email},
        )
    else:
        _say_it_was_over(request, invitation)


def _say_it_was_over(request: ReaderRequest, invitation: Invitation) -> None:
    messages.warning(
        request,
        _(
            "Nothing was done: the invitation of %(email)s changed in the meantime. Look at it again."
        )
        % {"email": invitation.email},
    )


def _said_resent(batch: InvitationBatch | None) -> str:
    if batch is None:
        return _("No invitation has expired, so none was sent.")
    return _("All that had expired are being sent again, each with a new link.")


# The form -----------------------------------------------------------------------------------------


def form_page(request: ReaderRequest, place: Place) -> HttpResponse:
    """Looks at a list and says what would happen; or invites those who can be, and keeps the rest in the box."""
    if request.method != "POST":
        form = InviteForm(None, None, reader=request.reader)
        form.initial = {"city": request.GET.get("city")} if place.is_desk else {}
        return _form(request, place, form)
    if not ratelimit.consume(request, action="invite"):
        return render(request, "429.html", status=429)
    form = InviteForm(request.POST, request.FILES, reader=request.reader)
    if not form.is_valid():
        return _form(request, place, form)
    if request.POST.get("act") == "invite":
        return _invite(request, place, form)
    return _form(request, place, form, screen(form.read_box.invitees, form.asked, request.reader))


def _invite(request: ReaderRequest, place: Place, form: InviteForm) -> HttpResponse:
    box, person = form.read_box, request.user
    done = acts.invite(invitees=box.invitees, asked=form.asked, reader=request.reader, by=person)
    if done.left:
        form.leave(box, [verdict.invitee for verdict in done.left])
        return _form(request, place, form, done.left, done)
    if done.batch is not None and done.number > FEW:
        return redirect(place.batch, done.batch.pk)
    said = ngettext(
        "%(number)d person is invited; the mail is on its way.",
        "%(number)d people are invited; the mails are on their way.",
        done.number,
    )
    messages.success(request, said % {"number": done.number})
    return redirect(place.list)


def _form(
    request: ReaderRequest,
    place: Place,
    form: InviteForm,
    verdicts: list[Verdict] | None = None,
    done: acts.Invited | None = None,
) -> HttpResponse:
    of = {
        outcome: [each for each in verdicts or () if each.outcome == outcome] for outcome in Outcome
    }
    context = {
        "place": place,
        "form": form,
        "looked": verdicts is not None,
        "invited": of[Outcome.INVITED],
        "asked": of[Outcome.ASK],
        "left": of[Outcome.LEFT],
        "shown": [
            each
            for outcome in (Outcome.ASK, Outcome.LEFT, Outcome.INVITED)
            for each in of[outcome][:MOST_SHOWN]
        ],
        "hidden": sum(max(0, len(each) - MOST_SHOWN) for each in of.values()),
        "done": done,
    }
    return render(request, "members/invitation/invite.html", context)


# A batch ------------------------------------------------------------------------------------------


def batch_page(request: ReaderRequest, place: Place, number: int) -> HttpResponse:
    """How far the mails of a batch are; a script looks again until all have left, and without it a link does."""
    batches = InvitationBatch.objects.listed_for(request.reader)
    batch = get_object_or_404(batches.select_related("invited_by"), pk=number)
    counted = Invitation.objects.filter(batch=batch).counted_by_state()
    total = sum(counted.values())
    waiting = counted.get(InvitationState.QUEUED, 0)
    context = {
        "place": place,
        "batch": batch,
        "total": total,
        "sent": total - waiting,
        "waiting": waiting,
    }
    return render(request, "members/invitation/batch.html", context)
