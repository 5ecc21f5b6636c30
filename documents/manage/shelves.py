"""The documents of a meeting or a group at the desk: the list, and files and links that are added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.actions.documents import add_document, add_file
from documents.forms import DocumentForm, UploadForm
from documents.kinds import kind_of, title_of, usual_audience
from documents.manage.opening import shelf_of_group, shelf_of_meeting
from documents.models import Document
from documents.receiving import looked_at
from documents.shelf import Shelf
from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# The name of a file, and why it was not kept.
Refused = list[tuple[str, list[str]]]


@preparers
@form_methods
def documents(request: ReaderRequest, slug: str) -> HttpResponse:
    """All documents of a meeting by agenda item, and the form by which files are added."""
    return _shelf_page(request, shelf_of_meeting(request.reader, slug))


@preparers
@form_methods
def group_documents(request: ReaderRequest, slug: str) -> HttpResponse:
    """The same for a working group, which has no agenda."""
    return _shelf_page(request, shelf_of_group(request.reader, slug))


@preparers
@form_methods
def add_link(request: ReaderRequest, slug: str) -> HttpResponse:
    return _link_page(request, shelf_of_meeting(request.reader, slug))


@preparers
@form_methods
def add_group_link(request: ReaderRequest, slug: str) -> HttpResponse:
    return _link_page(request, shelf_of_group(request.reader, slug))


# Files -------------------------------------------------------------------------------------------


def _shelf_page(request: ReaderRequest, shelf: Shelf) -> HttpResponse:
    """``?item=`` names the agenda item that the form proposes."""
    if request.method != "POST":
        form = UploadForm(None, None, shelf=shelf, initial={"item": request.GET.get("item")})
        return _shown(request, shelf, form)
    form = UploadForm(request.POST, request.FILES, shelf=shelf)
    if not ratelimit.consume(request, action="upload"):
        form.add_error(
            None,
            _("Too many files were sent within an hour, so these were not kept. Wait a little."),
        )
        return _shown(request, shelf, form, status=429)
    if not form.is_valid():
        return _shown(request, shelf, form)
    added, refused = _receive(request, shelf, form)
    if added:
        _tell(request, added)
    if refused:
        return _shown(request, shelf, form, refused)
    return HttpResponseRedirect(shelf.address)


def _receive(
    request: ReaderRequest, shelf: Shelf, form: UploadForm
) -> tuple[list[Document], Refused]:
    """The good ones are kept, each by itself; of the others one learns why not."""
    added: list[Document] = []
    refused: Refused = []
    for file, title in zip(form.cleaned_data["sent"], form.titles(), strict=True):
        try:
            added.append(_add(request, shelf, form, file, title))
        except ValidationError as error:
            refused.append((file.name or _("A file without a name"), error.messages))
    return added, refused


def _add(
    request: ReaderRequest, shelf: Shelf, form: UploadForm, file: UploadedFile[Any], title: str
) -> Document:
    found, name = looked_at(file)
    given = form.cleaned_data
    kind = given["kind"] or kind_of(found, name)
    return add_file(
        file=file,
        file_name=name,
        content_type=found.content_type,
        title=title or title_of(name),
        kind=kind,
        audience=given["audience"] or usual_audience(kind, is_of_group=shelf.meeting is None),
        item=form.item_chosen,
        visible_from_at=given["visible_from_at"],
        by=request.reader.person,
        **shelf.given,
    )


def _tell(request: ReaderRequest, added: list[Document]) -> None:
    said = ngettext(
        "%(number)d file is kept: %(titles)s.", "%(number)d files are kept: %(titles)s.", len(added)
    )
    titles = ", ".join(document.title for document in added)
    messages.success(request, said % {"number": len(added), "titles": titles})


def _shown(
    request: ReaderRequest,
    shelf: Shelf,
    form: UploadForm,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = shelf.sections()
    context = {
        "form": form,
        "sections": sections,
        "refused": refused,
        "is_empty": not any(section.documents for section in sections),
        "moved": request.GET.get("moved", ""),
    }
    return render(
        request, "documents/manage/documents.html", context | shelf.context, status=status
    )


# Links -------------------------------------------------------------------------------------------


def _link_page(request: ReaderRequest, shelf: Shelf) -> HttpResponse:
    initial = {"kind": Document.Kind.RECORDING, "audience": Document.Audience.MEMBERS}
    form = DocumentForm(posted(request), shelf=shelf, is_link=True, initial=initial)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        if attempt(form, add_document, by=request.reader.person, **shelf.given, **given):
            messages.success(request, _("The link is added."))
            return HttpResponseRedirect(shelf.address)
    return render(request, "documents/manage/link.html", {"form": form} | shelf.context)
