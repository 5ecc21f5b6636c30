"""A group's words at the desk, for who prepares its page: written, looked at as they were, restored."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members import versions
from members.actions.group_texts import (
    forget_group_versions,
    restore_group_words,
    write_objectives,
)
from members.manage.group import page_below
from members.manage.opening import open_prepared_group
from members.manage.pages import ask, form_methods, posted
from members.models import Group, Person
from members.requests import ReaderRequest
from portal.lib import writing
from portal.lib.acts import acts_on, sittings
from portal.lib.autosaves import Place
from portal.lib.formfields import attempt
from portal.lib.policies import administrators, preparers
from portal.lib.restoring import RestoringForm
from portal.lib.writing import Writing
from portal.models import LogEntry


@preparers
@never_cache
@form_methods
def text(request: ReaderRequest, slug: str, field: str) -> HttpResponse:
    """The objectives; those of a year have a form of their own."""
    if field != versions.RESTORED:
        raise Http404
    group = open_prepared_group(request.reader, slug)
    back = reverse("manage_group", args=[slug])
    at_hand = Writing(
        place=Place.of(group, field),
        label=str(versions.LABELS[field]),
        stands=group.objectives,
        address=reverse("manage_group_text", args=[slug, field]),
        back=back,
        template="members/manage/group/text.html",
        context={"group": group, "steps": _steps(group)},
        # By the relation: pictures are another app's.
        pictures=group.pictures.all().shelf(reverse("manage_group_pictures", args=[slug])),
    )
    return writing.respond(request, at_hand, partial(write_objectives, group=group))


@preparers
@never_cache
@require_safe
def history(request: ReaderRequest, slug: str) -> HttpResponse:
    group = open_prepared_group(request.reader, slug)
    own = partial(versions.own_versions, group)
    page, acts = acts_on(group, versions.KINDS, own, request.GET.get("page"))
    context: dict[str, Any] = {
        "group": group,
        "owner": group,
        "version_address": "manage_group_version",
        "page": page,
        "pieces": sittings(acts, lambda _act: False, versions.said),
        "steps": _steps(group),
    }
    return render(request, "members/manage/group/history.html", context)


@preparers
@never_cache
@form_methods
def version(request: ReaderRequest, slug: str, kind: str, version_id: int) -> HttpResponse:
    """What one version says, with the difference to now."""
    group = open_prepared_group(request.reader, slug)
    of_kind = {one.name: one for one in versions.KINDS}.get(kind)
    if of_kind is None:
        raise Http404
    known = of_kind.versions.objects.filter(versions.own_versions(group, of_kind))
    found = get_object_or_404(known, pk=version_id)
    form = RestoringForm(posted(request), compared=versions.compare_version(group, of_kind, found))
    given = {"group": group, "by": request.reader.person}
    if form.is_valid() and attempt(form, restore_group_words, **given, **form.cleaned_data):
        messages.success(request, _("Restored. What stood there before is in the history, too."))
        return HttpResponseRedirect(reverse("manage_group_history", args=[slug]))
    group.refresh_from_db(fields=["objectives"])
    compared = versions.compare_version(group, of_kind, found)
    entry = LogEntry.objects.filter(pk=found.entry_id).first()
    context = {
        "group": group,
        "version": found,
        "at": found.pgh_created_at,
        "who": Person.objects.filter(pk=entry.actor_id or 0).first() if entry else "",
        "restoring": form,
        "differing": [one for one in compared if not one.is_same],
        "same": [one for one in compared if one.is_same],
        "steps": [*_steps(group), (_("History"), reverse("manage_group_history", args=[slug]))],
    }
    return render(request, "members/manage/group/version.html", context)


@administrators
@form_methods
def forget(request: ReaderRequest, slug: str) -> HttpResponse:
    group = open_prepared_group(request.reader, slug)
    page = page_below(
        group,
        _("Forget earlier versions"),
        _("Forget them for good"),
        words=_(
            "What the group’s page said earlier is deleted; what stands now stays. This cannot be undone."
        ),
        is_grave=True,
    )
    said = _("Forgotten.")
    return ask(
        request, page, forms.Form(posted(request)), forget_group_versions, group=group, said=said
    )


def _steps(group: Group) -> list[tuple[str, str]]:
    return [
        (_("Desk"), reverse("manage")),
        (_("Working groups"), reverse("manage_groups")),
        (group.name, reverse("manage_group", args=[group.slug])),
    ]
