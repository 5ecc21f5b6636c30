"""The pictures of a meeting or a group: looked at, added, and chosen from within the editor of a text."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext

from members.manage.opening import open_prepared_group
from members.manage.pages import form_methods
from members.models import Group
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions.pictures import add_picture
from visits.forms.pictures import PictureForm, forms_for
from visits.manage.opening import open_prepared
from visits.models import Meeting, Picture
from visits.pictures import all_of, pictures_of


@preparers
@form_methods
def meeting_pictures(request: ReaderRequest, slug: str) -> HttpResponse:
    return _pictures(request, open_prepared(request.reader, slug))


@preparers
@form_methods
def group_pictures(request: ReaderRequest, slug: str) -> HttpResponse:
    return _pictures(request, open_prepared_group(request.reader, slug))


def _pictures(request: ReaderRequest, page: Meeting | Group) -> HttpResponse:
    """With ``?choose`` as the editor shows them in a dialog, which takes one picture at a time."""
    is_choice = "choose" in request.GET
    given: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = forms_for(*given, count=1) if is_choice else forms_for(*given)
    added: list[Picture] = []
    if given and all(form.is_valid() for form in asked):
        added = _added_all(request, page, asked)
    if is_choice:
        return render(request, "visits/manage/pictures/_choice.html", _choice(page, asked, added))
    if added:
        said = ngettext("%(count)d picture is added.", "%(count)d pictures are added.", len(added))
        messages.success(request, said % {"count": len(added)})
        return HttpResponseRedirect(pictures_of(page).address)
    return render(request, f"visits/manage/pictures/{_kind(page)}.html", _context(page, asked))


def _added_all(
    request: ReaderRequest, page: Meeting | Group, asked: list[PictureForm]
) -> list[Picture]:
    """All of them, or none."""
    with transaction.atomic():
        added = [picture for form in asked if (picture := _added(request, page, form))]
        if any(form.errors for form in asked):
            transaction.set_rollback(True)
            return []
    return added


def _added(request: ReaderRequest, page: Meeting | Group, form: PictureForm) -> Picture | None:
    if not form.has_changed():
        return None
    given = dict(form.cleaned_data)
    done = attempt(
        form,
        add_picture,
        page=page,
        drawing=given.pop("picture"),
        by=request.reader.person,
        **given,
    )
    return done.value if done else None


def _kind(page: Meeting | Group) -> str:
    return "meeting" if isinstance(page, Meeting) else "group"


def _context(page: Meeting | Group, asked: list[PictureForm]) -> dict[str, Any]:
    return {
        _kind(page): page,
        "tab": "",
        "pictures": list(all_of(page)),
        "forms": asked,
    }


def _choice(
    page: Meeting | Group, asked: list[PictureForm], added: list[Picture]
) -> dict[str, Any]:
    pictures = [] if added else list(all_of(page).order_by("-added_at", "-pk"))
    return {
        "page": page,
        "pictures": [(picture, picture.figure) for picture in pictures],
        "added": [(picture, picture.figure) for picture in added],
        "form": asked[0],
    }
