"""Forgetting what a meeting's pages said earlier: for good, and by administrators alone."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import FormPage, ask, form_methods, posted
from members.requests import ReaderRequest
from portal.lib.policies import administrators
from visits.actions.restoring import forget_versions
from visits.manage.opening import open_prepared


@administrators
@form_methods
def forget(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    page = FormPage(
        _("Forget earlier versions"),
        _("Forget them for good"),
        (
            (meeting.title, reverse("manage_meeting", args=[slug])),
            (_("History"), reverse("manage_history", args=[slug])),
        ),
        _(
            "What the page, the agenda and the practical information said earlier is deleted; what stands now stays. "
            "Who changed what and when goes on being listed, without the words. This cannot be undone."
        ),
        is_grave=True,
    )
    form = forms.Form(posted(request))
    return ask(request, page, form, forget_versions, meeting=meeting, said=_("Forgotten."))
