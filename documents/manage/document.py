"""One document at the desk: what is said of it, its files over time, its place in the list, withdrawing and removing it."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.actions import keeping
from documents.actions.documents import add_version
from documents.actions.download import record_download
from documents.forms import DocumentForm, ReplaceForm
from documents.manage.opening import open_edited
from documents.models import Document, DocumentVersion
from documents.receiving import looked_at
from documents.shelf import Shelf
from documents.views.download import stored_file
from members.manage.pages import done, form_methods, posted
from members.requests import ReaderRequest
from portal.lib import http
from portal.lib.formfields import attempt, put_anew
from portal.lib.order import direction_asked
from portal.lib.policies import preparers


@preparers
@form_methods
def document(request: ReaderRequest, document_id: int) -> HttpResponse:
    """What was typed is never lost to what another saved meanwhile: both stand on the page then."""
    found, shelf = open_edited(request.reader, document_id)
    form = DocumentForm.about(found, posted(request), shelf=shelf)
    if form.is_valid() and attempt(
        form, keeping.edit_document, document=found, by=request.reader.person, **form.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(shelf.address)
    standing = None
    if form.has_error("__all__", "changed"):
        standing = Document.objects.select_related("item").get(pk=found.pk)
        put_anew(form, version=standing.version)
    return _shown(request, shelf, found, form=form, standing=standing)


@preparers
@form_methods
def replace(request: ReaderRequest, document_id: int) -> HttpResponse:
    """A newer file under the same address. Of two who replace at once both files are kept, as two versions."""
    found, shelf = open_edited(request.reader, document_id)
    if found.link:
        raise Http404
    current = found.current.number if found.current else 0
    form = ReplaceForm(posted(request), request.FILES or None, initial={"seen": current})
    if request.method == "POST" and not ratelimit.consume(request, action="upload"):
        form.add_error(None, _("Too many files were sent within an hour. Wait a little."))
    if form.is_valid() and (version := _replaced(request, found, form)):
        said = _("The newer file is kept as version %(number)d. The address stays the same.")
        if form.cleaned_data["seen"] not in (None, version.number - 1):
            said = _(
                "The newer file is kept as version %(number)d. Somebody else replaced it meanwhile: theirs is "
                "the version before. Look at both."
            )
        messages.success(request, said % {"number": version.number})
        return HttpResponseRedirect(_address(found))
    return _shown(request, shelf, found, name="replace", form=form)


def _replaced(request: ReaderRequest, found: Document, form: ReplaceForm) -> DocumentVersion | None:
    file = form.cleaned_data["file"][0]
    try:
        kind, name = looked_at(file)
        return add_version(
            document=found,
            file=file,
            file_name=name,
            content_type=kind.content_type,
            by=request.reader.person,
        )
    except ValidationError as error:
        form.add_error("file", error)
        return None


@preparers
@require_safe
def version(request: ReaderRequest, document_id: int, number: int) -> HttpResponseBase:
    """The bytes of any version, for who edits the document."""
    found, _shelf = open_edited(request.reader, document_id)
    asked = get_object_or_404(DocumentVersion, document=found, number=number)
    stored = stored_file(asked)
    try:
        response = http.respond_with_file(request, stored)
    except FileNotFoundError as error:
        raise Http404 from error
    first_byte = http.first_byte(request, response, stored)
    if first_byte is not None:
        record_download(version=asked, by=request.reader, first_byte=first_byte)
    return response


@preparers
@require_POST
def step(request: ReaderRequest, document_id: int) -> HttpResponse:
    """One place earlier, or later, among those of the same agenda item."""
    found, shelf = open_edited(request.reader, document_id)
    direction = direction_asked(request.POST)
    done(request, keeping.step_document, document=found, direction=direction)
    return HttpResponseRedirect(f"{shelf.address}?moved={found.pk}-{direction}")


@preparers
@require_POST
def withdraw(request: ReaderRequest, document_id: int) -> HttpResponse:
    found, shelf = open_edited(request.reader, document_id)
    if not done(request, keeping.withdraw_document, document=found):
        return HttpResponseRedirect(shelf.address)
    said = _(
        "“%(title)s” is withdrawn: only who prepares the page finds it. To give it back, choose whom it is for."
    )
    messages.success(request, said % {"title": found.title})
    return HttpResponseRedirect(_address(found))


@preparers
@form_methods
def remove(request: ReaderRequest, document_id: int) -> HttpResponse:
    """Asks before; and says why not, where it cannot be."""
    found, shelf = open_edited(request.reader, document_id)
    refusal = ""
    if request.method == "POST":
        try:
            keeping.remove_document(document=found, by=request.reader.person)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _("“%(title)s” is removed.") % {"title": found.title})
            return HttpResponseRedirect(shelf.address)
    return _shown(request, shelf, found, name="remove", refusal=refusal)


def _shown(
    request: ReaderRequest, shelf: Shelf, found: Document, *, name: str = "document", **more: object
) -> HttpResponse:
    versions = list(found.versions.select_related("added_by"))
    context = {"document": found, "versions": versions} | more
    return render(request, f"documents/manage/{name}.html", context | shelf.context)


def _address(found: Document) -> str:
    return reverse("manage_document", args=[found.pk])
