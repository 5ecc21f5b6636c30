"""One working group at the desk: what is said of it, what it wants each year, closing and reopening it."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.actions import groups as actions
from members.forms.groups import ClosingForm, GroupForm, YearForm
from members.manage.opening import open_prepared_group
from members.manage.pages import FormPage, ask, form_methods, posted, show
from members.models import Group
from members.requests import ReaderRequest
from portal.lib.policies import preparers, staff
from portal.lib.richtext import to_text


@preparers
@require_safe
def group(request: ReaderRequest, slug: str) -> HttpResponse:
    """Chairs see what staff see, and change its words alone."""
    groups = Group.objects.with_forum_names().select_related("staff_contact")
    shown = open_prepared_group(request.reader, slug, groups)
    mandates = list(shown.mandates.with_holders())
    context = {
        "group": shown,
        "years": list(shown.years.all()),
        "mandates": [mandate for mandate in mandates if not mandate.is_over],
        "former": [mandate for mandate in mandates if mandate.is_over],
        "members": list(shown.memberships.not_over().by_city()),
        "former_members": shown.memberships.over().count(),
        "steps": [(_("Desk"), reverse("manage")), (_("Working groups"), reverse("manage_groups"))],
    }
    return render(request, "members/manage/group/group.html", context)


@staff
@form_methods
def group_facts(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Group, slug=slug)
    page = page_below(shown, _("What is said of the group"), _("Save"))
    form = GroupForm.about(shown, posted(request))
    return ask(request, page, form, actions.edit_group, group=shown, said=_("Saved."))


@preparers
@form_methods
def group_year(request: ReaderRequest, slug: str) -> HttpResponse:
    """The objectives of the year that ``?year=`` names; of this year, when it names none."""
    shown = open_prepared_group(request.reader, slug)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else _this_year()
    objectives = _objectives(shown, year)
    initial = {"year": year, "objectives": objectives, "seen": objectives}
    form = YearForm(posted(request), initial=initial)
    page = page_below(shown, _("Objectives of a year"), _("Save"))
    answer = ask(request, page, form, actions.set_objectives, group=shown, said=_("Saved."))
    if not form.has_error(NON_FIELD_ERRORS, "changed"):
        return answer
    stands = _objectives(shown, form.cleaned_data["year"])
    form.look_again(stands)
    words = _("What stands there now: %(words)s") % {"words": to_text(stands) or _("nothing")}
    return show(request, page_below(shown, str(page.heading), _("Save mine"), words=words), form)


def _objectives(group: Group, year: int) -> str:
    known = group.years.filter(year=year).first()
    return known.objectives if known else ""


@staff
@form_methods
def group_closing(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Group, slug=slug)
    page = page_below(
        shown,
        _("Close this group"),
        _("Close the group"),
        words=_(
            "Its pages, meetings and documents stay, and its people go on reading them. Nobody joins it any more."
        ),
        is_grave=True,
    )
    form = ClosingForm(posted(request))
    return ask(
        request, page, form, actions.close_group, group=shown, said=_("The group is closed.")
    )


@staff
@require_POST
def group_reopening(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Group, slug=slug)
    if shown.closed_on:
        actions.reopen_group(group=shown, by=request.reader.person)
        messages.success(request, _("The group is open again."))
    return HttpResponseRedirect(address(shown))


def address(shown: Group) -> str:
    return reverse("manage_group", args=[shown.slug])


def page_below(
    shown: Group, heading: str, button: str, *, words: str = "", is_grave: bool = False
) -> FormPage:
    """A page with one form below the group's own."""
    above = ((_("Working groups"), reverse("manage_groups")), (shown.name, address(shown)))
    return FormPage(heading, button, above, words, is_grave)


def _this_year() -> int:
    return timezone.localdate().year
