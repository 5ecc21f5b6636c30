"""The desk's list of working groups, and making groups and forums."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.actions import groups as actions
from members.forms.groups import ForumForm, GroupForm
from members.manage.pages import FormPage, ask, form_methods, posted, show
from members.models import Forum, Group
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers, staff


@preparers
@require_safe
def groups(request: ReaderRequest) -> HttpResponse:
    """All of them for staff; for chairs those whose pages they prepare."""
    reader = request.reader
    context = {
        "groups": Group.objects.prepared_by(reader).for_desk(),
        "forums": Forum.objects.all() if reader.is_staff else (),
        "steps": [(_("Desk"), reverse("manage"))],
    }
    return render(request, "members/manage/group/groups.html", context)


@staff
@form_methods
def add_group(request: ReaderRequest) -> HttpResponse:
    page = _page(_("Make a working group"), _("Make the group"))
    form = GroupForm(posted(request))
    if form.is_valid() and (
        made := attempt(form, actions.make_group, by=request.reader.person, **form.cleaned_data)
    ):
        messages.success(request, _("The group is made. Now give it a chair and members."))
        return HttpResponseRedirect(reverse("manage_group", args=[made.value.slug]))
    return show(request, page, form)


@staff
@form_methods
def add_forum(request: ReaderRequest) -> HttpResponse:
    page = _page(_("Make a forum"), _("Make the forum"))
    form = ForumForm(posted(request))
    return ask(request, page, form, actions.make_forum, said=_("The forum is there."))


def _page(heading: str, button: str) -> FormPage:
    return FormPage(heading, button, ((_("Working groups"), reverse("manage_groups")),))
